// The conversation for those who keep it: the list and its tools, who is here, and how the room is kept.
import { css } from 'lit';

export const talk = css`
  ws-chat-console-talk {
    flex: 1;
    min-block-size: 0;
    display: flex;
  }

  .talk {
    flex: 1;
    min-block-size: 0;
    min-inline-size: 0;
    display: grid;
    grid-template: minmax(0, 1fr) auto / minmax(0, 1fr) 296px;
  }

  ws-chat-console-log {
    position: relative;
    display: flex;
    flex-direction: column;
    min-block-size: 0;
    min-inline-size: 0;
  }

  .talk > .waiting {
    align-self: start;
  }

  .row:focus,
  .row[data-pointed] {
    background: var(--hover);
  }

  .row-tools {
    position: absolute;
    inset-inline-end: 16px;
    z-index: 1;
    display: flex;
    gap: 2px;
    margin-block-start: -14px;
    padding: 2px;
    border: 1px solid var(--divider);
    border-radius: 9px;
    background: var(--bg);
    box-shadow: 0 1px 4px rgb(0 0 0 / 10%);
  }

  .row-tools button {
    display: grid;
    place-items: center;
    inline-size: 30px;
    block-size: 28px;
    border-radius: 6px;
    color: var(--muted);
  }

  .row-tools button:hover {
    background: var(--hover);
    color: var(--text);
  }

  .down {
    position: absolute;
    inset-block-end: 12px;
    inset-inline: 0;
    margin-inline: auto;
    inline-size: fit-content;
    border-color: transparent;
    border-radius: 18px;
    background: var(--accent);
    color: var(--on-accent);
    box-shadow: 0 3px 12px rgb(0 0 0 / 20%);
  }

  .say {
    padding: 12px 16px;
    border-block-start: 1px solid var(--divider);
  }

  .say-line {
    display: flex;
    gap: 8px;
  }

  .say .problem:not(:empty) {
    margin-block-end: 8px;
  }

  .say-line > input {
    flex: 1;
    min-inline-size: 0;
  }

  .aside {
    grid-area: 1 / 2 / 3 / 3;
    min-block-size: 0;
    overflow: hidden auto;
    scrollbar-width: thin;
    scrollbar-color: var(--divider) transparent;
    border-inline-start: 1px solid var(--divider);
  }

  .panel-part {
    display: flex;
    flex-direction: column;
    gap: 6px;
    padding: 16px;
    border-block-end: 1px solid var(--divider);
  }

  .panel-part h2 {
    margin-block-end: 4px;
  }

  .pause {
    display: flex;
    flex-direction: column;
    gap: 8px;
    margin-block-start: 6px;
  }

  .pause .together select {
    flex: 1;
  }

  .paused {
    display: flex;
    flex-direction: column;
    align-items: flex-start;
    gap: 8px;
    padding: 12px;
    border-radius: 9px;
    background: var(--mention-bg);
  }

  .paused p {
    margin: 0;
  }

  .paused small {
    display: block;
  }

  .panel-part .button {
    white-space: normal;
  }

  .people {
    display: flex;
    flex-direction: column;
    margin-inline: -8px;
  }

  .people li {
    position: relative;
    display: flex;
    align-items: center;
    gap: 8px;
    min-block-size: 40px;
    padding-inline: 8px;
    border-radius: 8px;
  }

  .people .grow {
    display: flex;
    align-items: baseline;
    gap: 6px;
  }

  .people .name {
    min-inline-size: 0;
  }

  .person-acts {
    display: flex;
  }

  .present {
    display: flex;
    align-items: center;
    gap: 6px;
    font-size: 13px;
    color: var(--muted);
    font-variant-numeric: tabular-nums;
  }

  .present::before {
    content: '';
    inline-size: 8px;
    block-size: 8px;
    border-radius: 50%;
    background: var(--accent);
  }

  .aside-button {
    display: none;
    margin-inline-start: auto;
  }

  @media (hover: hover) {
    /* Over the end of a long name, which has the whole line until then. */
    .person-acts {
      position: absolute;
      inset-inline-end: 8px;
      background: var(--hover);
    }

    .people li:not(:hover, :focus-within) .person-acts {
      opacity: 0;
    }

    .people li:hover,
    .people li:focus-within {
      background: var(--hover);
    }
  }

  @media (pointer: coarse) {
    .row-tools button {
      inline-size: 44px;
      block-size: 44px;
    }

    .row-tools {
      margin-block-start: -46px;
    }
  }

  @media (max-width: 720px) {
    .say {
      padding: 8px 12px;
    }

    .say-line {
      flex-wrap: wrap;
    }

    .say-line select {
      flex: 1 0 100%;
    }
  }

  @media (max-width: 1000px) {
    .talk {
      grid-template-columns: minmax(0, 1fr);
    }

    .aside-button {
      display: inline-flex;
    }

    .aside {
      display: none;
    }

    .with-aside .talk > :not(.aside) {
      display: none;
    }

    .with-aside .aside {
      display: block;
      grid-area: 1 / 1 / 3 / 2;
      border: 0;
    }
  }
`;
