// Sockets go to a tiny real server that does not behave, through the same nginx as all else to the chat.
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from 'vitest';
import { WebSocketServer, type WebSocket } from 'ws';
import { closeCodes } from '../../../../protocol/close-codes.ts';
import { endsWithTest } from '../../../support/ends-with-test.ts';
import { chatBehindNginx, everything, finding, nginxMissing, wellSet } from '../../../support/examined.ts';

async function welcomeBy(answer: (socket: WebSocket) => void) {
  const sockets = new WebSocketServer({ host: '127.0.0.1', port: 0 });
  await once(sockets, 'listening');
  endsWithTest({
    [Symbol.dispose]() {
      for (const socket of sockets.clients) socket.terminate();
      sockets.close();
    },
  });
  sockets.on('connection', (socket) => {
    socket.on('error', () => {}).once('message', () => answer(socket));
  });
  const to = `http://127.0.0.1:${(sockets.address() as AddressInfo).port}`;
  const { port } = await chatBehindNginx({
    locations: (chatPort) =>
      `location = /rooms/lobby { proxy_pass ${to}; ${wellSet} } ${everything(wellSet)(chatPort)}`,
  });
  return finding('welcome', { url: `http://127.0.0.1:${port}` });
}

describe.skipIf(nginxMissing !== undefined)('the welcome', () => {
  it('is missed where no frame comes', async () => {
    expect(await welcomeBy(() => {})).toMatchObject({
      result: 'wrong',
      cause: 'No frame came within 10 seconds after the door opened.',
      remedy: 'buffering',
    });
  });

  it('is late where it is held back', async () => {
    const late = await welcomeBy((socket) => setTimeout(() => socket.send('{"type":"welcome"}'), 3_100));
    expect(late).toMatchObject({ result: 'wrong', remedy: 'buffering' });
    expect(late.cause).toMatch(/^The first frame took [34]\d{3} ms\.$/);
  });

  it('does not come where hello is held back', async () => {
    expect(await welcomeBy((socket) => socket.close(closeCodes.helloTimeout))).toMatchObject({
      result: 'wrong',
      cause: 'What the visitor says is held back on its way to the chat.',
    });
  });

  it('does not come where the connection is cut first', async () => {
    expect(await welcomeBy((socket) => socket.terminate())).toMatchObject({
      result: 'wrong',
      cause: 'The connection was cut before the first frame.',
      remedy: 'silence',
    });
  });

  it('cannot be told of where the server lets no guest in', async () => {
    expect(await welcomeBy((socket) => socket.close(closeCodes.banned, 'banned'))).toMatchObject({
      result: 'cannot tell',
      cause: 'The server let no guest in: it closed with 4011, banned.',
    });
  });
});
