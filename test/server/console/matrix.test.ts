// Every route of the console's API, asked by everybody there is: a new route fails here until it has a row.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { knockRate } from '../../../server/console/api.ts';
import { doors, routes } from '../../../server/console/routes.ts';
import type { ConsoleServices } from '../../../server/console/services.ts';
import { StaffTokens } from '../../../server/identity/staff-token.ts';
import { startChatServer, type RunningServer } from '../../support/chat-server.ts';
import { askConsole, firstOwner, type Method } from '../../support/console.ts';
import { audience, issuer, secret, tokenOf } from '../../support/member-tokens.ts';

interface Row {
  /** Nothing: whoever is signed in may. */
  readonly least?: 'moderator' | 'owner';
  readonly body?: object;
  readonly query?: string;
  /** By what it is loosened and tightened. */
  readonly capability?: string;
}

const rows: Readonly<Record<string, Row>> = {
  'GET /session': {},
  'DELETE /session': {},
  'GET /rooms': {},
  'GET /staff': { least: 'owner', capability: 'staff' },
  'POST /staff': { least: 'owner', capability: 'staff', body: { name: 'New', role: 'moderator' } },
  'POST /staff/:id/link': { least: 'owner', capability: 'staff' },
  'DELETE /staff/:id': { least: 'owner', capability: 'staff' },
  'GET /rooms/:room/search': { least: 'moderator', capability: 'search', query: '?text=x' },
  'GET /rooms/:room/export': { least: 'owner', capability: 'export' },
  'GET /rooms/:room/restraints': { least: 'moderator', capability: 'ban' },
  'GET /rooms/:room/audit': { least: 'moderator', capability: 'audit' },
  'GET /rooms/:room/settings': { least: 'moderator', capability: 'settings' },
  'PUT /rooms/:room/permissions': { least: 'owner', capability: 'permissions', body: { pin: 'member' } },
  'PUT /rooms/:room/rules': { least: 'owner', capability: 'rules', body: { lines: 3 } },
  'PUT /rooms/:room/retention': { least: 'owner', capability: 'retention', body: { days: 3 } },
  'POST /rooms/:room/try': {
    least: 'moderator',
    capability: 'settings',
    body: { text: 'x', role: 'guest' },
  },
  'GET /audit': { least: 'moderator', capability: 'audit' },
  'GET /settings': { least: 'moderator', capability: 'settings' },
  'PUT /permissions': {
    least: 'owner',
    capability: 'permissions',
    body: { permissions: 'moderator', pin: 'member' },
  },
  'PUT /rules': { least: 'owner', capability: 'rules', body: { lines: 3 } },
  'PUT /retention': { least: 'owner', capability: 'retention', body: { days: 3 } },
  'POST /try': { least: 'moderator', capability: 'settings', body: { text: 'x', role: 'guest' } },
  'GET /people/:id/export': { least: 'owner', capability: 'export' },
  'GET /webhooks': { least: 'owner', capability: 'webhooks' },
  'GET /webhooks/letters': { least: 'owner', capability: 'webhooks' },
  'POST /webhooks/letters/:id/retry': { least: 'owner', capability: 'webhooks' },
  'DELETE /people/:id': { least: 'owner', capability: 'erase' },
};

const open = ['POST /session', 'POST /session/renew'];

const nowhere = {} as ConsoleServices;

async function createStaff() {
  const server = await startChatServer({
    rooms: [{ name: 'lobby' }, { name: 'team-*' }],
    memberIssuer: issuer,
    memberAudience: audience,
    memberSecret: secret,
  });
  const olga = await firstOwner(server);
  const mo = await olga.add('Mo');
  const kept = await olga.add('Kept', 'moderator', ['team-*']);
  const banned = await olga.add('Banned');
  const revoked = await olga.add('Revoked');
  await olga.ask('DELETE', `/staff/${revoked.session.you.id}`);
  const client = server.connect();
  client.say(
    { type: 'hello', token: olga.token },
    { type: 'moderate', draftId: 'd1', act: { do: 'ban', who: banned.session.you.id } },
  );
  await client.next('moderated');
  const guest = await server.enter('Bo');
  return { server, olga, mo, kept, banned, revoked, guestToken: guest.all('welcome')[0]!.token };
}

/** Done, too, where nothing was found under such an id, something by such a name, or somebody of one's own rank; else why not. */
async function outcomeOf(server: RunningServer, route: string, token: string | undefined): Promise<string> {
  const { body, query = '' } = rows[route]!;
  const [method, path] = route.split(' ') as [Method, string];
  const asked = path.replace(':room', 'lobby').replace(':id', 'nobody') + query;
  const { status, json } = await askConsole(server, method, asked, { ...(token && { token }), body });
  const isDone = status < 300 || status === 404 || status === 409 || json.code === 'outranked';
  return isDone ? 'done' : `${status} ${json.code}`;
}

describe('the matrix of the console', () => {
  it('has a row for every route there is', () => {
    const there = [...doors(nowhere), ...routes(nowhere)].map(
      ({ method, path }) => `${method.toUpperCase()} ${path}`,
    );
    expect(there.sort()).toEqual([...open, ...Object.keys(rows)].sort());
  });

  it.each(Object.keys(rows))('answers those who may: %s', { timeout: 60_000 }, async (route) => {
    const { server, olga, mo, kept, banned, revoked, guestToken } = await createStaff();
    await using _server = server;
    const { least, capability } = rows[route]!;
    const outcome = (token: string | undefined) => outcomeOf(server, route, token);
    const ofRoom = route.includes(':room');

    // Nobody at all, and those who are somebody elsewhere.
    const key = readFileSync(join(server.data, 'guest-secret'));
    const { id } = mo.session.you;
    const session = JSON.parse(Buffer.from(mo.token.split('.')[1]!, 'base64url').toString()) as {
      session: string;
    };
    const expired = await new StaffTokens(key).sign({ staff: id, ...session }, Date.now() - 16 * 60_000);
    const foreign = await new StaffTokens(Buffer.alloc(32)).sign({ staff: id, ...session }, Date.now());
    for (const token of [
      undefined,
      'nonsense',
      guestToken,
      tokenOf(Date.now(), { role: 'owner' }),
      expired,
      foreign,
      revoked.token,
    ])
      expect(await outcome(token)).toBe('401 not-signed-in');

    // By rank, and where the matrix says otherwise.
    if (capability) {
      const set = (role: string) => olga.ask('PUT', '/permissions', { [capability]: role });
      const refused = least === 'owner' ? '403 not-allowed' : 'done';
      expect(await outcome(mo.token)).toBe(refused);
      await set('owner');
      expect(await outcome(mo.token)).toBe('403 not-allowed');
      await set('moderator');
      expect(await outcome(mo.token)).toBe('done');
      // Of another room, and banned from this one.
      expect(await outcome(kept.token)).toBe('403 other-room');
      expect(await outcome(banned.token)).toBe(ofRoom ? '403 banned' : 'done');
    } else for (const who of [kept, banned, mo]) expect(await outcome(who.token)).toBe('done');
    expect(await outcome(olga.token)).toBe('done');
  });
});

describe('whoever asks too much', () => {
  it('is told to wait, by person', async () => {
    await using server = await startChatServer();
    const olga = await firstOwner(server);
    const mo = await olga.add('Mo');
    const answers = await Promise.all(Array.from({ length: 80 }, () => mo.ask('GET', '/session')));
    const refused = answers.filter(({ status }) => status === 429);
    expect(refused.length).toBeGreaterThan(0);
    expect(refused[0]!.json).toMatchObject({ code: 'rate-limited' });
    expect(refused[0]!.json.retryAfterMs).toBeGreaterThan(0);
    expect(refused[0]!.headers.get('retry-after')).toMatch(/^\d+$/);
    expect((await olga.ask('GET', '/session')).status).toBe(200);
  });

  it('is told to wait, by network, where nobody is signed in', async () => {
    await using server = await startChatServer();
    const ask = () => askConsole(server, 'POST', '/session', { body: { key: 'guess', name: 'Eve' } });
    const answers = await Promise.all(Array.from({ length: 50 }, ask));
    const statuses = new Set(answers.map(({ status }) => status));
    expect([...statuses].sort()).toEqual([403, 429]);
  });

  it.each([
    ['POST', '/session', { key: 'guess', name: 'Eve' }, 403],
    ['POST', '/session/renew', { renewal: 'guess' }, 401],
    ['GET', '/staff', undefined, 401],
  ] as const)('is told to wait by %s %s, and no other network is', async (method, path, body, status) => {
    await using server = await startChatServer({ trustedProxies: 1 });
    const ask = (address: string) =>
      askConsole(server, method, path, { body, headers: { 'X-Forwarded-For': address } });
    for (let count = 0; count < knockRate.burst; count++)
      expect((await ask('203.0.113.7')).status).toBe(status);
    const refused = await ask('203.0.113.7');
    expect([refused.status, refused.json.code]).toEqual([429, 'rate-limited']);
    expect((await ask('203.0.113.8')).status).toBe(status);
  });
});

describe('a request', () => {
  it('that is not as it should be is refused with its field and a cure', async () => {
    await using server = await startChatServer();
    const olga = await firstOwner(server);
    for (const [method, path, body, status, field] of [
      ['PUT', '/rules', { words: { block: ['  '] } }, 400, 'words.block.0'],
      ['PUT', '/rules', { nonsense: 1 }, 400, undefined],
      ['PUT', '/permissions', { post: 'king' }, 400, 'post'],
      ['PUT', '/permissions', { psot: 'guest' }, 400, undefined],
      ['PUT', '/retention', { days: 0 }, 400, 'days'],
      ['POST', '/staff', { name: 'Mo', role: 'king' }, 400, 'role'],
      ['POST', '/staff', { name: '\u202e', role: 'moderator' }, 400, 'name'],
      ['POST', '/staff', { name: 'Mo', role: 'moderator', rooms: ['No Room'] }, 400, 'rooms.0'],
      ['PUT', '/retention', '{"days":', 400, undefined],
      ['PUT', '/retention', `{"x":"${'x'.repeat(20_000)}"}`, 413, undefined],
      ['GET', '/rooms?limit=0', undefined, 400, 'limit'],
      ['GET', '/rooms?limit=1&limit=2', undefined, 400, 'limit'],
      ['GET', '/rooms?x=1', undefined, 400, undefined],
      ['GET', '/rooms/No%20Room/search', undefined, 404, undefined],
      ['GET', '/nothing', undefined, 404, undefined],
      ['GET', '/rooms/%/search', undefined, 400, undefined],
    ] as const) {
      const { status: got, json } = await olga.ask(method, path, body);
      expect([method, path, got, json.field]).toEqual([method, path, status, field]);
      expect(json.sentence).toMatch(/\.$/);
    }
  });

  it('of another origin’s page is refused, and told nothing that it could read', async () => {
    await using server = await startChatServer();
    const olga = await firstOwner(server);
    const { token } = olga;
    for (const from of ['cross-site', 'same-site']) {
      const headers = { 'Sec-Fetch-Site': from, Origin: 'https://evil.example' };
      const answer = await askConsole(server, 'GET', '/staff', { token, headers });
      expect([answer.status, answer.headers.get('access-control-allow-origin')]).toEqual([403, null]);
    }
    const preflight = await fetch(`${server.url}/console/api/staff`, {
      method: 'OPTIONS',
      headers: { Origin: 'https://evil.example', 'Access-Control-Request-Method': 'GET' },
    });
    expect(preflight.headers.get('access-control-allow-origin')).toBeNull();
  });

  it('must say that it is JSON, which no form can', async () => {
    await using server = await startChatServer();
    const headers = { 'Content-Type': 'text/plain' };
    const { status, json } = await askConsole(server, 'POST', '/session', { body: '{}', headers });
    expect([status, json.code]).toEqual([415, 'bad-request']);
  });

  it('is answered without leave to be kept, and never sets a cookie', async () => {
    await using server = await startChatServer();
    const { headers } = await (await firstOwner(server)).ask('GET', '/staff');
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('set-cookie')).toBeNull();
    expect(headers.get('content-security-policy')).toContain("default-src 'none'");
  });
});

describe('those below', () => {
  it('make nobody above themselves, and revoke and link nobody of their own rank', async () => {
    await using server = await startChatServer();
    const olga = await firstOwner(server);
    const [mo, ma] = [await olga.add('Mo'), await olga.add('Ma')];
    await olga.ask('PUT', '/permissions', { staff: 'moderator' });
    const isOutranked = async (method: Method, path: string, body?: object) =>
      expect((await mo.ask(method, path, body)).json.code).toBe('outranked');
    await isOutranked('POST', '/staff', { name: 'Eve', role: 'owner' });
    for (const { session } of [olga, ma]) {
      await isOutranked('DELETE', `/staff/${session.you.id}`);
      await isOutranked('POST', `/staff/${session.you.id}/link`);
    }
  });

  it('erase nobody of the staff who is not below them', async () => {
    await using server = await startChatServer();
    const olga = await firstOwner(server);
    const mo = await olga.add('Mo');
    await olga.ask('PUT', '/permissions', { erase: 'moderator' });
    expect((await mo.ask('DELETE', `/people/${olga.session.you.id}`)).json.code).toBe('outranked');
    expect((await olga.ask('GET', '/session')).status).toBe(200);
    expect((await mo.ask('DELETE', '/people/somebody')).status).toBe(200);
  });

  it('give themselves nothing by the matrix that is above them', async () => {
    await using server = await startChatServer();
    const olga = await firstOwner(server);
    const mo = await olga.add('Mo');
    await olga.ask('PUT', '/permissions', { permissions: 'moderator' });
    const asked = (body: object) => mo.ask('PUT', '/permissions', { permissions: 'moderator', ...body });
    expect((await asked({ erase: 'moderator' })).json.code).toBe('outranked');
    expect((await asked({ post: 'owner' })).json.code).toBe('outranked');
    expect((await mo.ask('PUT', '/permissions', {})).json.code).toBe('outranked');
    expect((await asked({ post: 'member' })).status).toBe(200);
  });
});
