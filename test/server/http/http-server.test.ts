import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from 'vitest';
import { createHttpServer, type HttpBounds } from '../../../server/http/http-server.ts';
import { rawSocket } from '../../support/raw-socket.ts';

async function startServer(bounds: Partial<HttpBounds> = {}) {
  const server = createHttpServer((_request, response) => response.end('hello'), {
    maxSockets: 100,
    ...bounds,
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    server,
    async [Symbol.asyncDispose]() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

const request = 'GET / HTTP/1.1\r\nHost: chat.example\r\n';
const hurried = { headersTimeoutMs: 100, checkEveryMs: 50 };

describe('the HTTP server', () => {
  it('closes a socket that says nothing', async () => {
    await using running = await startServer(hurried);
    using raw = await rawSocket(running.port);
    await raw.gone;
  });

  it.each([
    ['its first line', 'GET / HT'],
    ['its headers', request],
    ['its body', `${request}Content-Length: 5\r\n\r\nhel`],
  ])('closes a socket that stops in %s', async (_where, bytes) => {
    await using running = await startServer(hurried);
    using raw = await rawSocket(running.port);
    raw.socket.write(bytes);
    await raw.gone;
  });

  it('closes a socket that says its headers letter by letter', async () => {
    await using running = await startServer(hurried);
    using raw = await rawSocket(running.port);
    raw.socket.write(request);
    const drip = setInterval(() => raw.socket.write('X'), 10);
    await raw.gone;
    clearInterval(drip);
  });

  it('closes a socket that rests after its request', async () => {
    await using running = await startServer({ keepAliveMs: 50 });
    using raw = await rawSocket(running.port);
    raw.socket.write(`${request}\r\n`);
    await raw.gone;
    expect(raw.received()).toContain('hello');
  });

  it('takes no more sockets than it may', async () => {
    await using running = await startServer({ maxSockets: 2 });
    using first = await rawSocket(running.port);
    using second = await rawSocket(running.port);
    using third = await rawSocket(running.port);
    await third.gone;
    for (const raw of [first, second]) {
      raw.socket.write(`${request}\r\n`);
      await raw.until(/hello/);
    }
  });

  it('answers a hundred requests by one socket, and then wants another', async () => {
    await using running = await startServer();
    using raw = await rawSocket(running.port);
    raw.socket.write(`${request}\r\n`.repeat(101));
    await raw.gone;
    expect(raw.received().match(/HTTP\/1\.1 200 /g)).toHaveLength(100);
    expect(raw.received()).toMatch(/HTTP\/1\.1 503 /);
  });

  it('refuses headers that are too long', async () => {
    await using running = await startServer();
    using raw = await rawSocket(running.port);
    raw.socket.write(`${request}X-Long: ${'x'.repeat(16_384)}\r\n\r\n`);
    expect(await raw.gone).toMatch(/^HTTP\/1\.1 431 /);
  });

  it('waits for nobody longer than ten seconds', async () => {
    await using running = await startServer();
    const { headersTimeout, requestTimeout, keepAliveTimeout } = running.server;
    expect([headersTimeout, requestTimeout, keepAliveTimeout]).toEqual([7_000, 14_000, 5_000]);
  });
});
