// Other ways to stand in a page: compact for streams, as an overlay over a picture, as a button that
// opens a window.
import { css } from 'lit';

export const modes = css`
  .compact {
    --font-size: var(--ws-chat-font-size, 13px);
    font-size: var(--font-size);
  }

  .compact .row {
    padding-inline: 16px;
    line-height: 18px;
  }

  .compact .row.starts {
    margin-block-start: 2px;
  }

  .compact .row::before,
  .compact .avatar {
    display: none;
  }

  .compact .who {
    float: inline-start;
    flex-direction: row-reverse;
    gap: 6px;
    margin-inline-end: 6px;
  }

  :host([mode='overlay']) .panel {
    border: 0;
    background: none;
    pointer-events: none;
    /* Whatever is behind it, all of it is to be read. */
    --muted: var(--text);
    text-shadow:
      0 0 4px var(--bg),
      0 1px 2px var(--bg);
  }

  :host([mode='overlay']) {
    pointer-events: none;
  }

  /* Only what was said: whoever watches can do nothing about the rest. */
  :host([mode='overlay'])
    :is(
      .bar,
      .loading,
      .day,
      .unread,
      .edge:not(.announcement),
      ws-chat-way-down,
      .notice:not([role='alert']) :is(h3, p)
    ) {
    display: none;
  }

  :host([mode='overlay']) .scroller {
    scrollbar-width: none;
  }

  :host([mode='popout']) {
    display: inline-block;
    block-size: auto;
  }
`;
