// Other ways to stand in a page: compact for streams, as an overlay over a picture, as a button that
// opens a window.
import { css } from 'lit';

export const modes = css`
  .compact {
    --font-size: var(--ws-chat-font-size, 13px);
    font-size: var(--font-size);
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
      ws-chat-log:not(:defined),
      .day,
      .unread,
      .edge:not(.announcement),
      ws-chat-way-down,
      .notice:not([role='alert']) :is(h3, p)
    ) {
    display: none;
  }

  :host([mode='popout']) {
    display: inline-block;
    block-size: auto;
  }
`;
