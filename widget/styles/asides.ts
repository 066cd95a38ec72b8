// What stands around the conversation: the sheets over it, and the lines in it that nobody said.
import { css } from 'lit';

export const asides = css`
  .stage,
  .talk {
    flex: 1;
    min-block-size: 0;
    display: flex;
    flex-direction: column;
    position: relative;
  }

  button.present:hover {
    color: var(--text);
  }

  .header [aria-expanded='true'] {
    background: var(--hover);
    color: var(--text);
  }

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
    inset-block-start: 10px;
    inset-inline-start: 28px;
    inline-size: 4px;
    block-size: 4px;
    border-radius: 50%;
    background: var(--control);
  }
`;
