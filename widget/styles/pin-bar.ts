// The line above the messages that says what is pinned.
import { css } from '../shared.ts';

export const pinBar = css`
  .pins {
    display: flex;
    align-items: center;
    flex: none;
    padding-inline-end: 8px;
    border-block-end: 1px solid var(--divider);
    background: var(--surface);
  }

  .pin {
    flex: 1;
    display: flex;
    align-items: center;
    gap: 10px;
    min-inline-size: 0;
    min-block-size: 44px;
    padding-block: 5px;
    padding-inline: 16px 8px;
    text-align: start;
  }

  .pin:hover {
    background: var(--hover);
  }

  .pin:focus-visible {
    outline-offset: -2px;
  }

  .pin svg {
    flex: none;
    color: var(--accent);
  }

  .pin > span {
    min-inline-size: 0;
  }

  .pin b,
  .pin span span {
    display: block;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
    text-align: -webkit-match-parent;
    text-align: match-parent;
  }

  .pin b {
    font-size: 12px;
    line-height: 16px;
    font-weight: 650;
    color: var(--accent);
  }

  .pins .icon-button {
    flex: none;
    inline-size: 28px;
    block-size: 28px;
  }

  .pins .icon-button:hover {
    background: var(--hover);
    color: var(--text);
  }

  @media (pointer: coarse) {
    .pins .icon-button {
      inline-size: 44px;
      block-size: 44px;
    }
  }
`;
