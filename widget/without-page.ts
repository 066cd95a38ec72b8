// What a client stands on where there is no page around it: in Node, or in a worker. Nothing is kept
// there for the next time, and nobody comes back to a tab.
import { subprotocol } from '../protocol/version.ts';
import type { ChatClientOptions } from './room-listener.ts';
import type { Socket } from './connection/socket.ts';
import { browser, type Surroundings } from './connection/surroundings.ts';
import type { DraftKeep } from './outbox/draft-keep.ts';
import type { Keep } from './storage.ts';

/** With an `origin`, the server takes the program for a page of that site. */
export function withoutPage(
  origin: string | undefined,
): Required<Pick<ChatClientOptions, 'surroundings' | 'keep' | 'draftKeep'>> {
  const onReturn = () => () => {};
  const surroundings: Surroundings = {
    ...browser,
    onReturn,
    ...(origin !== undefined && {
      createSocket: (url: string) => socketFrom(origin, url),
      askAdmission: (url: string) => browser.askAdmission(url, { origin }),
    }),
  };
  return { surroundings, keep: memoryKeep(), draftKeep: noDraftKeep };
}

/** Where there are no pages, a socket may name its origin itself; the types know pages only. */
function socketFrom(origin: string, url: string): Socket {
  const init = { protocols: [subprotocol], headers: { origin } };
  return new WebSocket(url, init as unknown as string[]) as Socket;
}

/** Each client is a visitor of its own. */
function memoryKeep(): Keep {
  const kept = new Map<string, string>();
  return {
    read: (key) => kept.get(key),
    write: (key, value) => void kept.set(key, value),
    onChange: () => () => {},
    introduce: (run) => run(() => {}),
  };
}

const noDraftKeep: DraftKeep = { take: () => [], write: () => {}, release: () => {} };
