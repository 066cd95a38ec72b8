// A server that does nothing but send: the same ready-made frames to everyone, for ever. What the
// load generator counts here is all it can count, and a server that reaches that is not measured.
import { createHash } from 'node:crypto';
import { createServer, type Socket } from 'node:net';
import { numbersTold } from './stamp.ts';

/** As long as a frame of ws-chat with a text of 120 characters. */
const name = 'x'.repeat(130);
const chunkBytes = 65_536;

const frames = Buffer.concat(
  Array.from({ length: numbersTold }, (_, number) => frame(String(number).padStart(8, '0'))),
);

createServer((socket) => {
  socket.once('data', (request: Buffer) => {
    const key = /^Sec-WebSocket-Key: (.*)\r$/im.exec(request.toString('latin1'))?.[1];
    if (key === undefined) return void socket.destroy();
    const accept = createHash('sha1').update(`${key}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`).digest('base64');
    socket.write(
      `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\n\r\n`,
    );
    blast(socket, 0);
  });
  socket.on('error', () => socket.destroy());
}).listen(Number(process.env.PORT), '127.0.0.1');

function blast(socket: Socket, at: number): void {
  const end = Math.min(at + chunkBytes, frames.length);
  socket.write(frames.subarray(at, end), () => {
    if (!socket.destroyed) blast(socket, end === frames.length ? 0 : end);
  });
}

function frame(number: string): Buffer {
  const text = `~00 ${number} 000000000000 `.padEnd(120, '.');
  const payload = Buffer.from(JSON.stringify({ name, text }));
  return Buffer.concat([Buffer.from([0x81, 126, payload.length >> 8, payload.length & 255]), payload]);
}
