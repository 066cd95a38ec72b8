// A TCP connection that says what no client library would.
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { site } from './chat-server.ts';

export interface RawSocket extends Disposable {
  readonly socket: Socket;
  /** Everything that came so far, byte for byte. */
  readonly received: () => string;
  /** Resolves when what came matches. */
  until(pattern: RegExp): Promise<string>;
  /** Resolves, with all that came, when the other side is gone. */
  readonly gone: Promise<string>;
}

export async function rawSocket(port: number): Promise<RawSocket> {
  const socket = connect({ port, host: '127.0.0.1' });
  await once(socket, 'connect');
  let text = '';
  let wake = (): void => {};
  socket.on('error', () => {});
  socket.on('data', (bytes: Buffer) => {
    text += bytes.toString('latin1');
    wake();
  });
  const gone = new Promise<string>((resolve) => socket.once('close', () => (wake(), resolve(text))));
  return {
    socket,
    received: () => text,
    gone,
    async until(pattern) {
      while (!pattern.test(text)) {
        if (socket.destroyed) throw new Error(`The socket closed; it had said: ${text}`);
        await new Promise<void>((resolve) => (wake = resolve));
      }
      return text;
    },
    [Symbol.dispose]: () => void socket.destroy(),
  };
}

/** The request that opens a WebSocket. */
export function upgradeRequest(path = '/rooms/lobby', headers: Record<string, string> = {}): string {
  const all = {
    Host: 'chat.example',
    Connection: 'Upgrade',
    Upgrade: 'websocket',
    'Sec-WebSocket-Version': '13',
    'Sec-WebSocket-Key': 'dGhlIHNhbXBsZSBub25jZQ==',
    'Sec-WebSocket-Protocol': 'ws-chat.v1',
    Origin: site,
    ...headers,
  };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}`);
  return `GET ${path} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n`;
}

/** A text frame as a client sends it: masked, by zeros, so that it can be read. */
export function maskedFrame(text: string): Buffer {
  const payload = Buffer.from(text);
  if (payload.length > 125) throw new RangeError('This is for short texts.');
  return Buffer.concat([Buffer.from([0x81, 0x80 | payload.length, 0, 0, 0, 0]), payload]);
}
