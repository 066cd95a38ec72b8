// The list of what a word may become.
import { css } from '../shared.ts';

export const completions = css`
  .completions {
    inset: auto;
    margin: 0;
    padding: 4px;
    max-block-size: min(366px, 60dvh);
    overflow: hidden auto;
    border: 1px solid var(--divider);
    border-radius: 10px;
    background: var(--bg);
    color: var(--text);
    box-shadow: 0 6px 24px rgb(0 0 0 / 16%);
  }

  .completion {
    display: flex;
    align-items: center;
    gap: 8px;
    min-block-size: 32px;
    padding: 4px 8px;
    border-radius: 7px;
    cursor: pointer;
  }

  .completion:hover {
    background: var(--hover);
  }

  .completion[aria-selected='true'] {
    background: var(--hover);
  }

  .completion[aria-selected='true']::before {
    content: '';
    flex: none;
    inline-size: 3px;
    block-size: 16px;
    margin-inline: -8px -3px;
    border-radius: 2px;
    background: var(--accent);
  }

  .completion bdi {
    flex: 0 1 auto;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
    font-weight: 600;
  }

  .completion small {
    flex: 1;
    min-inline-size: 0;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
    font-size: 12px;
    color: var(--muted);
  }

  .completion .sign {
    flex: none;
    inline-size: 24px;
    font-size: 18px;
    line-height: 1;
    text-align: center;
  }

  @media (pointer: coarse) {
    .completion {
      min-block-size: 44px;
    }
  }

  @media (forced-colors: active) {
    .completion[aria-selected='true'] {
      forced-color-adjust: none;
      background: Highlight;
      color: HighlightText;
    }

    .completion[aria-selected='true'] small {
      color: inherit;
    }
  }
`;
