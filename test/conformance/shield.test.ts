// Section 22: the raid shield, the work of newcomers, and bans of many at once.
import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Refused } from '../../protocol/server-messages.ts';
import { solve } from '../support/solve.ts';
import { does, keptServer, pageRoom, type KeptServer } from './kept-server.ts';
import { isPointed } from './own-server.ts';
import { enter, newDraftId, taken, type Peer } from './peer.ts';
import { hasPython, strangerIn } from './stranger-process.ts';

/** Little work, for Node’s digest and for Python’s. */
const shield = { auto: false, work: 200 };

const shieldOf = (who: Peer) => (who.all('mode').at(-1) ?? who.all('welcome')[0])?.mode?.shield;

const shielded = (settings: object, ...flags: string[]) =>
  keptServer(`--shield=${JSON.stringify(settings)}`, ...flags);

describe.skipIf(isPointed)('a room under its shield', () => {
  let server: KeptServer;
  const moderator = (room: string) => server.person(room, 'moderator');

  beforeAll(async () => {
    server = await shielded(shield, '--room=quiet');
  });

  afterAll(() => server[Symbol.asyncDispose]());

  it('SHIELD-1 tells everybody as a part of the mode, and leaves the rest of it', async () => {
    const room = pageRoom();
    using mo = await moderator(room);
    using bo = await enter(room, {}, server);
    await does(mo, { do: 'mode', mode: { slowSeconds: 5 } });
    const { shield: up } = await does(mo, { do: 'shield', on: true, forMs: 60_000 });
    expect(up).toMatchObject({ slowSeconds: 30, cause: 'hand' });
    expect(up!.until - up!.since).toBe(60_000);
    const { mode } = await bo.hears('mode', (told) => told.mode.shield !== undefined);
    expect(mode).toEqual({ slowSeconds: 5, shield: up });
    using late = await enter(room, {}, server);
    expect(late.welcome.mode).toEqual(mode);
    const { shield: ended } = await does(mo, { do: 'shield', on: false });
    expect(ended!.since).toBe(up!.since);
    expect(await does(mo, { do: 'list', of: 'shield' })).toMatchObject({ shield: ended });
    expect(await does(mo, { do: 'list', of: 'audit' })).toMatchObject({
      audit: [{ act: 'shield-end' }, { act: 'shield', until: up!.until }, { act: 'mode' }],
    });
  });

  it('SHIELD-3 PROOF-2 has a newcomer work once, and lets nobody work for another', async () => {
    const room = pageRoom();
    using mo = await moderator(room);
    await does(mo, { do: 'shield', on: true });
    using ann = await enter(room, {}, server);
    using bo = await enter(room, {}, server);
    const draft = { type: 'post', draftId: newDraftId(), text: 'hello' };
    const needed = (await ann.act(draft)) as Refused;
    expect(needed).toMatchObject({ code: 'proof-needed', kind: 'retry' });
    expect(needed.retryAfterMs).toBeGreaterThan(0);
    const prove = { type: 'prove', solution: solve(needed.challenge!) };
    bo.say(prove);
    expect(await bo.act(draft)).toMatchObject({ code: 'proof-needed' });
    ann.say(prove);
    expect(await ann.act(draft)).toMatchObject({ code: 'held' });
    expect(await ann.act({ type: 'post', text: 'more' })).toMatchObject({ code: 'slow-mode' });
    expect(await mo.post('see https://example.com')).toBe(1);
  });

  it('PROOF-1 asks for the one number whose digest with the salt it tells', async () => {
    const room = pageRoom();
    using mo = await moderator(room);
    await does(mo, { do: 'shield', on: true });
    using ann = await enter(room, {}, server);
    const asked = (await ann.act({ type: 'post', text: 'hello' })) as Refused;
    const { algorithm, challenge, maxnumber, salt, signature } = asked.challenge!;
    expect([algorithm, maxnumber]).toEqual(['SHA-256', shield.work]);
    expect(challenge).toMatch(/^[0-9a-f]{64}$/);
    expect(signature).toMatch(/^[0-9a-f]{64}$/);
    const digests = Array.from({ length: maxnumber + 1 }, (_, number) =>
      createHash('sha256').update(`${salt}${number}`).digest('hex'),
    );
    expect(digests.filter((digest) => digest === challenge)).toHaveLength(1);
    const number = digests.indexOf(challenge);
    const solution = { algorithm, challenge, salt, signature };
    ann.say({ type: 'prove', solution: { ...solution, number: number + 1 } });
    expect(await ann.act({ type: 'post', text: 'hello' })).toMatchObject({ code: 'proof-needed' });
    ann.say({ type: 'prove', solution: { ...solution, number } });
    expect(await ann.act({ type: 'post', text: 'hello' })).toMatchObject({ code: 'held' });
  });

  it('PROOF-2 breaks the wire by what has not the shape of a solution', async () => {
    using ann = await enter('quiet', {}, server);
    ann.say({ type: 'prove', solution: { algorithm: 'MD5', number: 1 } });
    expect((await ann.closed).code).toBe(4000);
  });

  it('MANY-1 bans who said something, and who came together', async () => {
    const room = pageRoom();
    using mo = await moderator(room);
    using ann = await enter(room, {}, server);
    await ann.post('Cheap G0LD!');
    const from = Date.now();
    using bo = await enter(room, {}, server);
    expect(await does(mo, { do: 'ban-many', by: { phrase: 'cheap gold' } })).toMatchObject({ count: 1 });
    expect((await ann.closed).code).toBe(4011);
    expect(await does(mo, { do: 'ban-many', by: { joined: [from, Date.now()] } })).toMatchObject({
      count: 1,
    });
    expect((await bo.closed).code).toBe(4011);
  });

  it.runIf(hasPython)('SHIELD-3 PROOF-1 is worked for by one who knows the specification alone', async () => {
    const room = pageRoom();
    using mo = await moderator(room);
    await does(mo, { do: 'shield', on: true });
    using stranger = await strangerIn(room, server.url);
    stranger.act({ type: 'post', text: 'hello' });
    expect(await stranger.tells('given-back')).toMatchObject({ code: 'held' });
  });
});

describe.skipIf(isPointed)('guests of long standing under a shield', () => {
  it('SHIELD-2 wait between acts of any kind, and send no links; what is theirs they may take back', async () => {
    await using server = await shielded({ auto: false, newMinutes: 0, slowSeconds: 20 }, '--post-burst=100');
    const room = pageRoom();
    using mo = await server.person(room, 'moderator');
    using ann = await enter(room, {}, server);
    await does(mo, { do: 'shield', on: true });
    expect(await ann.act({ type: 'post', text: 'see https://example.com' })).toMatchObject({
      code: 'link-not-allowed',
    });
    const ref = await ann.post('hello');
    for (const act of [
      { type: 'post', text: 'more' },
      { type: 'edit', ref, text: 'other' },
      { type: 'react', ref, emoji: '🎈', on: true },
    ]) {
      const refused = (await ann.act(act)) as Refused;
      expect(refused).toMatchObject({ code: 'slow-mode', kind: 'retry' });
      expect(refused.retryAfterMs).toBeGreaterThan(0);
      expect(refused.retryAfterMs).toBeLessThanOrEqual(20_000);
    }
    taken(await ann.act({ type: 'remove', ref }));
    await mo.post('see https://example.com');
  });
});

describe.skipIf(isPointed)('a shield', () => {
  it('SHIELD-4 comes down by itself when its time has come', async () => {
    await using server = await shielded(shield);
    const room = pageRoom();
    {
      using mo = await server.person(room, 'moderator');
      await does(mo, { do: 'shield', on: true, forMs: 60_000 });
    }
    await server.kill();
    await server.start(30_000);
    {
      using ann = await enter(room, {}, server);
      expect(shieldOf(ann)).toBeDefined();
    }
    await server.kill();
    await server.start(61_000);
    using mo = await server.person(room, 'moderator');
    expect(shieldOf(mo)).toBeUndefined();
    // On disk after what was noted when she came in.
    await mo.post('calm again');
    expect(await does(mo, { do: 'list', of: 'audit' })).toMatchObject({
      audit: [{ by: 'server', act: 'shield-end' }, { act: 'shield' }],
    });
  });

  it('SHIELD-1 SHIELD-4 comes up by itself, but not again for as long after somebody took it down', async () => {
    await using server = await shielded({ joins: 10, work: 0 }, '--trusted-proxies=1');
    const room = pageRoom();
    using mo = await server.person(room, 'moderator');
    using crowd = new DisposableStack();
    const come = async (network: number) => {
      const headers = { 'X-Forwarded-For': `198.51.100.${network}` };
      crowd.use(await enter(room, {}, { ...server, headers }));
    };
    // Ten from one network are no raid.
    for (let count = 0; count < 10; count++) await come(1);
    await mo.pong();
    expect(shieldOf(mo)).toBeUndefined();
    for (let network = 2; network <= 10; network++) await come(network);
    await mo.hears('mode', ({ mode }) => mode.shield?.cause === 'joins');
    await does(mo, { do: 'shield', on: false });
    for (let network = 11; network <= 30; network++) await come(network);
    await mo.pong();
    expect(shieldOf(mo)).toBeUndefined();
  });
});
