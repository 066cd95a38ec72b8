// The frame: the way through the console at the side, or below on a phone; and the surface beside it.
import { css } from 'lit';

export const shell = css`
  :host {
    display: block;
    block-size: 100dvh;
    background: var(--bg);
  }

  :host([hidden]) {
    display: none;
  }

  *,
  ::before,
  ::after {
    box-sizing: border-box;
  }

  .console,
  .sign-in {
    font: 400 14px / 20px var(--font);
    color: var(--text);
    background: var(--bg);
  }

  .console {
    display: grid;
    grid-template-columns: 208px minmax(0, 1fr);
    block-size: 100%;
    position: relative;
  }

  main {
    display: flex;
    flex-direction: column;
    min-block-size: 0;
    min-inline-size: 0;
    overflow: hidden auto;
    scrollbar-width: thin;
    scrollbar-color: var(--divider) transparent;
  }

  :focus-visible {
    outline: 2px solid var(--accent);
    outline-offset: 2px;
  }

  /* It is given the focus, and nobody presses it. */
  main:focus-visible {
    outline: none;
  }

  .nav {
    display: flex;
    flex-direction: column;
    gap: 2px;
    min-block-size: 0;
    padding: 16px 12px;
    background: var(--surface);
    border-inline-end: 1px solid var(--divider);
  }

  .brand {
    margin: 0 0 12px;
    padding-inline: 10px;
    font-weight: 700;
    font-size: 15px;
    line-height: 24px;
    letter-spacing: -0.01em;
  }

  /* The rail of the conversation, which ties together what belongs together. */
  .brand::before {
    content: '';
    display: inline-block;
    inline-size: 3px;
    block-size: 14px;
    margin-inline-end: 8px;
    border-radius: 2px;
    background: var(--accent);
    vertical-align: -2px;
  }

  .nav a {
    display: flex;
    align-items: center;
    gap: 10px;
    min-block-size: 36px;
    padding-inline: 10px;
    border-radius: 9px;
    color: var(--muted);
    font-weight: 550;
    text-decoration: none;
  }

  .nav a:hover {
    background: var(--hover);
    color: var(--text);
  }

  .nav a[aria-current] {
    background: var(--own-bg);
    color: var(--accent);
  }

  .nav svg {
    flex: none;
  }

  .self {
    display: flex;
    align-items: center;
    gap: 2px;
    margin-block-start: auto;
    padding-inline-start: 10px;
    min-inline-size: 0;
  }

  .self .whom {
    flex: 1;
    min-inline-size: 0;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
    font-weight: 600;
  }

  .self small {
    display: block;
    font-size: 12px;
    line-height: 16px;
    font-weight: 400;
    color: var(--muted);
  }

  .toast {
    position: absolute;
    z-index: 5;
    /* Above where one writes, and saves. */
    inset-block-end: 84px;
    inset-inline: 232px 24px;
    margin-inline: auto;
    inline-size: fit-content;
    padding: 10px 16px;
    border-radius: 10px;
    background: var(--text);
    color: var(--bg);
    font-weight: 550;
    box-shadow: 0 6px 24px rgb(0 0 0 / 18%);
  }

  .toast button {
    margin-inline-start: 12px;
    font-weight: 700;
    text-decoration: underline;
    text-underline-offset: 2px;
  }

  .toast:not(:has(span:not(:empty))) {
    padding: 0;
  }

  .head {
    flex: none;
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 4px 12px;
    padding: 16px 24px;
    background: var(--bg);
    border-block-end: 1px solid var(--divider);
  }

  .head:has(.tabs) {
    padding-block-end: 0;
  }

  .head h1 {
    margin: 0;
    min-inline-size: 0;
    font-size: 20px;
    line-height: 32px;
    font-weight: 680;
    letter-spacing: -0.01em;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  .head .filter {
    margin-inline-start: auto;
  }

  .tabs {
    display: flex;
    gap: 2px;
    flex-basis: 100%;
    margin-inline: -10px;
    overflow-x: auto;
    scrollbar-width: none;
  }

  .tabs a {
    flex: none;
    display: flex;
    align-items: center;
    gap: 6px;
    min-block-size: 40px;
    padding-inline: 10px;
    color: var(--muted);
    font-weight: 550;
    text-decoration: none;
    border-block-end: 2px solid transparent;
  }

  .tabs a:hover {
    color: var(--text);
  }

  .tabs a[aria-current] {
    color: var(--text);
    border-block-end-color: var(--accent);
  }

  .tabs a:focus-visible,
  main :is(ul, ol) > li:focus-visible {
    outline-offset: -2px;
  }

  .head .back {
    display: none;
    font-size: 22px;
    text-decoration: none;
  }

  .body {
    flex: 1 0 auto;
    display: flex;
    flex-direction: column;
    align-items: stretch;
    gap: 16px;
    padding: 20px 24px 32px;
    inline-size: 100%;
    max-inline-size: 1120px;
  }

  .body.narrow {
    max-inline-size: 760px;
  }

  .view {
    flex: 1;
    min-block-size: 0;
    display: flex;
    flex-direction: column;
  }

  ws-chat-console-rooms,
  ws-chat-console-staff,
  ws-chat-console-webhooks,
  ws-chat-console-embed,
  ws-chat-console-data,
  ws-chat-console-audit,
  ws-chat-console-permissions,
  ws-chat-console-rules,
  ws-chat-console-settings,
  ws-chat-console-people,
  ws-chat-console-search,
  ws-chat-console-reports,
  ws-chat-console-held {
    flex: 1 0 auto;
    display: flex;
    flex-direction: column;
  }

  ws-chat-console-room {
    flex: 1 0 auto;
    display: flex;
    flex-direction: column;
  }

  /* Only the conversation has a height of its own: it scrolls inside. */
  ws-chat-console-room:has(ws-chat-console-talk) {
    flex: 1;
    min-block-size: 0;
  }

  ws-chat-console-act,
  ws-chat-console-confirm,
  ws-chat-console-copy,
  ws-chat-console-mode,
  ws-chat-console-shield,
  ws-chat-console-try {
    display: contents;
  }

  .banner {
    flex: none;
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 6px 12px;
    overflow-wrap: anywhere;
    padding: 8px 24px;
    background: var(--mention-bg);
    color: var(--warn);
    font-weight: 550;
  }

  .banner.bad {
    color: var(--danger);
  }

  .blank {
    flex: 1;
    display: grid;
    align-content: center;
    justify-items: center;
    gap: 4px;
    padding: 48px 24px;
    text-align: center;
    color: var(--muted);
    outline: none;
  }

  .blank h2 {
    margin: 0;
    font-size: 15px;
    line-height: 20px;
    font-weight: 650;
    color: var(--text);
  }

  .blank p {
    margin: 0;
  }

  .quiet {
    color: var(--muted);
  }

  p.quiet {
    margin: 0;
  }

  .lead {
    max-inline-size: 68ch;
  }

  .grow {
    flex: 1;
    min-inline-size: 0;
  }

  /* What comes at once is not announced by a flicker. */
  .waiting {
    padding: 24px;
    animation: late 300ms step-end;
  }

  .body > .waiting {
    padding-inline: 0;
  }

  @keyframes late {
    from {
      opacity: 0;
    }
  }

  .trouble {
    display: grid;
    justify-items: start;
    gap: 12px;
    color: var(--danger);
  }

  .trouble p {
    margin: 0;
    max-inline-size: 60ch;
  }

  .unseen {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }

  .beside {
    display: grid;
    grid-template-columns: minmax(0, 1fr) minmax(300px, 400px);
    align-items: start;
    gap: 24px;
  }

  .stack {
    display: flex;
    flex-direction: column;
    gap: 16px;
    min-inline-size: 0;
  }

  @media (max-width: 1000px) {
    .beside {
      grid-template-columns: minmax(0, 1fr);
    }
  }

  @media (max-width: 720px) {
    .console {
      grid-template: minmax(0, 1fr) auto / minmax(0, 1fr);
    }

    .nav {
      grid-row: 2;
      flex-direction: row;
      gap: 0;
      padding: 4px 4px calc(4px + env(safe-area-inset-bottom));
      border-inline-end: 0;
      border-block-start: 1px solid var(--divider);
    }

    .brand,
    .self .whom {
      display: none;
    }

    .nav a {
      flex: 1;
      flex-direction: column;
      justify-content: center;
      gap: 2px;
      min-block-size: 48px;
      min-inline-size: 0;
      padding-inline: 2px;
      font-size: 11px;
      line-height: 14px;
    }

    .self {
      margin: 0;
      padding: 0;
    }

    .head {
      padding: 8px 16px;
    }

    .room-head .chips {
      order: 1;
      flex-basis: 100%;
    }

    .room-head .tabs {
      order: 2;
    }

    .head .back {
      display: grid;
      margin-inline: -8px -6px;
    }

    .back:dir(rtl) {
      transform: scaleX(-1);
    }

    .tabs {
      margin-inline: -16px;
      padding-inline: 6px;
    }

    .tabs a {
      min-block-size: 44px;
    }

    .head .filter {
      flex-basis: 100%;
    }

    .body {
      padding: 16px 16px 24px;
    }

    .banner {
      padding-inline: 16px;
    }

    .toast {
      inset-inline: 16px;
      inset-block-end: 76px;
    }
  }

  /* A finger has no keys. */
  @media (pointer: coarse) {
    .keys {
      display: none;
    }
  }

  /* There the system says whether it is light or dark, and the names of six places must not touch. */
  @media (max-width: 420px) {
    .self .theme {
      display: none;
    }

    .nav a {
      padding-inline: 0;
      font-size: 10px;
      font-weight: 500;
      letter-spacing: -0.02em;
    }

    .nav a span {
      overflow: hidden;
      max-inline-size: 100%;
      text-overflow: ellipsis;
    }
  }
`;
