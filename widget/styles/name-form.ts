// Where one is asked for a name.
import { css } from 'lit';

export const nameForm = css`
  .name-form {
    padding-block: 4px 8px;
  }

  .name-form label {
    display: block;
    padding: 0 4px 6px;
    font-weight: 620;
  }

  .name-form small {
    display: inline-block;
    font-size: 12px;
    font-weight: 400;
    color: var(--muted);
  }
`;
