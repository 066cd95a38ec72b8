// The widget's own client, without a screen, over real sockets in Node: for histories of many at once.
import { randomUUID } from 'node:crypto';
import { WebSocket } from 'ws';
import type { Denial } from '../../protocol/server-messages.ts';
import { openMs } from '../../protocol/timing.ts';
import { subprotocol } from '../../protocol/version.ts';
import { systemClock } from '../../server/clock.ts';
import { ChatClient } from '../../widget/client.ts';
import type { Socket } from '../../widget/connection/socket.ts';
import type { Surroundings } from '../../widget/connection/surroundings.ts';
import type { Keep } from '../../widget/storage.ts';

const surroundings: Surroundings = {
  createSocket(url) {
    const socket = new WebSocket(url, subprotocol);
    // `close` follows, and says enough.
    socket.on('error', () => {});
    return socket as unknown as Socket;
  },
  async askAdmission(url) {
    try {
      const response = await fetch(url, { signal: AbortSignal.timeout(openMs) });
      return response.ok ? undefined : ((await response.json()) as Denial);
    } catch {
      return undefined;
    }
  },
  now: () => systemClock.now(),
  time: () => systemClock.time(),
  random: () => Math.random(),
  uniqueId: () => randomUUID(),
  after: (ms, run) => systemClock.after(ms, run),
  onReturn: () => () => {},
};

/** A visitor with a browser of its own; of several nodes it comes to the next one each time, as if behind a balancer. */
export function createNodeClient(port: number | readonly number[], name: string, room = 'lobby'): ChatClient {
  const kept = new Map<string, string>();
  const keep: Keep = {
    read: (key) => kept.get(key),
    write: (key, value) => void kept.set(key, value),
    onChange: () => () => {},
    introduce: (run) => run(() => {}),
  };
  const ports = typeof port === 'number' ? [port] : port;
  let next = 0;
  const balanced: Surroundings = {
    ...surroundings,
    createSocket(address) {
      const url = new URL(address);
      url.port = `${ports[next++ % ports.length]}`;
      return surroundings.createSocket(url.href);
    },
  };
  return new ChatClient({
    server: `http://127.0.0.1:${ports[0]}/`,
    room,
    name,
    surroundings: balanced,
    keep,
  });
}

/** Resolves when the client's state is as wanted. */
export function reaches(client: ChatClient, isWanted: () => boolean): Promise<void> {
  return new Promise((resolve) => {
    const look = () => {
      if (!isWanted()) return;
      stop();
      resolve();
    };
    const stop = client.subscribe(look);
    look();
  });
}
