// Section 1: who gets in, where, and what those are told who do not.
import { describe, expect, inject, it } from 'vitest';
import { enter, newRoom, Peer } from './peer.ts';
import { isPointed, ownServer } from './own-server.ts';
import { frame, knock, opcodes, rawPeer } from './raw.ts';
import { foreignSite, site } from './site.ts';

/** Asks ADMIT-1. */
async function admission(
  room: string,
  headers: Record<string, string> = { Origin: site },
  url = inject('url'),
) {
  const response = await fetch(`${url}/rooms/${room}/admission`, { headers });
  return { status: response.status, headers: response.headers, body: (await response.json()) as object };
}

describe('the address', () => {
  it('ADDR-1 leads each room’s clients to one another and to nobody else', async () => {
    const [here, there] = [newRoom(), newRoom()];
    using ann = await enter(here);
    using bo = await enter(here);
    using cy = await enter(there);
    const seq = await ann.post('hello');
    expect(await bo.entry(seq)).toMatchObject({ text: 'hello' });
    await cy.pong();
    expect(cy.entries).toEqual([]);
    expect(ann.welcome.room).toBe(here);
  });

  it('ADDR-1 may have a query string, which is ignored, and no slash at the end', async () => {
    const room = newRoom();
    using ann = new Peer(`/rooms/${room}?a=b`);
    ann.say({ type: 'hello' });
    expect((await ann.hears('welcome')).room).toBe(room);
    expect((await knock(`/rooms/${room}/`)).status).toBe(404);
  });

  it('ADDR-2 takes no other names, and decodes none', async () => {
    const names = [
      'Conformance-a',
      'conformance-%61',
      'conformance-a%20b',
      '.conformance',
      `c${'x'.repeat(64)}`,
      '%6cobby',
    ];
    for (const name of names) expect([name, (await knock(`/rooms/${name}`)).status]).toEqual([name, 404]);
    const longest = newRoom().padEnd(64, '._-0');
    expect((await knock(`/rooms/${longest}`)).status).toBe(101);
  });

  it('ADDR-3 leads to the default room when it is bare', async () => {
    using ann = new Peer('/');
    ann.say({ type: 'hello' });
    expect((await ann.hears('welcome')).room).toBe('lobby');
  });
});

describe('the upgrade', () => {
  it('UP-1 chooses ws-chat.v1, alone or among others', async () => {
    for (const offered of ['ws-chat.v1', 'chat, ws-chat.v1', 'ws-chat.v2, ws-chat.v1, x']) {
      const answer = await knock(`/rooms/${newRoom()}`, { 'Sec-WebSocket-Protocol': offered });
      expect(answer).toMatchObject({ status: 101, headers: { 'sec-websocket-protocol': 'ws-chat.v1' } });
    }
  });

  it('UP-1 takes who offers no subprotocol for a plain client', async () => {
    const answer = await knock(`/rooms/${newRoom()}`, { 'Sec-WebSocket-Protocol': undefined });
    expect(answer.status).toBe(101);
    expect(answer.headers['sec-websocket-protocol']).toBeUndefined();
  });

  it('UP-2 admits the room’s origins byte by byte, and the server’s own', async () => {
    const statusFor = async (Origin: string | undefined) =>
      (await knock(`/rooms/${newRoom()}`, { Origin })).status;
    expect(await statusFor(site)).toBe(101);
    expect(await statusFor(inject('url'))).toBe(101);
    for (const origin of [foreignSite, site.toUpperCase(), `${site}/`, `${site}:444`, `${site}.invalid`])
      expect([origin, await statusFor(origin)]).toEqual([origin, 403]);
  });

  it('UP-2 admits a missing origin and the origin null only where the owner said so', async () => {
    for (const Origin of [undefined, 'null'])
      expect((await knock(`/rooms/${newRoom()}`, { Origin })).status).toBe(403);
  });

  it('UP-3 answers the first of several failures, with a sentence', async () => {
    const foreign = { Origin: foreignSite };
    const language = { 'Sec-WebSocket-Protocol': 'ws-chat.v9' };
    const answers = [
      [404, await knock('/nowhere', { ...foreign, ...language })],
      [404, await knock('/rooms/no-such-room', { ...foreign, ...language })],
      [403, await knock(`/rooms/${newRoom()}`, { ...foreign, ...language })],
      [400, await knock(`/rooms/${newRoom()}`, language)],
    ] as const;
    for (const [status, answer] of answers) {
      expect(answer.status).toBe(status);
      expect(answer.headers['content-type']).toBe('text/plain; charset=utf-8');
      expect(answer.body).toMatch(/^\S.+[.a-z0-9]\n$/);
    }
  });

  it('UP-4 answers a handshake that RFC 6455 forbids with 400 or 405', async () => {
    const room = `/rooms/${newRoom()}`;
    expect((await knock(room, { 'Sec-WebSocket-Version': '12' })).status).toBe(400);
    expect((await knock(room, { 'Sec-WebSocket-Key': 'short' })).status).toBe(400);
    expect((await knock(room, {}, undefined, 'POST')).status).toBe(405);
  });

  it('UP-5 negotiates no extension', async () => {
    const offer = { 'Sec-WebSocket-Extensions': 'permessage-deflate; client_max_window_bits' };
    const answer = await knock(`/rooms/${newRoom()}`, offer);
    expect(answer.status).toBe(101);
    expect(answer.headers['sec-websocket-extensions']).toBeUndefined();
  });
});

describe('admission', () => {
  it('ADMIT-1 says what the upgrade would say, to every page', async () => {
    const granted = await admission(newRoom());
    expect(granted).toMatchObject({ status: 200, body: { admitted: true } });
    for (const [room, origin, status, code] of [
      ['no-such-room', site, 404, 'no-such-room'],
      ['NO', site, 404, 'no-such-room'],
      [newRoom(), foreignSite, 403, 'origin-not-allowed'],
      [newRoom(), 'null', 403, 'origin-not-allowed'],
    ] as const) {
      const denied = await admission(room, { Origin: origin });
      expect(denied).toMatchObject({
        status,
        body: { status, code, sentence: expect.stringMatching(/\w/) as string },
      });
      expect(denied.headers.get('access-control-allow-origin')).toBe('*');
      expect(denied.headers.get('cache-control')).toBe('no-store');
    }
  });

  it('ADMIT-1 takes a request from the server’s own page for that', async () => {
    expect((await admission(newRoom(), {})).status).toBe(403);
    expect((await admission(newRoom(), { 'Sec-Fetch-Site': 'same-origin' })).status).toBe(200);
  });
});

describe.skipIf(isPointed)('a server without room for more', () => {
  it('UP-3 answers 429 to too many connections of a network, and 503 when it is full', async () => {
    for (const [flag, status, code] of [
      ['--max-connections-per-address=1', 429, 'too-many-connections'],
      ['--max-connections=1', 503, 'full'],
    ] as const) {
      await using server = await ownServer(flag);
      using _ann = await enter('lobby', {}, server);
      const answer = await knock('/rooms/lobby', {}, server.url);
      expect(answer).toMatchObject({ status, headers: { 'retry-after': '30' } });
      expect(await admission('lobby', { Origin: site }, server.url)).toMatchObject({
        status,
        body: { code, retryAfterMs: 30_000 },
      });
    }
  });

  it('UP-3 answers 503 while it goes down', async () => {
    await using server = await ownServer();
    // It does not answer the close, and so keeps the server waiting.
    using peer = await rawPeer('/rooms/lobby', {}, server.url);
    peer.socket.write(frame(opcodes.text, '{"type":"hello"}'));
    const stopped = server.stop();
    expect(await peer.closed).toBe(4200);
    expect(await knock('/rooms/lobby', {}, server.url)).toMatchObject({
      status: 503,
      headers: { 'retry-after': '2' },
    });
    peer.socket.destroy();
    expect(await stopped).toBe(0);
  });

  it('ADDR-3 answers 404 at the bare address when every room is a pattern', async () => {
    await using server = await ownServer('--room=page*');
    expect((await knock('/', {}, server.url)).status).toBe(404);
  });

  it('UP-1 has no plain clients unless its owner wants them', async () => {
    await using server = await ownServer();
    const answer = await knock('/rooms/lobby', { 'Sec-WebSocket-Protocol': undefined }, server.url);
    expect(answer.status).toBe(400);
  });

  it('UP-2 admits a missing origin and the origin null where its owner said so', async () => {
    await using server = await ownServer('--allow-missing-origin', '--allow-null-origin');
    for (const Origin of [undefined, 'null'])
      expect((await knock('/rooms/lobby', { Origin }, server.url)).status).toBe(101);
  });
});
