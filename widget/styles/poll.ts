// A poll: its answers below each other, each with how much of all votes it has.
import { css } from '../shared.ts';

export const poll = css`
  ws-chat-poll {
    display: block;
    max-inline-size: 380px;
    margin-block: 4px;
  }

  .answers {
    display: grid;
    gap: 4px;
    margin: 0;
    padding: 0;
    list-style: none;
  }

  .answer {
    display: grid;
    grid-template-columns: 16px minmax(0, 1fr) auto;
    align-items: center;
    gap: 3px 8px;
    inline-size: 100%;
    box-sizing: border-box;
    min-block-size: 34px;
    padding: 5px 10px;
    border: 1px solid var(--divider);
    border-radius: 8px;
    text-align: start;
  }

  button.answer {
    border-color: var(--control);
  }

  button.answer:hover {
    background: var(--hover);
  }

  .answer.chosen {
    border-color: var(--accent);
    background: var(--own-bg);
  }

  .answer bdi {
    overflow-wrap: anywhere;
  }

  .mark {
    display: grid;
    place-items: center;
    box-sizing: border-box;
    inline-size: 16px;
    block-size: 16px;
    border-radius: 50%;
  }

  button.answer .mark {
    border: 1px solid var(--control);
  }

  .answer.chosen .mark {
    border-color: var(--accent);
    background: var(--accent);
    color: var(--on-accent);
  }

  .share,
  .poll-foot {
    font-size: 12px;
    line-height: 16px;
    color: var(--muted);
    font-variant-numeric: tabular-nums;
  }

  .poll-foot {
    margin-block-start: 4px;
  }

  /* Its width is the browser's to draw: no style of ours has to say it. */
  .answer progress {
    grid-column: 2 / -1;
    appearance: none;
    inline-size: 100%;
    block-size: 4px;
    border: 0;
    border-radius: 2px;
    overflow: hidden;
    background: var(--divider);
  }

  .answer progress::-webkit-progress-bar {
    background: var(--divider);
  }

  .answer progress::-webkit-progress-value {
    background: var(--control);
  }

  .answer progress::-moz-progress-bar {
    background: var(--control);
  }

  .answer.chosen progress::-webkit-progress-value {
    background: var(--accent);
  }

  .answer.chosen progress::-moz-progress-bar {
    background: var(--accent);
  }

  @media (pointer: coarse) {
    button.answer {
      min-block-size: 44px;
    }
  }

  @media (forced-colors: active) {
    .answer.chosen {
      outline: 1px solid Highlight;
    }

    .answer progress {
      border: 1px solid;
    }

    .answer progress::-webkit-progress-value {
      background: CanvasText;
    }

    .answer progress::-moz-progress-bar {
      background: CanvasText;
    }
  }
`;
