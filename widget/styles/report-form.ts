// The form by which a message is reported: a menu with something to fill in.
import { css } from '../shared.ts';

export const reportForm = css`
  .menu.report {
    inline-size: 264px;
    max-inline-size: calc(100vw - 16px);
    max-block-size: calc(100vh - 16px);
    padding: 8px;
    overflow: auto;
  }

  .report form {
    display: contents;
  }

  .report h4 {
    margin: 2px 6px 4px;
    font-size: 13px;
    line-height: 18px;
    font-weight: 650;
    overflow-wrap: anywhere;
  }

  .report p {
    margin: 0 6px 6px;
    font-size: 12px;
    line-height: 16px;
    color: var(--muted);
  }

  .report label {
    display: flex;
    align-items: center;
    gap: 8px;
    min-block-size: 28px;
    padding-inline: 6px;
    font-size: 13px;
    line-height: 18px;
  }

  .report [type='radio'] {
    flex: none;
    margin: 0;
    accent-color: var(--accent);
  }

  .report [type='text'] {
    display: block;
    inline-size: calc(100% - 12px);
    min-block-size: 32px;
    margin: 6px;
    padding: 4px 8px;
    border: 1px solid var(--control);
    border-radius: 7px;
    background: var(--bg);
    color: inherit;
    font: inherit;
  }

  .report [type='text']::placeholder {
    color: var(--muted);
    opacity: 1;
  }

  @media (pointer: coarse) {
    .report label,
    .report [type='text'] {
      min-block-size: 44px;
      font-size: 16px;
    }
  }
`;
