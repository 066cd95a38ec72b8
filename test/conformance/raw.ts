// The door itself: upgrades as HTTP answers them, and sockets that say bytes no library would.
import { request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { Duplex } from 'node:stream';
import { inject } from 'vitest';
import { site } from './site.ts';

export interface Knock {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export interface RawPeer extends Disposable {
  readonly socket: Duplex;
  readonly headers: IncomingHttpHeaders;
  /** Resolves with the code of the close frame, or 1006 where the socket ends without one. */
  readonly closed: Promise<number>;
}

type Headers = Record<string, string | undefined>;

const handshake: Headers = {
  Connection: 'Upgrade',
  Upgrade: 'websocket',
  'Sec-WebSocket-Version': '13',
  'Sec-WebSocket-Key': 'dGhlIHNhbXBsZSBub25jZQ==',
  'Sec-WebSocket-Protocol': 'ws-chat.v1',
  Origin: site,
};

function ask(path: string, over: Headers, url: string, method = 'GET') {
  const all = Object.entries({ ...handshake, ...over });
  const headers = Object.fromEntries(
    all.filter((header): header is [string, string] => header[1] !== undefined),
  );
  const request = url.startsWith('https:') ? httpsRequest : httpRequest;
  // The path goes out as it is: a URL object would tidy it up.
  const { protocol, hostname, port } = new URL(url);
  return request({ protocol, hostname, port, path, method, headers, agent: false });
}

/** How an upgrade is answered; a header set to undefined is left out. */
export function knock(path: string, over: Headers = {}, url = inject('url'), method = 'GET'): Promise<Knock> {
  return new Promise((resolve, reject) => {
    const request = ask(path, over, url, method);
    request.on('error', reject);
    request.on('upgrade', ({ headers }, socket) => {
      socket.on('error', () => {});
      socket.destroy();
      resolve({ status: 101, headers, body: '' });
    });
    request.on('response', (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () =>
        resolve({
          status: response.statusCode!,
          headers: response.headers,
          body: Buffer.concat(chunks).toString(),
        }),
      );
    });
    request.end();
  });
}

/** An open WebSocket as a stream of bytes. */
export function rawPeer(path: string, over: Headers = {}, url = inject('url')): Promise<RawPeer> {
  return new Promise((resolve, reject) => {
    const request = ask(path, over, url);
    request.on('error', reject);
    request.on('response', ({ statusCode }) => reject(new Error(`The door did not open: ${statusCode}.`)));
    request.on('upgrade', ({ headers }, socket, head) => {
      socket.on('error', () => {});
      const closed = new Promise<number>((tell) => {
        const read = closeCodeReader(tell);
        read(head);
        socket.on('data', read);
        socket.on('close', () => tell(1006));
      });
      resolve({ socket, headers, closed, [Symbol.dispose]: () => void socket.destroy() });
    });
    request.end();
  });
}

export const opcodes = { continuation: 0, text: 1, binary: 2, close: 8, ping: 9, pong: 10 } as const;

/** A frame as a client sends it (RFC 6455, section 5.2), masked by zeros. */
export function frame(
  opcode: number,
  payload: Buffer | string,
  { fin = true, masked = true, reserved = 0 }: { fin?: boolean; masked?: boolean; reserved?: number } = {},
): Buffer {
  const body = Buffer.from(payload);
  const mark = masked ? 0x80 : 0;
  const size =
    body.length < 126
      ? Buffer.from([mark | body.length])
      : body.length < 65_536
        ? Buffer.from([mark | 126, body.length >> 8, body.length & 255])
        : Buffer.from([mark | 127, 0, 0, 0, 0, ...bigEndian(body.length)]);
  const first = Buffer.from([(fin ? 0x80 : 0) | (reserved << 4) | opcode]);
  return Buffer.concat([first, size, ...(masked ? [Buffer.alloc(4)] : []), body]);
}

function bigEndian(length: number): number[] {
  return [24, 16, 8, 0].map((shift) => (length >> shift) & 255);
}

/** Reads what a server sends, whose frames are not masked, and tells the code of its close frame. */
function closeCodeReader(tell: (code: number) => void): (chunk: Buffer) => void {
  let bytes = Buffer.alloc(0);
  return (chunk) => {
    bytes = Buffer.concat([bytes, chunk]);
    for (let next = firstFrame(bytes); next; next = firstFrame(bytes)) {
      const { opcode, payload, end } = next;
      if (opcode === opcodes.close) tell(payload.length < 2 ? 1005 : payload.readUInt16BE(0));
      bytes = bytes.subarray(end);
    }
  };
}

/** The first frame, if it is here whole. */
function firstFrame(bytes: Buffer): { opcode: number; payload: Buffer; end: number } | undefined {
  if (bytes.length < 2) return undefined;
  const short = bytes[1]! & 127;
  const start = short < 126 ? 2 : short === 126 ? 4 : 10;
  if (start > bytes.length) return undefined;
  const length =
    short < 126 ? short : short === 126 ? bytes.readUInt16BE(2) : Number(bytes.readBigUInt64BE(2));
  const end = start + length;
  if (end > bytes.length) return undefined;
  return { opcode: bytes[0]! & 15, payload: bytes.subarray(start, end), end };
}
