// Below the messages: the place of the composer, which comes later, and what stands there instead where nothing
// can be written. And the buttons, which others have as well.
import { css } from 'lit';

export const foot = css`
  ws-chat-composer {
    display: block;
    flex: none;
    padding: 0 12px 12px;
  }

  /* As high as it will be, and with the frame of its field. */
  ws-chat-composer:not(:defined) {
    padding-block-start: 24px;
  }

  ws-chat-composer:not(:defined)::before {
    content: '';
    display: block;
    block-size: 40px;
    border: 1px solid var(--control);
    border-radius: 10px;
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

  .send.wide {
    inline-size: auto;
    padding-inline: 14px;
    font-weight: 600;
  }

  .closed {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: 8px 12px;
    padding: 9px 12px;
    border: 1px solid var(--divider);
    border-radius: 10px;
    background: var(--surface);
    color: var(--muted);
  }

  .closed span {
    flex: 1 1 12em;
    overflow-wrap: anywhere;
  }

  .state-line .link-button {
    color: var(--accent);
  }

  @media (pointer: coarse) {
    .send,
    .icon-button {
      inline-size: 44px;
      block-size: 44px;
    }

    .send.wide {
      inline-size: auto;
    }

    ws-chat-composer:not(:defined)::before {
      block-size: 52px;
    }
  }

  @media (forced-colors: active) {
    .send {
      border: 1px solid;
    }
  }
`;
