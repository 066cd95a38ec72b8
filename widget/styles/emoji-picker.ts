// The panel of all emoji.
import { css } from '../shared.ts';

export const emojiPicker = css`
  .emoji-picker {
    --cell: 36px;
    inset: auto;
    margin: 0;
    padding: 8px;
    inline-size: calc(var(--columns) * var(--cell) + 18px);
    max-inline-size: calc(100vw - 16px);
    block-size: min(360px, calc(100dvh - 16px));
    border: 1px solid var(--divider);
    border-radius: 12px;
    background: var(--bg);
    color: var(--text);
    box-shadow: 0 8px 32px rgb(0 0 0 / 18%);
    overflow: hidden;
  }

  .emoji-picker:popover-open {
    display: flex;
    flex-direction: column;
    gap: 6px;
  }

  .emoji-search {
    display: flex;
    gap: 6px;
  }

  .emoji-search input,
  .emoji-search select {
    min-inline-size: 0;
    min-block-size: 32px;
    margin: 0;
    padding: 0 10px;
    border: 1px solid var(--control);
    border-radius: 8px;
    background: var(--bg);
    color: inherit;
    font: inherit;
  }

  .emoji-search input {
    flex: 1;
    appearance: none;
  }

  .emoji-search ::-webkit-search-cancel-button {
    display: none;
  }

  .emoji-search select {
    appearance: none;
    inline-size: 40px;
    padding: 0;
    text-align: center;
    text-align-last: center;
    cursor: pointer;
  }

  .emoji-tabs {
    display: flex;
    flex: none;
    overflow: auto hidden;
    scrollbar-width: none;
    border-block-end: 1px solid var(--divider);
  }

  .emoji-tabs button {
    flex: 1 0 24px;
    block-size: 32px;
    border-block-end: 2px solid transparent;
    font-size: 15px;
    filter: grayscale(1);
    opacity: 0.7;
  }

  .emoji-tabs button:hover {
    opacity: 1;
  }

  .emoji-tabs [aria-selected='true'] {
    border-color: var(--accent);
    filter: none;
    opacity: 1;
  }

  .emoji-grid {
    flex: 1;
    min-block-size: 0;
    overflow: hidden auto;
    overscroll-behavior: contain;
    scrollbar-width: thin;
    scrollbar-color: var(--divider) transparent;
  }

  .emoji-row {
    display: grid;
    grid-template-columns: repeat(var(--columns), 1fr);
  }

  .emoji-row button {
    block-size: var(--cell);
    border-radius: 8px;
    font:
      22px/1 'Apple Color Emoji',
      'Segoe UI Emoji',
      'Noto Color Emoji',
      sans-serif;
  }

  .emoji-row button:hover {
    background: var(--hover);
  }

  .emoji-picker :focus-visible {
    outline-offset: -2px;
  }

  .emoji-picker p {
    margin: 24px 8px;
    text-align: center;
    text-wrap: balance;
    color: var(--muted);
  }

  @media (pointer: coarse) {
    .emoji-picker {
      --cell: 44px;
      padding-inline: 4px;
    }

    .emoji-search input,
    .emoji-search select {
      min-block-size: 44px;
      font-size: 16px;
    }

    .emoji-search select {
      inline-size: 48px;
    }

    .emoji-tabs button {
      /* A part of one shows that there are more. */
      flex-basis: calc(100% / 5.6);
      block-size: 44px;
      font-size: 18px;
    }
  }

  @media (forced-colors: active) {
    .emoji-tabs button {
      border-color: Canvas;
    }

    .emoji-tabs [aria-selected='true'] {
      border-color: Highlight;
    }
  }
`;
