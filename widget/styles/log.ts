// The list, and what stands in it between the messages.
import { css } from 'lit';

export const log = css`
  .scroller {
    flex: 1;
    min-block-size: 0;
    overflow: hidden auto;
    overflow-anchor: none;
    overscroll-behavior: contain;
    /* Below it is the way down. */
    scroll-padding-block-end: 48px;
    scrollbar-width: thin;
    scrollbar-color: var(--divider) transparent;
  }

  .scroller:focus-visible {
    outline-offset: -2px;
  }

  /* Few rows stand at the bottom, where the next one will come. */
  .rows {
    display: flex;
    flex-direction: column;
    justify-content: flex-end;
    min-block-size: 100%;
    padding-block: 8px 12px;
    position: relative;
  }

  /* The browser remembers how tall a block is, from when it was drawn. */
  .block {
    display: flow-root;
    flex: none;
    contain-intrinsic-size: auto 2000px;
  }

  /* Out of view it then costs nothing. */
  .block.drawn {
    content-visibility: auto;
  }

  .sentinel {
    block-size: 1px;
    flex: none;
  }

  .day {
    display: flex;
    align-items: center;
    gap: 12px;
    margin: 14px 16px 2px;
    font-size: 12px;
    line-height: 16px;
    font-weight: 600;
    color: var(--muted);
  }

  .day::before,
  .day::after {
    content: '';
    flex: 1;
    border-block-start: 1px solid var(--divider);
  }

  .edge {
    font-size: 12px;
    line-height: 16px;
    color: var(--muted);
    padding: 12px 16px 4px;
    text-align: center;
    overflow-wrap: anywhere;
  }

  .announcement :is(b, bdi) {
    white-space: pre-wrap;
  }

  .unread {
    display: flex;
    align-items: center;
    gap: 8px;
    margin: 10px 16px 0;
    font-size: 12px;
    line-height: 16px;
    font-weight: 650;
    color: var(--accent);
  }

  .unread::before {
    content: '';
    flex: 1;
    border-block-start: 2px solid;
  }

  :host([mode='overlay']) .scroller {
    scrollbar-width: none;
  }
`;
