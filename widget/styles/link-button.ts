// A button in a sentence.
import { css } from 'lit';

export const linkButton = css`
  .link-button {
    margin-inline-start: 8px;
    min-block-size: 24px;
    font-weight: 600;
    text-decoration: underline;
    text-underline-offset: 2px;
  }

  @media (pointer: coarse) {
    .link-button {
      min-block-size: 44px;
    }
  }
`;
