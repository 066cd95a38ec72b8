// The one way in: every upgrade is judged here, before anything is done for it, and gets either a
// WebSocket or a plain HTTP answer that says why not.
import { STATUS_CODES, type IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer, type ServerOptions } from 'ws';
import { frameBytes } from '../../protocol/limits.ts';
import type { KnownDenial } from '../../protocol/denials.ts';
import { subprotocol } from '../../protocol/version.ts';
import { ChatSocket } from './chat-socket.ts';
import { Connection } from './connection.ts';
import { dialectPlain } from './dialect-plain.ts';
import { dialectV1 } from './dialect-v1.ts';
import { answer, type Gate } from './gate.ts';
import { addressUnder, knock, roomOfPath } from './knock.ts';

/** All explicit: the library's own limits are made for trusted peers. */
const options: ServerOptions<typeof ChatSocket> & {
  maxFragments: number;
  maxBufferedChunks: number;
  closeTimeout: number;
  maxPendingAutoPongs: number;
} = {
  noServer: true,
  WebSocket: ChatSocket,
  clientTracking: false,
  perMessageDeflate: false,
  maxPayload: frameBytes,
  maxFragments: 16,
  maxBufferedChunks: 256,
  // Who pings and does not read the answers is cut.
  maxPendingAutoPongs: 8,
  // Who answers no close is cut: with the wait for hello that makes less than ten seconds.
  closeTimeout: 4_000,
  handleProtocols: (offered) => offered.has(subprotocol) && subprotocol,
};

const unknownPath: KnownDenial = {
  status: 404,
  code: 'no-such-path',
  sentence: 'A chat’s address is /rooms/<room>.',
};

const proxyAdvice =
  'Visitors seem to come through a reverse proxy, so all of them count as one address. Say how many proxies of yours stand in front, as in --trusted-proxies 1.';

/** Where upgrades are heard; others may hear them there too. */
export interface Door {
  on(event: 'upgrade', hear: Hear): unknown;
  removeListener(event: 'upgrade', hear: Hear): unknown;
  listenerCount(event: 'upgrade'): number;
}

type Hear = (request: IncomingMessage, stream: Duplex, head: Buffer) => void;

/** Returns what ends it. */
export function guardUpgrades(door: Door, gate: Gate): () => void {
  const sockets = new WebSocketServer<typeof ChatSocket>(options);
  let advised = gate.trustedProxies > 0;
  const hear: Hear = (request, stream, head) => {
    const address = addressUnder(gate.path, request.url?.split('?', 1)[0] ?? '');
    const path = address === undefined ? undefined : roomOfPath(address);
    const isForeign = address === undefined || (gate.path === '' && !path);
    if (isForeign && door.listenerCount('upgrade') > 1) return;
    // Before anything else: it may be reset at any time.
    stream.on('error', destroyed);
    // It may be gone already; then nobody has an address and nobody waits for an answer.
    if (request.socket.remoteAddress === undefined) return void stream.destroy();
    if (!advised && request.headers['x-forwarded-for'] !== undefined) {
      advised = true;
      gate.telemetry.advised(proxyAdvice);
    }
    if (!path) {
      gate.telemetry.denied(unknownPath, '', request.headers.origin);
      return deny(stream, unknownPath);
    }
    const asked = knock(request, path.room, offeredProtocols(request), gate.trustedProxies);
    const admission = answer(gate, asked);
    if (!admission.admitted) return deny(stream, admission.denial);
    // Plain words, so that nothing keeps the request alive for as long as the socket lives.
    const { addressKey, origin, host } = asked;
    const { room: roomName, plain } = admission;
    sockets.handleUpgrade(request, stream, head, (socket) => {
      // The library listens for it from here on.
      stream.removeListener('error', destroyed);
      const dialect = plain ? dialectPlain : dialectV1;
      const visitor = { roomName, addressKey, origin, host };
      const connection = new Connection(socket.carriedBy(stream), dialect, visitor, gate.services);
      gate.connections.add(connection);
      socket.attend(connection, gate.connections);
    });
  };
  door.on('upgrade', hear);
  return () => void door.removeListener('upgrade', hear);
}

/** A reset is the client's business; unheard it would end the process. */
function destroyed(this: Duplex): void {
  this.destroy();
}

function offeredProtocols(request: IncomingMessage): readonly string[] {
  const header = request.headers['sec-websocket-protocol'] ?? '';
  return header
    .split(',')
    .map((protocol) => protocol.trim())
    .filter(Boolean);
}

function deny(stream: Duplex, { status, sentence, retryAfterMs }: KnownDenial): void {
  const body = `${sentence}\n`;
  const lines = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
    'Connection: close',
    'Content-Type: text/plain; charset=utf-8',
    'X-Content-Type-Options: nosniff',
    `Content-Length: ${Buffer.byteLength(body)}`,
    ...(retryAfterMs === undefined ? [] : [`Retry-After: ${Math.ceil(retryAfterMs / 1_000)}`]),
  ];
  stream.once('finish', () => stream.destroy());
  stream.end(`${lines.join('\r\n')}\r\n\r\n${body}`);
}
