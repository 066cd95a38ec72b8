// Lines in the conversation that nobody said, and those that are to stand out.
import { css } from '../shared.ts';

export const asides = css`
  .edge.aside {
    position: relative;
    padding-block: 4px;
    padding-inline: 56px 16px;
    text-align: start;
  }

  .announcement:is(.warning, .highlight) {
    margin: 8px 16px 4px;
    padding: 8px 12px;
    border-inline-start: 3px solid var(--mark);
    border-radius: 4px;
    background: color-mix(in oklab, var(--mark) 10%, var(--bg));
    color: var(--text);
    font-size: var(--font-size);
    line-height: 1.43;
    text-align: start;
  }

  .announcement.warning {
    --mark: var(--warn);
  }

  .announcement.highlight {
    --mark: var(--accent);
  }

  .announcement b {
    color: var(--mark);
  }

  /* On the rail, where an avatar would be. */
  .aside::before {
    content: '';
    position: absolute;
    inset-block: 0;
    margin-block: auto;
    inset-inline-start: 28px;
    inline-size: 4px;
    block-size: 4px;
    border-radius: 50%;
    background: var(--control);
  }

  .compact .edge.aside {
    padding-inline-start: 16px;
  }

  .compact .aside::before {
    content: none;
  }
`;
