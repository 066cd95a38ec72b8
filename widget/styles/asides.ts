// Lines in the conversation that nobody said.
import { css } from '../shared.ts';

export const asides = css`
  .edge.aside {
    position: relative;
    padding-block: 4px;
    padding-inline: 56px 16px;
    text-align: start;
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
