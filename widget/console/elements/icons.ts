// The icons of the console, drawn on the same grid as the chat's own.
import { icon } from '../../elements/icons.ts';

export const icons = {
  rooms: icon('M2.5 4.5h11M2.5 8h11M2.5 11.5h7', 18),
  search: icon('M7 11.5a4.5 4.5 0 1 0 0-9 4.5 4.5 0 0 0 0 9zM10.5 10.5l3 3', 18),
  defaults: icon(
    'M2.5 5H8M12 5h1.5M10 3.2a1.8 1.8 0 1 0 0 3.6 1.8 1.8 0 0 0 0-3.600zM2.5 11H4M8 11h5.500M6 9.200a1.8 1.8 0 1 0 0 3.6 1.8 1.8 0 0 0 0-3.600z',
    18,
  ),
  staff: icon(
    'M6 7.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5zM1.5 13.5c0-2.5 2-4 4.5-4s4.5 1.5 4.5 4M11 3a2.3 2.3 0 0 1 0 4.3M12.5 10c1.3.6 2 1.8 2 3.5',
    18,
  ),
  webhooks: icon('M2.5 8h9M8 4l4 4-4 4M13.500 3v10', 18),
  embed: icon('M5.5 4.5L2 8l3.5 3.5M10.5 4.5L14 8l-3.5 3.5', 18),
  data: icon(
    'M2.5 4c0-1 2.5-1.8 5.5-1.8s5.5.8 5.5 1.8-2.5 1.8-5.5 1.8S2.5 5 2.5 4zM2.5 4v8c0 1 2.5 1.8 5.5 1.8s5.5-.8 5.5-1.8V4M2.5 8c0 1 2.5 1.8 5.5 1.8s5.5-.8 5.5-1.8',
    18,
  ),
  back: icon('M9.5 3.5L5 8l4.5 4.5'),
  remove: icon('M3 4.5h10M6 4.5V3h4v1.5M4.5 4.5l.6 8.5h5.8l.6-8.5M6.8 7v3.5M9.2 7v3.5'),
  mute: icon('M3 6.5h2L8 4v8L5 9.5H3zM10.5 6.5l3 3M13.5 6.5l-3 3'),
  ban: icon('M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12zM3.8 3.8l8.4 8.4'),
  pin: icon('M6 2.5h4l-.5 4 2.5 2.5H4L6.5 6.5zM8 9v4.5'),
  more: icon('M3.5 8h.01M8 8h.01M12.5 8h.01'),
  check: icon('M3 8.5l3.5 3.5L13 4.5'),
  close: icon('M4 4l8 8M12 4l-8 8'),
  copy: icon('M5.5 5.5h7v8h-7zM10 5.500V2.500H3.500v8h2'),
  add: icon('M8 3v10M3 8h10'),
  theme: icon('M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12zM8 2v12', 18),
  leave: icon('M6.5 2.500h-4v11h4M10 5l3 3-3 3M13 8H6', 18),
  shield: icon('M8 2l5 2v4c0 3-2 5-5 6-3-1-5-3-5-6V4z'),
};
