import { request } from 'node:http';
import { describe, expect, it } from 'vitest';
import { rawSocket } from '../../support/raw-socket.ts';
import { site, startChatServer, type RunningServer } from '../../support/chat-server.ts';

/** What a page of an origin is told; `fetch` would not let us choose these headers. */
function ask(server: RunningServer, room: string, headers: Record<string, string>) {
  return new Promise<{ status: number; headers: object; said: unknown }>((resolve, reject) => {
    const path = `/rooms/${room}/admission`;
    const asked = request({ port: server.port, host: '127.0.0.1', path, headers }, (response) => {
      let text = '';
      response.on('data', (chunk: Buffer) => (text += chunk.toString()));
      response.on('end', () =>
        resolve({ status: response.statusCode!, headers: response.headers, said: JSON.parse(text) }),
      );
    });
    asked.on('error', reject);
    asked.end();
  });
}

const open = { 'access-control-allow-origin': '*', 'cache-control': 'no-store' };

describe('the admission route', () => {
  it('tells a page that it may enter', async () => {
    await using server = await startChatServer();
    const answer = await ask(server, 'lobby', { origin: site });
    expect(answer).toMatchObject({ status: 200, headers: open, said: { admitted: true } });
  });

  it('tells by which HTTP it was asked, whatever the answer is', async () => {
    await using server = await startChatServer();
    for (const [room, version] of [
      ['lobby', '1.0'],
      ['attic', '1.1'],
    ] as const) {
      const raw = await rawSocket(server.port);
      raw.socket.write(
        `GET /rooms/${room}/admission HTTP/${version}\r\nHost: chat.example\r\nConnection: close\r\n\r\n`,
      );
      expect(await raw.gone).toContain(`\r\nWs-Chat-Heard: HTTP/${version}\r\n`);
    }
  });

  it('tells any page why it may not, so that its widget can show it', async () => {
    await using server = await startChatServer();
    expect(await ask(server, 'lobby', { origin: 'https://other.example' })).toMatchObject({
      status: 403,
      headers: open,
      said: {
        status: 403,
        code: 'origin-not-allowed',
        sentence:
          'Pages of https://other.example may not use this chat yet. The chat’s owner can admit them with --origin https://other.example',
      },
    });
    expect(await ask(server, 'attic', { origin: site })).toMatchObject({
      status: 404,
      headers: open,
      said: { code: 'no-such-room' },
    });
  });

  it.each(['%3Cscript%3E', 'LOBBY', '..%2f'])('repeats nothing of the name %s', async (room) => {
    await using server = await startChatServer();
    const { status, said } = await ask(server, room, { origin: site });
    expect([status, JSON.stringify(said)]).toEqual([404, expect.not.stringMatching(/script|LOBBY/)]);
  });

  it('tells how long to wait where the house is full', async () => {
    await using server = await startChatServer({ maxConnections: 1 });
    await server.enter('Ann');
    expect(await ask(server, 'lobby', { origin: site })).toMatchObject({
      status: 503,
      said: { code: 'full', retryAfterMs: 30_000 },
    });
  });

  it('knows its own pages, which name no origin', async () => {
    await using server = await startChatServer();
    const own = { host: 'chat.example', 'sec-fetch-site': 'same-origin' };
    expect((await ask(server, 'lobby', own)).status).toBe(200);
    expect((await ask(server, 'lobby', { ...own, 'sec-fetch-site': 'cross-site' })).status).toBe(403);
    expect((await ask(server, 'lobby', { ...own, 'sec-fetch-site': 'same-site' })).status).toBe(403);
    expect((await ask(server, 'lobby', { ...own, origin: 'https://other.example' })).status).toBe(403);
  });

  it('knows its own pages behind a proxy that ends TLS', async () => {
    await using server = await startChatServer({ publicUrl: 'https://chat.example' });
    const own = { host: 'chat.example', 'sec-fetch-site': 'same-origin' };
    expect((await ask(server, 'lobby', own)).status).toBe(200);
    expect((await ask(server, 'lobby', { ...own, origin: 'http://chat.example' })).status).toBe(403);
  });

  it('judges as the upgrade is judged', async () => {
    await using server = await startChatServer({ allowNullOrigin: true });
    for (const origin of [site, 'null', 'https://other.example', 'http://site.example']) {
      const client = server.connect({ origin });
      const upgraded = await Promise.any([
        client.opened().then(() => 200),
        client.refused.then((a) => a.status),
      ]);
      expect((await ask(server, 'lobby', { origin })).status).toBe(upgraded);
    }
  });
});
