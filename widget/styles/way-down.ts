// The way down to the latest message, over the end of the list; and in a busy room the pause in its place.
import { css } from '../shared.ts';

export const wayDown = css`
  .jump {
    position: absolute;
    inset-block-end: 8px;
    inset-inline: 0;
    margin-inline: auto;
    display: flex;
    align-items: center;
    gap: 6px;
    inline-size: fit-content;
    max-inline-size: calc(100% - 32px);
    min-block-size: 32px;
    padding: 6px 14px;
    border-radius: 999px;
    background: var(--accent);
    color: var(--on-accent);
    font-size: 12px;
    line-height: 20px;
    font-weight: 600;
    box-shadow: 0 2px 10px rgb(0 0 0 / 20%);
  }

  .jump.calling {
    background: var(--warn);
    color: var(--bg);
  }

  .jump.pause {
    margin-inline: auto 12px;
    border: 1px solid var(--divider);
    background: var(--bg);
    color: var(--muted);
  }

  @media (pointer: coarse) {
    .jump {
      min-block-size: 44px;
    }
  }

  @media (forced-colors: active) {
    .jump {
      border: 1px solid;
    }
  }
`;
