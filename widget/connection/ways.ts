// Which way leads to a room: a socket; or, where something on the way lets none through although the server can be
// asked, its stand-in over plain HTTP, which is fetched when it is first needed.
import { subprotocol } from '../../protocol/version.ts';
import { forget, isRemembered, remember } from './remembered-way.ts';
import type { Socket } from './socket.ts';

/** So many sockets come to nothing before the other way is tried; where neither leads on, they take turns. */
const enough = 2;

/** How often a room was gone to in vain since a socket was heard, by its address. */
const vain = new Map<string, number>();

function timesInVain(url: string): number {
  return vain.get(url) ?? (isRemembered(url) ? enough : 0);
}

/** The room can be entered, and yet not by the way that was taken. */
export function cameToNothing(url: string): void {
  vain.set(url, timesInVain(url) + 1);
}

export function openWay(url: string): Socket {
  const again = () => {
    vain.set(url, 0);
    forget(url);
  };
  const times = timesInVain(url);
  if (times >= enough && times % 2 === 0) return streamTo(url, again);
  const socket = new WebSocket(url, subprotocol);
  // Until the server is heard: something may let a socket open, and nothing through it.
  socket.addEventListener('open', () => cameToNothing(url));
  socket.addEventListener('message', again, { once: true });
  socket.addEventListener('close', ({ code }) => code === 1006 || again());
  return socket as Socket;
}

/** `again`: from now on sockets are tried. */
function streamTo(url: string, again: () => void): Socket {
  let isWanted = true;
  const leave = () => void (isWanted = false);
  const passes = () => remember(url);
  const stream: Socket = { onopen: null, onmessage: null, onclose: null, send: leave, close: leave };
  import('../later/event-stream.ts').then(
    ({ connect }) => isWanted && connect(stream, url, { again, passes }),
    () => stream.onclose?.({ code: 1006, reason: '' }),
  );
  return stream;
}
