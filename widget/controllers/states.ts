// How the chat stands, for the page's own CSS, as in `ws-chat:state(offline)`.
import { attempt } from '../attempt.ts';
import type { LinkState } from '../connection/link.ts';

/** What a chat may be, several at once. */
export type State = 'connected' | 'connecting' | 'offline' | 'pinned' | 'unread' | 'busy' | 'readonly';

export interface Standing {
  readonly link: LinkState['kind'] | undefined;
  /** The reader follows what comes. */
  readonly pinned: boolean;
  readonly unread: boolean;
  /** Older messages are on their way. */
  readonly busy: boolean | undefined;
  /** There is nothing to write in. */
  readonly readonly: boolean;
}

export function createStates(host: HTMLElement): (standing: Standing) => void {
  const states = attempt(() => host.attachInternals().states);
  return ({ link, ...rest }) => {
    const connected = link === 'live';
    const connecting = 'connecting greeting asking'.includes(`${link}`);
    const all: Record<State, boolean | undefined> = {
      ...rest,
      connected,
      connecting,
      offline: !connected && !connecting,
    };
    // Older browsers want other names, or have none.
    for (const [name, on] of Object.entries(all)) attempt(() => states![on ? 'add' : 'delete'](name));
  };
}
