// Where one writes: the field, the name, the line of state above them.
import { css } from 'lit';

export const composer = css`
  ws-chat-composer {
    display: block;
    flex: none;
    padding: 0 12px 12px;
  }

  .state {
    display: flex;
    align-items: center;
    justify-content: space-between;
    gap: 8px;
    min-block-size: 24px;
    padding-inline: 4px;
    font-size: 12px;
    line-height: 16px;
    color: var(--muted);
  }

  .state-line,
  .writers {
    min-inline-size: 0;
  }

  .writers {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  .state-line .link-button {
    color: var(--accent);
  }

  .writing-as {
    flex: none;
    max-inline-size: 55%;
    margin-inline-start: auto;
    padding-block: 4px;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
    border-radius: 4px;
  }

  .writing-as b {
    font-weight: 600;
    color: var(--text);
  }

  .writing-as:hover b {
    text-decoration: underline;
    text-underline-offset: 2px;
  }

  .field {
    display: flex;
    align-items: flex-end;
    gap: 4px;
    padding-block: 3px;
    padding-inline: 12px 3px;
    border: 1px solid var(--control);
    border-radius: 10px;
    background: var(--bg);
  }

  .field:focus-within {
    outline: 2px solid var(--accent);
    outline-offset: -1px;
    border-color: transparent;
  }

  .field textarea,
  .field input {
    flex: 1;
    min-inline-size: 0;
    margin: 0;
    padding: 6px 0;
    border: 0;
    outline: 0;
    background: none;
    color: inherit;
    font: inherit;
    line-height: 20px;
    resize: none;
  }

  .field textarea {
    field-sizing: content;
    max-block-size: calc(8 * 20px + 12px);
    scrollbar-width: thin;
  }

  .field ::placeholder {
    color: var(--muted);
    opacity: 1;
  }

  .send {
    flex: none;
    display: grid;
    place-items: center;
    inline-size: 32px;
    block-size: 32px;
    border-radius: 7px;
    background: var(--accent);
    color: var(--on-accent);
  }

  .send[aria-disabled='true'] {
    background: var(--surface);
    color: var(--muted);
    cursor: default;
  }

  .send.wide {
    inline-size: auto;
    padding-inline: 14px;
    font-weight: 600;
  }

  .name-form {
    padding-block: 4px 8px;
  }

  .name-form label {
    display: block;
    padding: 0 4px 6px;
    font-weight: 620;
  }

  .name-form small {
    font-size: 12px;
    font-weight: 400;
    color: var(--muted);
  }

  .problem {
    padding: 6px 4px 0;
    font-size: 12px;
    line-height: 16px;
    color: var(--danger);
  }

  .count {
    padding: 6px 4px 0;
    font-size: 12px;
    line-height: 16px;
    color: var(--muted);
    text-align: end;
    font-variant-numeric: tabular-nums;
  }

  @media (pointer: coarse) {
    /* Below 16 px a phone zooms into the page. */
    .field textarea,
    .field input {
      font-size: 16px;
    }

    .send,
    .icon-button {
      inline-size: 44px;
      block-size: 44px;
    }

    .send.wide {
      inline-size: auto;
    }

    .field textarea,
    .field input {
      padding-block: 12px;
    }
  }

  @media (forced-colors: active) {
    .send {
      border: 1px solid;
    }
  }
`;
