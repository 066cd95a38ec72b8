// The wire where no socket passes: frames come down as server-sent events, and go up as requests of their own. Two
// more events than the frames: the first names the link, the last says why it ends.
import { frameBytes } from './limits.ts';

/** Under `/rooms/<room>`: what is posted to opens a link, and what takes what goes up. */
export const eventsPath = 'events';
export const framesPath = 'frames';

/** Most frames in one request, and most bytes of it. */
export const framesAtOnce = 50;
export const uploadBytes = 4 * frameBytes;

/** The first event, `link`, as JSON. */
export interface LinkEvent {
  /** Names this link in what goes up: a secret of its two sides. */
  readonly link: string;
}

/** The last event, `close`, as JSON: what a socket’s close frame says. */
export interface CloseEvent {
  readonly code: number;
  readonly reason: string;
}
