import { describe, expect, it } from 'vitest';
import { startChatServer } from '../../support/chat-server.ts';
import { rawSocket } from '../../support/raw-socket.ts';

describe('health', () => {
  it.each([
    ['/health/live', { live: true }],
    ['/health/ready', { ready: true }],
  ])('answers %s for no cache', async (path, said) => {
    await using server = await startChatServer();
    const response = await fetch(server.url + path);
    expect([response.status, await response.json()]).toEqual([200, said]);
    expect(response.headers.get('cache-control')).toBe('no-store');
  });

  it('is alive but not ready while the server goes', async () => {
    await using server = await startChatServer();
    const ann = await server.enter('Ann');
    ann.socket.pause();
    const ask = async (path: string) => {
      const raw = await rawSocket(server.port);
      raw.socket.write(`GET ${path} HTTP/1.1\r\nHost: chat.example\r\nConnection: close\r\n`);
      return raw;
    };
    using live = await ask('/health/live');
    using ready = await ask('/health/ready');
    // Answered after the halves above were read: they came first.
    await fetch(`${server.url}/health/live`);
    void server.close();
    for (const { socket } of [live, ready]) socket.write('\r\n');
    expect(await live.gone).toMatch(/^HTTP\/1\.1 200 .*\{"live":true\}$/s);
    expect(await ready.gone).toMatch(/^HTTP\/1\.1 503 .*\{"ready":false\}$/s);
    ann.socket.resume();
  });
});
