// The one way in: every upgrade is judged here, before anything is done for it, and gets either a
// WebSocket or a plain HTTP answer that says why not.
import { randomUUID } from 'node:crypto';
import { STATUS_CODES, type IncomingMessage, type Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer, type ServerOptions, type WebSocket } from 'ws';
import { closeCodes } from '../../protocol/close-codes.ts';
import { frameBytes } from '../../protocol/limits.ts';
import type { Denial } from '../../protocol/server-messages.ts';
import { subprotocol } from '../../protocol/version.ts';
import type { Telemetry } from '../telemetry/telemetry.ts';
import type { Judge } from './admission.ts';
import { Connection } from './connection.ts';
import type { Connections } from './connections.ts';
import { dialectPlain } from './dialect-plain.ts';
import { dialectV1 } from './dialect-v1.ts';
import { knock, roomOfPath } from './knock.ts';
import type { Services } from './services.ts';
import { SocketTransport } from './socket-transport.ts';

/** All explicit: the library's own limits are made for trusted peers. */
const options: ServerOptions & { maxFragments: number; maxBufferedChunks: number } = {
  noServer: true,
  clientTracking: false,
  perMessageDeflate: false,
  maxPayload: frameBytes,
  maxFragments: 16,
  maxBufferedChunks: 256,
  handleProtocols: (offered) => offered.has(subprotocol) && subprotocol,
};

const unknownPath: Denial = {
  status: 404,
  code: 'no-such-path',
  sentence: 'A chat’s address is /rooms/<room>.',
};

const proxyAdvice =
  'Visitors seem to come through a reverse proxy, so all of them count as one address. Say how many proxies of yours stand in front, as in --trusted-proxies 1.';

export interface Gate {
  readonly judge: Judge;
  readonly connections: Connections;
  readonly services: Services;
  readonly telemetry: Telemetry;
  readonly trustedProxies: number;
}

export function guardUpgrades(server: Server, gate: Gate): void {
  const sockets = new WebSocketServer(options);
  let advised = gate.trustedProxies > 0;
  server.on('upgrade', (request: IncomingMessage, stream: Duplex, head: Buffer) => {
    // A reset before or during the upgrade is the client's business; unheard it would end the process.
    stream.on('error', () => stream.destroy());
    // It may be gone already; then nobody has an address and nobody waits for an answer.
    if (request.socket.remoteAddress === undefined) return void stream.destroy();
    if (!advised && request.headers['x-forwarded-for'] !== undefined) {
      advised = true;
      gate.telemetry.advised(proxyAdvice);
    }
    const path = roomOfPath(request.url?.split('?', 1)[0] ?? '');
    if (!path) return deny(stream, unknownPath);
    const asked = knock(request, path.room, offeredProtocols(request), gate.trustedProxies);
    const admission = gate.judge(asked);
    if (!admission.admitted) {
      gate.telemetry.denied(admission.denial, admission.room, asked.origin);
      return deny(stream, admission.denial);
    }
    sockets.handleUpgrade(request, stream, head, (socket) => {
      const visitor = {
        connectionId: randomUUID(),
        roomName: admission.room,
        addressKey: asked.addressKey,
      };
      const transport = new SocketTransport(socket, stream);
      const dialect = admission.plain ? dialectPlain : dialectV1;
      const connection = new Connection(transport, dialect, visitor, gate.services);
      gate.connections.add(connection, asked.addressKey);
      listen(socket, stream, connection, gate);
    });
  });
}

function listen(socket: WebSocket, stream: Duplex, connection: Connection, { connections }: Gate): void {
  socket.on('message', (data: Buffer, isBinary: boolean) => {
    if (isBinary) connection.close(closeCodes.binaryFrame, 'Frames are text.');
    else connection.receive(data.toString());
  });
  socket.on('pong', () => connection.heard());
  // The library closes the socket itself, with the code that fits; `close` follows.
  socket.on('error', () => {});
  socket.on('close', (code) => {
    connection.closed(code);
    connections.remove(connection);
  });
  stream.on('drain', () => connection.flush());
}

function offeredProtocols(request: IncomingMessage): readonly string[] {
  const header = request.headers['sec-websocket-protocol'] ?? '';
  return header
    .split(',')
    .map((protocol) => protocol.trim())
    .filter(Boolean);
}

function deny(stream: Duplex, { status, sentence, retryAfterMs }: Denial): void {
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
