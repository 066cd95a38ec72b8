// The initials of a person, or their picture.
import { css } from 'lit';

export const person = css`
  .avatar {
    position: absolute;
    inset-block-start: 2px;
    inset-inline-start: 16px;
    inline-size: 28px;
    block-size: 28px;
    display: grid;
    place-items: center;
    border-radius: 8px;
    background: light-dark(oklch(0.92 0.05 var(--hue)), oklch(0.34 0.06 var(--hue)));
    color: light-dark(oklch(0.38 0.1 var(--hue)), oklch(0.9 0.08 var(--hue)));
    font-size: 11px;
    line-height: 1;
    font-weight: 650;
    user-select: none;
  }

  .avatar img {
    position: absolute;
    inset: 0;
    inline-size: 100%;
    block-size: 100%;
    border-radius: inherit;
    object-fit: cover;
  }

  @media (forced-colors: active) {
    .avatar {
      border: 1px solid;
    }
  }
`;
