// On a phone, the open panel fills what the on-screen keyboard leaves free.
import { css } from '../shared.ts';

export const keyboard = css`
  @media (max-width: 480px) {
    :host([mode='floating']) .panel {
      block-size: var(--free-size, 100dvh);
      inset-block-start: var(--free-start, 0);
    }
  }
`;
