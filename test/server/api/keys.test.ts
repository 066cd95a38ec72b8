import { writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { bodyBytes } from '../../../server/api/api.ts';
import { keyRate, strangerRate } from '../../../server/api/gate.ts';
import { KeyRing } from '../../../server/api/key-ring.ts';
import { routes } from '../../../server/api/routes.ts';
import type { ApiServices } from '../../../server/api/services.ts';
import { systemClock } from '../../../server/clock.ts';
import { scopes, type Scope } from '../../../server/config/api-key-setting.ts';
import { askRest, keyFor, startRest, type RestAsked } from '../../support/rest.ts';
import { startChatServer } from '../../support/chat-server.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

/** Each route, as it is asked where nothing else is wrong. */
const asked: Readonly<Record<string, readonly [scope: Scope, path: string, body?: object]>> = {
  listRooms: ['rooms:read', '/rooms'],
  getRoom: ['rooms:read', '/rooms/lobby'],
  listPeople: ['members:read', '/rooms/lobby/people'],
  readMessages: ['history:read', '/rooms/lobby/messages'],
  postMessage: ['posts:write', '/rooms/lobby/messages', { text: 'hello' }],
  removeMessage: ['moderation:write', '/rooms/lobby/messages/1/remove'],
  mute: ['moderation:write', '/rooms/lobby/people/bo/mute'],
  unmute: ['moderation:write', '/rooms/lobby/people/bo/unmute'],
  kick: ['moderation:write', '/rooms/lobby/people/bo/kick'],
  ban: ['moderation:write', '/rooms/lobby/people/bo/ban'],
  unban: ['moderation:write', '/rooms/lobby/people/bo/unban'],
  closeRoom: ['moderation:write', '/rooms/lobby/close'],
  openRoom: ['moderation:write', '/rooms/lobby/open'],
  setSlowMode: ['moderation:write', '/rooms/lobby/slow-mode', { seconds: 0 }],
  exportRoom: ['export:read', '/rooms/lobby/export'],
};

const table = routes({} as ApiServices);
const methodOf = (id: string) => (table.find((one) => one.id === id)!.method === 'get' ? 'GET' : 'POST');

describe('a key', () => {
  it('has a row here for every route there is', () => {
    expect(table.map(({ id }) => id).sort()).toEqual(Object.keys(asked).sort());
  });

  it('opens what its scopes name and nothing else, and is told which one it lacks', async () => {
    const keys = scopes.map((scope) => keyFor(scope.replace(':', '-'), [scope]));
    await using server = await startRest({ apiKeys: keys });
    await server.enter('Ann');
    await server.post('/rooms/lobby/messages', { text: 'hello' });
    for (const [id, [needed, path, body]] of Object.entries(asked)) {
      for (const { scopes: had, secret } of keys) {
        const { status, json } = await askRest(server, methodOf(id), path, { secret, body });
        if (had[0] === needed) expect([id, status < 300]).toEqual([id, true]);
        else {
          expect([id, status, json.type]).toEqual([id, 403, 'urn:ws-chat:problem:missing-scope']);
          expect(json).toMatchObject({ scope: needed, detail: expect.stringContaining(needed) as string });
        }
      }
    }
  });

  it.each([
    ['none', {}],
    ['a wrong one', { Authorization: `Bearer ${'x'.repeat(40)}` }],
    ['an empty one', { Authorization: 'Bearer ' }],
    ['another scheme', { Authorization: `Basic ${'x'.repeat(40)}` }],
    ['one that is far too long', { Authorization: `Bearer ${'x'.repeat(4_000)}` }],
  ])('that is %s is answered with 401, whatever is asked', async (_name, headers) => {
    await using server = await startRest();
    for (const path of ['/rooms', '/rooms/attic', '/rooms/lobby/export']) {
      const answer = await askRest(server, 'GET', path, { headers });
      expect([answer.status, answer.json.type]).toEqual([401, 'urn:ws-chat:problem:no-key']);
      expect(answer.headers.get('www-authenticate')).toBe('Bearer');
    }
  });

  it('is no beginning of another, nor its name', async () => {
    const key = keyFor('news');
    await using server = await startRest({ apiKeys: [key] });
    for (const secret of [key.secret.slice(0, -1), `${key.secret}x`, key.secret.toUpperCase(), 'news'])
      expect((await askRest(server, 'GET', '/rooms', { secret })).status).toBe(401);
    expect((await askRest(server, 'GET', '/rooms', { secret: key.secret })).status).toBe(200);
  });

  it('touches its own rooms alone', async () => {
    const news = keyFor('news', scopes, ['news-*', 'front']);
    await using server = await startRest({
      apiKeys: [news],
      rooms: [{ name: 'lobby' }, { name: 'front' }, { name: 'news-*' }],
    });
    const { secret } = news;
    await askRest(server, 'POST', '/rooms/news-sport/messages', { secret, body: { text: 'hello' } });
    const { json } = await askRest<{ rooms: { name: string }[] }>(server, 'GET', '/rooms', { secret });
    expect(json.rooms.map(({ name }) => name)).toEqual(['front', 'news-sport']);
    for (const [id, [, path, body]] of Object.entries(asked)) {
      if (id === 'listRooms') continue;
      const answer = await askRest(server, methodOf(id), path, { secret, body });
      expect([id, answer.status, answer.json.type]).toEqual([id, 403, 'urn:ws-chat:problem:other-room']);
    }
    // Whether there is such a room is not told either.
    expect((await askRest(server, 'GET', '/rooms/attic', { secret })).json.type).toBe(
      'urn:ws-chat:problem:other-room',
    );
  });

  it('does not belong into a page', async () => {
    await using server = await startRest();
    const refused: readonly RestAsked['headers'][] = [
      { Origin: 'https://site.example' },
      { Origin: server.url },
      { Origin: 'null' },
      { 'Sec-Fetch-Site': 'same-origin' },
      { 'Sec-Fetch-Site': 'cross-site' },
    ];
    for (const headers of refused)
      for (const path of ['/rooms', '/openapi.json', '/nothing']) {
        const answer = await askRest(server, 'GET', path, { headers: headers! });
        expect([answer.status, answer.json.type]).toEqual([403, 'urn:ws-chat:problem:wrong-origin']);
        expect(answer.json.detail).toContain('a key does not belong into a page');
        expect(answer.headers.get('access-control-allow-origin')).toBeNull();
      }
    const preflight = await askRest(server, 'OPTIONS', '/rooms', {
      headers: { Origin: 'https://site.example', 'Access-Control-Request-Method': 'GET' },
    });
    expect(preflight.status).toBe(403);
    expect([...preflight.headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([]);
  });

  it('may ask so often and no more, whoever else asks, and is told how long to wait', async () => {
    let now = 0;
    const [busy, other] = [keyFor('busy'), keyFor('other')];
    await using server = await startRest({ apiKeys: [busy, other] }, { ...systemClock, now: () => now });
    const ask = ({ secret }: typeof busy) => askRest(server, 'GET', '/rooms', { secret });
    const answers = await Promise.all(Array.from({ length: keyRate.burst }, () => ask(busy)));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    const { status, headers, json } = await ask(busy);
    expect([status, json.type]).toEqual([429, 'urn:ws-chat:problem:rate-limited']);
    expect([headers.get('retry-after'), json.retryAfterMs]).toEqual(['1', 1_000 / keyRate.perSecond]);
    expect((await ask(other)).status).toBe(200);
    now += json.retryAfterMs!;
    expect((await ask(busy)).status).toBe(200);
    expect((await ask(busy)).status).toBe(429);
  });

  it('pays more for an export', async () => {
    await using server = await startRest({}, { ...systemClock, now: () => 0 });
    let taken = 0;
    while ((await server.get('/rooms/lobby/export')).status === 200) taken++;
    expect(taken).toBe(keyRate.burst / 10);
  });
});

describe('without a key', () => {
  it('a network may try so often and no more, while others and keys go on', async () => {
    await using server = await startRest({ trustedProxies: 1 }, { ...systemClock, now: () => 0 });
    const ask = (address: string) =>
      askRest(server, 'GET', '/rooms', { headers: { 'X-Forwarded-For': address } });
    for (let count = 0; count < strangerRate.burst; count++)
      expect((await ask('203.0.113.7')).status).toBe(401);
    const { status, headers } = await ask('203.0.113.7');
    expect([status, headers.get('retry-after')]).toEqual([429, '2']);
    expect((await ask('203.0.113.8')).status).toBe(401);
    expect((await server.get('/rooms')).status).toBe(200);
  });

  it('nothing is there to see but what there is to ask', async () => {
    await using server = await startChatServer();
    expect((await askRest(server, 'GET', '/openapi.json')).status).toBe(200);
    expect((await askRest(server, 'GET', '/rooms', { secret: 'x'.repeat(40) })).status).toBe(401);
    expect((await askRest(server, 'GET', '/nothing')).json.type).toBe('urn:ws-chat:problem:no-such-route');
  });
});

describe('a body', () => {
  const path = '/rooms/lobby/messages';
  const bodyOf = (bytes: number) => `{"text":"hello"${' '.repeat(bytes - 16)}}`;

  it('may be so large and no larger', async () => {
    await using server = await startRest();
    expect((await server.post(path, bodyOf(bodyBytes))).status).toBe(201);
    const { status, json } = await server.post(path, bodyOf(bodyBytes + 1));
    expect([status, json.type]).toEqual([413, 'urn:ws-chat:problem:too-large']);
    expect(json.detail).toContain(String(bodyBytes));
  });

  it('that comes bit by bit is cut off where it becomes too large', async () => {
    const key = keyFor('slow');
    await using server = await startRest({ apiKeys: [key] });
    const status = await new Promise<number | undefined>((resolve, reject) => {
      const sent = request(`${server.url}/api/v1${path}`, {
        method: 'POST',
        headers: { Authorization: `Bearer ${key.secret}`, 'Content-Type': 'application/json' },
      });
      sent.on('response', (response) => resolve(response.resume().statusCode)).on('error', reject);
      for (let bytes = 0; bytes <= bodyBytes; bytes += 8_192) sent.write(' '.repeat(8_192));
      sent.end('{"text":"hello"}');
    });
    expect(status).toBe(413);
  });

  it('must be JSON, and say so', async () => {
    await using server = await startRest();
    for (const type of [
      'text/plain',
      'application/x-www-form-urlencoded',
      'application/json; charset=latin1',
    ]) {
      const { status, json } = await server.post(path, '{"text":"hello"}', { 'Content-Type': type });
      expect([type, status, json.type]).toEqual([type, 415, 'urn:ws-chat:problem:not-json']);
    }
    const packed = await server.post(path, '{"text":"hello"}', { 'Content-Encoding': 'gzip' });
    expect(packed.status).toBe(415);
    for (const body of ['{"text":', '"hello"', '[1'])
      expect((await server.post(path, body)).status).toBe(400);
  });

  it('is looked at after the key, so that strangers cannot make the server read', async () => {
    await using server = await startRest();
    const { status } = await askRest(server, 'POST', path, { body: bodyOf(bodyBytes + 1) });
    expect(status).toBe(401);
  });

  it.each([
    [{}, 'text', '“text” cannot be used: must be text, as in {"text": "hello"}.'],
    [{ text: 7 }, 'text', '“text” cannot be used: must be text, as in {"text": "hello"}.'],
    [
      { text: 'x', draftId: 'no spaces' },
      'draftId',
      '“draftId” cannot be used: must be 1 to 64 letters, digits, underscores and hyphens; a UUID is one.',
    ],
    [{ text: 'x', replyTo: 0 }, 'replyTo', '“replyTo” cannot be used: must be a whole number of at least 1.'],
    [
      { text: 'x', role: 'owner' },
      undefined,
      'What was sent cannot be used: “role” is not known; there are text, name, draftId, replyTo.',
    ],
    [[], undefined, 'What was sent cannot be used: must be one JSON object.'],
  ])('that is %j is answered with what is wrong with it', async (body, field, detail) => {
    await using server = await startRest();
    const { status, json } = await server.post(path, body);
    expect([status, json.field, json.detail]).toEqual([400, field, detail]);
  });
});

describe('another method', () => {
  it('is answered with those that there are', async () => {
    await using server = await startRest();
    for (const [method, path, allow] of [
      ['DELETE', '/rooms/lobby/messages', 'GET, POST'],
      ['PUT', '/rooms', 'GET'],
      ['GET', '/rooms/lobby/open', 'POST'],
    ] as const) {
      const { status, headers, json } = await askRest(server, method, path);
      expect([status, headers.get('allow')]).toEqual([405, allow]);
      expect(json.type).toBe('urn:ws-chat:problem:wrong-method');
    }
  });
});

describe('a problem', () => {
  it('is told as RFC 9457 has it, and kept by nobody', async () => {
    await using server = await startRest();
    const { headers, json } = await server.get('/rooms/Lobby');
    expect(headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
    expect(headers.get('cache-control')).toBe('no-store');
    expect(json).toEqual({
      type: 'urn:ws-chat:problem:bad-request',
      title: 'Bad Request',
      status: 400,
      detail:
        '“room” cannot be used: must be a room’s name: 1 to 64 lower-case letters, digits, dots, underscores and hyphens, the first a letter or digit.',
      field: 'room',
    });
  });

  it('is told of an address that cannot be read, too', async () => {
    await using server = await startRest();
    expect((await server.get('/rooms/%E0%A4%A')).json.type).toBe('urn:ws-chat:problem:bad-request');
  });
});

describe('the keys of the configuration', () => {
  const ring =
    (...keys: ConstructorParameters<typeof KeyRing>[0]) =>
    () =>
      new KeyRing(keys);

  it('may have their secrets in files', async () => {
    using folder = temporaryFolder();
    const { secret, ...key } = keyFor('news');
    const secretFile = join(folder.path, 'key');
    writeFileSync(secretFile, `${secret}\n`);
    await using server = await startRest({ apiKeys: [{ ...key, secretFile }] });
    expect((await askRest(server, 'GET', '/rooms', { secret })).status).toBe(200);
  });

  it('must have files that can be read and hold enough', () => {
    using folder = temporaryFolder();
    const { secret: _secret, ...key } = keyFor('news');
    expect(ring({ ...key, secretFile: join(folder.path, 'none') })).toThrow(
      /“news”: .*Name a readable file\./,
    );
    const secretFile = join(folder.path, 'key');
    for (const text of ['hush', 'x'.repeat(257), `${'x'.repeat(32)} y`]) {
      writeFileSync(secretFile, text);
      expect(ring({ ...key, secretFile })).toThrow(
        'apiKeys: the “secretFile” of “news” must hold 32 to 256 letters, digits and signs of . _ ~ + / = -. Make one by openssl rand -base64 48.',
      );
    }
  });

  it('must each have a secret of their own', () => {
    const key = keyFor('news');
    expect(ring(key, { ...key, name: 'sport' })).toThrow(
      'apiKeys: the secret of “sport” is that of another key, too. Give each its own.',
    );
  });

  it('stand in no log line and no answer', async () => {
    const key = keyFor('news', ['posts:write']);
    await using server = await startRest({ apiKeys: [key] });
    const texts: string[] = [];
    for (const path of ['/rooms', '/rooms/lobby/messages', '/nothing']) {
      const { text } = await askRest(server, 'POST', path, { secret: key.secret, body: { text: 'hello' } });
      texts.push(text);
    }
    expect([...texts, ...server.telemetry.told].join('\n')).not.toContain(key.secret);
  });
});
