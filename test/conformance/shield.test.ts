// Section 22: the raid shield, the work of newcomers, and bans of many at once.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Refused } from '../../protocol/server-messages.ts';
import { audience, issuer, secret, tokenOf } from '../support/member-tokens.ts';
import { solve } from '../support/solve.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { isPointed, ownServer, type OwnServer } from './own-server.ts';
import { enter, newDraftId, newRoom, type Peer } from './peer.ts';
import { hasPython, strangerIn } from './stranger-process.ts';

/** Little work, for Node’s digest and for Python’s. */
const shield = { auto: false, work: 200 };

describe.skipIf(isPointed)('a room under its shield', () => {
  let server: OwnServer;
  const folder = temporaryFolder();

  beforeAll(async () => {
    const file = join(folder.path, 'secret');
    writeFileSync(file, secret);
    server = await ownServer(
      '--room=page*',
      '--room=quiet',
      `--shield=${JSON.stringify(shield)}`,
      `--member-secret-file=${file}`,
      `--member-issuer=${issuer}`,
      `--member-audience=${audience}`,
    );
  });

  afterAll(async () => {
    await server[Symbol.asyncDispose]();
    folder[Symbol.dispose]();
  });

  const pageRoom = () => `page-${newRoom()}`.slice(0, 64);
  const moderator = (room: string) =>
    enter(room, { token: tokenOf(Date.now(), { role: 'moderator', name: 'Mo' }) }, server);

  async function does(who: Peer, act: object) {
    const draftId = newDraftId();
    who.say({ type: 'moderate', draftId, act });
    return who.hears('moderated', (moderated) => moderated.draftId === draftId);
  }

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
