// The few icons there are, drawn here: the chat loads nothing from anywhere.
import { html } from 'lit';

export const icon = (path: string, size = 16) =>
  html`<svg
    width=${size}
    height=${size}
    viewBox="0 0 16 16"
    fill="none"
    stroke="currentColor"
    stroke-width=${size > 16 ? 1.3 : 1.8}
    stroke-linecap="round"
    stroke-linejoin="round"
    aria-hidden="true"
  >
    <path d=${path} />
  </svg>`;

export const closeIcon = icon('M4 4l8 8M12 4l-8 8');
export const chatIcon = icon(
  'M3 3h10a1.5 1.5 0 0 1 1.5 1.5V10a1.5 1.5 0 0 1-1.5 1.5H8L5 14v-2.5H3A1.5 1.5 0 0 1 1.5 10V4.5A1.5 1.5 0 0 1 3 3zM5 6h6M5 8.5h3.5',
  28,
);
