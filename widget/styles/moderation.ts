// What those who keep a room choose from.
import { css } from '../shared.ts';

export const moderation = css`
  .held-button {
    position: relative;
  }

  .held-count {
    position: absolute;
    inset-block-start: 0;
    inset-inline-end: 0;
    min-inline-size: 16px;
    padding-inline: 4px;
    border-radius: 8px;
    background: var(--danger);
    color: light-dark(#ffffff, #2b0805);
    font-size: 11px;
    line-height: 16px;
    font-weight: 650;
    text-align: center;
  }

  .toast-act {
    min-block-size: 24px;
    margin-inline-start: 12px;
    font-weight: 650;
    text-decoration: underline;
    text-underline-offset: 2px;
  }

  /* On the ground of the toast, which is the text’s colour. */
  .toast-act:focus-visible {
    outline-color: var(--bg);
  }

  .moderation {
    position: fixed;
    inset: auto;
    inline-size: 264px;
    max-inline-size: calc(100vw - 16px);
    max-block-size: calc(100vh - 16px);
    margin: 0;
    padding: 8px;
    overflow: auto;
    border: 1px solid var(--divider);
    border-radius: 10px;
    background: var(--bg);
    color: var(--text);
    font: inherit;
    box-shadow: 0 6px 24px rgb(0 0 0 / 18%);
  }

  .moderation h4 {
    margin: 2px 6px 6px;
    font-size: 13px;
    line-height: 18px;
    font-weight: 650;
    overflow-wrap: anywhere;
  }

  .moderation .hint {
    margin: 0 6px 6px;
    font-size: 12px;
    line-height: 16px;
    color: var(--muted);
  }

  .moderation .item {
    display: block;
    inline-size: 100%;
    min-block-size: 32px;
    padding: 6px;
    border-radius: 7px;
    text-align: start;
  }

  .moderation .item:hover,
  .moderation .item:focus-visible,
  .chip:hover {
    background: var(--hover);
  }

  .moderation .danger {
    color: var(--danger);
  }

  .times {
    display: flex;
    flex-wrap: wrap;
    gap: 6px;
    padding: 2px 6px 6px;
  }

  .chip {
    min-block-size: 30px;
    padding-inline: 10px;
    border: 1px solid var(--control);
    border-radius: 8px;
  }

  .reaches {
    display: grid;
    margin: 0;
    padding: 2px 6px;
    border: 0;
  }

  .reaches legend {
    padding: 0;
    font-size: 12px;
    line-height: 16px;
    color: var(--muted);
  }

  .option {
    display: flex;
    align-items: center;
    gap: 8px;
    min-block-size: 28px;
    padding-inline: 6px;
    font-size: 13px;
    line-height: 18px;
  }

  .reaches .option {
    padding-inline: 0;
  }

  .option input {
    flex: none;
    margin: 0;
    accent-color: var(--accent);
  }

  .reason {
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

  .reason::placeholder {
    color: var(--muted);
    opacity: 1;
  }

  @media (pointer: coarse) {
    .moderation .item,
    .chip,
    .option {
      min-block-size: 44px;
    }

    .reason {
      min-block-size: 44px;
      font-size: 16px;
    }
  }
`;
