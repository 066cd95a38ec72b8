// The design's tokens. A page sets `--ws-chat-…` on the element; the chat uses the short names.
import { css } from 'lit';

export const tokens = css`
  /* Nothing of the page's own style reaches in; its variables and its direction do. */
  :host {
    all: initial;
    color-scheme: light dark;
    --bg: var(--ws-chat-bg, light-dark(#ffffff, #111714));
    --surface: var(--ws-chat-surface, light-dark(#f5f7f6, #18201c));
    --hover: var(--ws-chat-hover, light-dark(#f1f4f3, #1b2420));
    --own-bg: var(--ws-chat-own-bg, light-dark(#eef6f3, #16271f));
    --mention-bg: var(--ws-chat-mention-bg, light-dark(#fdf3dc, #2d2611));
    --warn: var(--ws-chat-warn, light-dark(#7a4f00, #f0c36a));
    --text: var(--ws-chat-text, light-dark(#15201c, #e6ece9));
    --muted: var(--ws-chat-muted, light-dark(#56625d, #9aa8a2));
    --accent: var(--ws-chat-accent, light-dark(#0b6b55, #5fd0ac));
    --on-accent: var(--ws-chat-on-accent, light-dark(#ffffff, #06231a));
    --danger: var(--ws-chat-danger, light-dark(#b3261e, #ff8a80));
    --control: var(--ws-chat-control, light-dark(#7d8a85, #6d7b75));
    --divider: var(--ws-chat-divider, light-dark(#dde3e0, #2b3631));
    --radius: var(--ws-chat-radius, 12px);
    --font: var(--ws-chat-font, system-ui, sans-serif);
    --font-size: var(--ws-chat-font-size, 14px);
  }

  @media (prefers-contrast: more) {
    :host {
      --muted: var(--text);
      --divider: color-mix(in srgb, var(--text) 60%, var(--bg));
      --control: var(--text);
    }
  }

  :host([theme='light']) {
    color-scheme: light !important;
  }

  :host([theme='dark']) {
    color-scheme: dark !important;
  }
`;

/**
 * Twelve hues for people, none near the accent, so that nobody looks like oneself. Classes rather
 * than style attributes: a strict page admits no inline style.
 */
export const hues = css`
  .hue-0 {
    --hue: 10;
  }
  .hue-1 {
    --hue: 28;
  }
  .hue-2 {
    --hue: 46;
  }
  .hue-3 {
    --hue: 68;
  }
  .hue-4 {
    --hue: 88;
  }
  .hue-5 {
    --hue: 112;
  }
  .hue-6 {
    --hue: 215;
  }
  .hue-7 {
    --hue: 240;
  }
  .hue-8 {
    --hue: 265;
  }
  .hue-9 {
    --hue: 290;
  }
  .hue-10 {
    --hue: 315;
  }
  .hue-11 {
    --hue: 345;
  }
`;
