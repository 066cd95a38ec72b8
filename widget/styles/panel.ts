// The frame: panel, header, launcher, and how they stand in a page.
import { css } from 'lit';

export const panel = css`
  :host {
    display: block;
    /* Pixels, as all measures of the chat: a page's rem may be anything. */
    block-size: 512px;
    min-inline-size: 0;
  }

  :host([hidden]),
  .panel[hidden] {
    display: none;
  }

  *,
  ::before,
  ::after {
    box-sizing: border-box;
  }

  /* What a page says of all its elements is stronger than :host; here it ends. */
  .panel,
  .launcher {
    all: initial;
    box-sizing: border-box;
    color-scheme: inherit;
    font: 400 var(--font-size) / 1.43 var(--font);
    color: var(--text);
  }

  button {
    font: inherit;
    color: inherit;
    background: none;
    border: 0;
    margin: 0;
    padding: 0;
    cursor: pointer;
  }

  :focus-visible {
    outline: 2px solid var(--accent);
    outline-offset: 2px;
  }

  .panel {
    display: flex;
    flex-direction: column;
    block-size: 100%;
    /* Where a page has taken the element its height. */
    max-block-size: 100dvh;
    background: var(--bg);
    border: 1px solid var(--divider);
    border-radius: var(--radius);
    overflow: hidden;
    position: relative;
  }

  .header {
    display: flex;
    align-items: center;
    gap: 8px;
    flex: none;
    min-block-size: 48px;
    padding-block: 8px;
    padding-inline: 16px 8px;
    border-block-end: 1px solid var(--divider);
  }

  .together {
    display: contents;
  }

  .heading {
    margin: 0;
    flex: 1;
    min-inline-size: 0;
    font-size: 15px;
    line-height: 20px;
    font-weight: 650;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  .present {
    display: flex;
    align-items: center;
    gap: 6px;
    min-block-size: 28px;
    padding-inline: 8px;
    border-radius: 8px;
    font-size: 12px;
    line-height: 16px;
    color: var(--muted);
    font-variant-numeric: tabular-nums;
    white-space: nowrap;
  }

  .present::before {
    content: '';
    inline-size: 8px;
    block-size: 8px;
    border-radius: 50%;
    background: var(--accent);
  }

  /* Where the conversation goes on, and over it what was opened. */
  .stage,
  .talk {
    flex: 1;
    min-block-size: 0;
    display: flex;
    flex-direction: column;
    position: relative;
  }

  .header [aria-expanded='true'],
  .header button:hover {
    background: var(--hover);
    color: var(--text);
  }

  .icon-button {
    display: grid;
    place-items: center;
    inline-size: 32px;
    block-size: 32px;
    border-radius: 8px;
    color: var(--muted);
  }

  .notice {
    flex: 1;
    display: grid;
    align-content: center;
    justify-items: center;
    gap: 6px;
    padding: 24px;
    text-align: center;
    color: var(--muted);
  }

  .notice h3 {
    margin: 0;
    font-size: 15px;
    line-height: 20px;
    font-weight: 650;
    color: var(--text);
  }

  .notice p {
    margin: 0;
    max-inline-size: 34em;
    overflow-wrap: anywhere;
  }

  .notice .link-button {
    display: block;
    margin: auto;
  }

  .notice code {
    display: block;
    margin-block-start: 12px;
    padding: 8px 12px;
    border: 1px solid var(--divider);
    border-radius: 8px;
    background: var(--surface);
    color: var(--text);
    font:
      12px/18px ui-monospace,
      monospace;
    text-align: start;
    user-select: all;
  }

  ws-chat-log {
    flex: 1;
    min-block-size: 0;
    position: relative;
    display: flex;
    flex-direction: column;
  }

  /* Avatars and lines, as of messages; of the list too, which comes later. */
  .loading {
    flex: 1;
    position: relative;
  }

  ws-chat-log:not(:defined),
  .loading,
  .late {
    animation: late 300ms step-end;
  }

  ws-chat-log:not(:defined)::before,
  ws-chat-log:not(:defined)::after,
  .loading::before,
  .loading::after {
    content: '';
    position: absolute;
    inset-block: 24px 0;
    inset-inline-start: 16px;
    inline-size: 28px;
    background: repeating-linear-gradient(var(--divider) 0 28px, transparent 0 64px);
  }

  ws-chat-log:not(:defined)::after,
  .loading::after {
    inset-inline-start: 56px;
    inline-size: 50%;
    background: repeating-linear-gradient(
      var(--divider) 0 10px,
      transparent 0 18px,
      var(--divider) 0 28px,
      transparent 0 64px
    );
  }

  @keyframes late {
    from {
      opacity: 0;
    }
  }

  @keyframes pulse {
    to {
      opacity: 0.5;
    }
  }

  @media (prefers-reduced-motion: no-preference) {
    ws-chat-log:not(:defined)::before,
    ws-chat-log:not(:defined)::after,
    .loading::before,
    .loading::after {
      animation: pulse 1s infinite alternate;
    }
  }

  /* For ears only. */
  .unseen {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }

  .toast {
    position: absolute;
    z-index: 2;
    inset-block-start: 56px;
    inset-inline: 16px;
    margin-inline: auto;
    inline-size: fit-content;
    padding: 6px 12px;
    /* Seen in forced colours. */
    border: 1px solid transparent;
    border-radius: 8px;
    background: var(--text);
    color: var(--bg);
    font-size: 12px;
    line-height: 18px;
  }

  .bar {
    flex: none;
    padding: 12px 16px;
    border-block-start: 1px solid var(--divider);
    background: var(--surface);
    color: var(--muted);
  }

  /* There before they say something, so that it is read out. */
  .toast:empty,
  .bar:empty {
    padding: 0;
    border: 0;
  }
`;

export const floating = css`
  :host([mode='floating']) {
    position: fixed !important;
    inset-block: auto 20px;
    inset-inline: auto 20px;
    block-size: auto;
    z-index: 2147483000;
  }

  :host([mode='floating']) .panel {
    inline-size: min(400px, calc(100vw - 40px));
    block-size: min(640px, calc(100dvh - 40px));
    box-shadow: 0 12px 40px rgb(0 0 0 / 18%);
  }

  @media (prefers-reduced-motion: no-preference) {
    :host([mode='floating']) .panel {
      animation: rise 120ms ease-out;
    }

    .launcher {
      transition: translate 120ms ease-out;
    }
  }

  @keyframes rise {
    from {
      opacity: 0;
      translate: 0 4px;
    }
  }

  .launcher {
    position: relative;
    display: grid;
    place-items: center;
    inline-size: 56px;
    block-size: 56px;
    border-radius: 18px;
    background: var(--accent);
    color: var(--on-accent);
    cursor: pointer;
    box-shadow: 0 4px 16px rgb(0 0 0 / 22%);
  }

  .launcher:hover {
    translate: 0 -2px;
  }

  .badge {
    position: absolute;
    inset-block-start: -6px;
    inset-inline-end: -6px;
    min-inline-size: 22px;
    padding-inline: 6px;
    border-radius: 11px;
    border: 2px solid var(--bg);
    background: var(--danger);
    color: var(--bg);
    font-size: 12px;
    line-height: 18px;
    font-weight: 650;
    font-variant-numeric: tabular-nums;
  }

  @media (forced-colors: active) {
    .launcher {
      border: 1px solid;
    }
  }

  @media (max-width: 480px) {
    :host([mode='floating'][open]) {
      inset: 0;
    }

    :host([mode='floating']) .panel {
      inline-size: 100%;
      block-size: 100dvh;
      border: 0;
      border-radius: 0;
      box-shadow: none;
      padding-block-end: env(safe-area-inset-bottom);
    }
  }
`;
