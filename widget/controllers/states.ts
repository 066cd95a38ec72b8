// How the chat stands, for the page's own CSS, as in `ws-chat:state(offline)`.
import { attempt } from '../attempt.ts';
import type { LinkState } from '../connection/link.ts';

export interface Standing {
  /** The reader follows what comes. */
  readonly pinned: boolean;
  readonly unread: boolean;
  /** Older messages are on their way. */
  readonly busy: boolean | undefined;
  /** There is nothing to write in. */
  readonly readonly: boolean;
}

/** Tells the page's CSS how the element stands; older browsers want other names, or have none. */
export function createStates(host: HTMLElement) {
  const states = attempt(() => host.attachInternals().states);
  return (link: LinkState['kind'] | undefined, standing: Standing): void => {
    const all = {
      ...standing,
      connected: link === 'live',
      connecting: 'connecting greeting asking'.includes(link!),
      offline: 'waiting away stopped'.includes(link!),
    };
    for (const [name, on] of Object.entries(all)) attempt(() => states![on ? 'add' : 'delete'](name));
  };
}
