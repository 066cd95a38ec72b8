// The few icons there are, drawn here: the chat loads nothing from anywhere.
import { html } from 'lit';

const icon = (path: string) =>
  html`<svg
    width="16"
    height="16"
    viewBox="0 0 16 16"
    fill="none"
    stroke="currentColor"
    stroke-width="1.8"
    stroke-linecap="round"
    stroke-linejoin="round"
    aria-hidden="true"
  >
    <path d=${path} />
  </svg>`;

export const sendIcon = icon('M8 13V3M4 7l4-4 4 4');

export const closeIcon = icon('M4 4l8 8M12 4l-8 8');

export const chatIcon = html`<svg
  width="26"
  height="26"
  viewBox="0 0 26 26"
  fill="none"
  stroke="currentColor"
  stroke-width="2"
  stroke-linecap="round"
  stroke-linejoin="round"
  aria-hidden="true"
>
  <path d="M5 5.5h16a2 2 0 0 1 2 2v9a2 2 0 0 1-2 2h-8.500l-5 4v-4H5a2 2 0 0 1-2-2v-9a2 2 0 0 1 2-2z" />
  <path d="M8.500 10.500h9M8.500 14h5.500" />
</svg>`;
