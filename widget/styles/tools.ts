// What can be done with a message: the toolbar on its row, and the menus that it opens.
import { css } from '../shared.ts';

export const tools = css`
  ws-chat-row-tools {
    position: absolute;
    inset-inline-end: 12px;
    z-index: 1;
    block-size: 0;
  }

  .tools {
    display: flex;
    gap: 2px;
    padding: 2px;
    margin-block-start: -14px;
    border: 1px solid var(--divider);
    border-radius: 9px;
    background: var(--bg);
    box-shadow: 0 1px 4px rgb(0 0 0 / 10%);
  }

  .tool {
    display: grid;
    place-items: center;
    inline-size: 28px;
    block-size: 26px;
    border-radius: 6px;
    color: var(--muted);
  }

  .tool:hover,
  .tool[aria-expanded='true'] {
    background: var(--hover);
    color: var(--text);
  }

  .menu,
  .quick,
  .reacted {
    position: fixed;
    inset: auto;
    margin: 0;
    padding: 4px;
    border: 1px solid var(--divider);
    border-radius: 10px;
    background: var(--bg);
    color: var(--text);
    font: inherit;
    box-shadow: 0 6px 24px rgb(0 0 0 / 18%);
  }

  .menu {
    min-inline-size: 180px;
  }

  .reacted {
    inline-size: 260px;
    max-block-size: min(320px, calc(100vh - 16px));
    padding: 8px 12px;
    overflow: auto;
    overflow-wrap: anywhere;
  }

  .reacted ul {
    margin: 0;
    padding: 0;
    list-style: none;
  }

  .reacted li {
    display: flex;
    gap: 10px;
    padding-block: 4px;
  }

  .quick:popover-open {
    display: flex;
    flex-wrap: wrap;
    gap: 2px;
    max-inline-size: calc(100vw - 16px);
  }

  .quick button {
    inline-size: 36px;
    block-size: 36px;
    border-radius: 8px;
    font-size: 20px;
    line-height: 1;
  }

  .more-emoji {
    display: grid;
    place-items: center;
    color: var(--muted);
  }

  .item {
    display: block;
    inline-size: 100%;
    min-block-size: 32px;
    padding: 6px 12px;
    border-radius: 7px;
    text-align: start;
  }

  .item:focus-visible,
  .quick button:focus-visible {
    outline-offset: -2px;
  }

  .item:hover,
  .quick button:hover {
    background: var(--hover);
  }

  .item.danger {
    color: var(--danger);
  }

  .quick button[aria-checked='true'] {
    background: var(--own-bg);
    box-shadow: inset 0 0 0 1px var(--accent);
  }

  @media (pointer: coarse) {
    .tool,
    .quick button {
      inline-size: 44px;
      block-size: 44px;
    }

    .item {
      min-block-size: 44px;
    }
  }

  @media (forced-colors: active) {
    .quick button[aria-checked='true'] {
      outline: 2px solid Highlight;
    }
  }
`;
