// Section 4: members, whom a site signs in; and what guests may not be called.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { byHmac, goodClaims, issuer, audience, secret, tokenOf } from '../support/member-tokens.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { isPointed, ownerOf, ownServer, type OwnServer } from './own-server.ts';
import { enter, newRoom, Peer } from './peer.ts';

const token = (over: object = {}) => tokenOf(Date.now(), over);
const seconds = () => Math.floor(Date.now() / 1_000);

describe('a guest’s name', () => {
  it('NAME-4 is not that of somebody present, nor one that looks like it', async () => {
    const room = newRoom();
    using ann = await enter(room, { name: 'Ann' });
    for (const name of ['Ann', 'ANN', 'Аnn', 'Ａnn']) {
      using bo = await enter(room, { name });
      expect(bo.welcome.you.name).toMatch(/^Guest \d{4}$/);
      expect(bo.welcome.nameRefused).toEqual({
        code: 'name-taken',
        sentence: expect.stringMatching(/\.$/) as string,
      });
      bo.say({ type: 'rename', name: 'ann' });
      expect(await bo.hears('renamed')).toMatchObject({
        you: bo.welcome.you,
        nameRefused: { code: 'name-taken' },
      });
    }
    using tab = await enter(room, { name: 'ann', token: ann.welcome.token });
    expect(tab.welcome.you.name).toBe('ann');
    expect(tab.welcome).not.toHaveProperty('nameRefused');
  });
});

describe.skipIf(isPointed)('members', () => {
  let server: OwnServer;
  const folder = temporaryFolder();

  beforeAll(async () => {
    const file = join(folder.path, 'secret');
    writeFileSync(file, secret);
    server = await ownServer(
      '--room=lobby',
      '--room=garden',
      `--member-secret-file=${file}`,
      `--member-issuer=${issuer}`,
      `--member-audience=${audience}`,
      '--reserved-name=Admin',
    );
  });

  afterAll(async () => {
    await server[Symbol.asyncDispose]();
    folder[Symbol.dispose]();
  });

  const come = (said: string, room = 'lobby') => enter(room, { token: said }, { url: server.url });

  async function closeOf(said: string, room = 'lobby'): Promise<number> {
    using ann = new Peer(`/rooms/${room}`, { url: server.url });
    ann.say({ type: 'hello', token: said });
    const { code, reason } = await ann.closed;
    expect(reason).toMatch(/^[A-Z].*\.$/);
    expect(ann.texts).toEqual([]);
    return code;
  }

  it('MEMBER-1 are who says a token with two dots, and guests who say one with fewer', async () => {
    using ann = await come(token());
    using bo = await come('one.dot');
    expect([ann.welcome.you.role, bo.welcome.you.role]).toEqual(['member', 'guest']);
    expect(ann.welcome.token).toBe('');
    expect(await closeOf('one.two.three.four')).toBe(4001);
  });

  it('MEMBER-2 are signed by an algorithm of the chat’s keys, with nothing else in the header', async () => {
    const claims = goodClaims(Date.now());
    using ann = await come(byHmac({ alg: 'HS256', typ: 'JWT', kid: 'any' }, claims));
    expect(ann.welcome.you.name).toBe('Ann');
    for (const header of [{ alg: 'none' }, { alg: 'hs256' }, { alg: 'RS256' }, { alg: 'HS256', jku: 'x' }])
      expect(await closeOf(byHmac(header, claims))).toBe(4001);
    expect(await closeOf(token({ more: 'x'.repeat(4_096) }))).toBe(4001);
  });

  it('MEMBER-3 are who the claims say', async () => {
    const over = { role: 'owner', avatar: 'https://site.example/a.png', color: '#00aaff', more: { of: 1 } };
    using ann = await come(token({ ...over, aud: ['x', audience], name: '  Ann\u200b ' }));
    const { id } = ann.welcome.you;
    const { role, avatar, color } = over;
    expect(ann.welcome.you).toEqual({ id, name: 'Ann', role, avatar, color });
    using late = await come(token({ iat: seconds() - 100, exp: seconds() - 20 }));
    expect(late.welcome.you.id).toBe(id);
  });

  it('MEMBER-4 are not let in by a bad token, nor made guests of', async () => {
    for (const over of [
      { iss: 'x' },
      { aud: 'x' },
      { exp: undefined },
      { exp: seconds() + 7_200 },
      { iat: seconds() + 60 },
      { nbf: seconds() + 60 },
      { sub: '' },
      { name: '\u200b' },
      { role: 'guest' },
      { avatar: 'http://site.example' },
      { color: 'red' },
      { rooms: 'lobby' },
    ])
      expect(await closeOf(token(over)), JSON.stringify(over)).toBe(4001);
    expect(await closeOf(byHmac({ alg: 'HS256' }, { ...goodClaims(0) }, 'another'))).toBe(4001);
  });

  it('MEMBER-5 are asked for a fresh token where theirs is past', async () => {
    expect(await closeOf(token({ iat: 0, exp: seconds() - 60 }))).toBe(4300);
  });

  it('MEMBER-6 are let into the rooms of their token only', async () => {
    const said = token({ rooms: ['gar*'] });
    using ann = await come(said, 'garden');
    expect(ann.welcome.room).toBe('garden');
    expect(await closeOf(said)).toBe(4002);
  });

  it('MEMBER-7 have one id everywhere, which no guest can have, and the name of the token', async () => {
    using ann = await enter('lobby', { token: token(), name: 'Bo' }, { url: server.url });
    using elsewhere = await come(token({ name: 'Ann Lee' }), 'garden');
    using other = await come(token({ sub: '7' }));
    expect(elsewhere.welcome.you.id).toBe(ann.welcome.you.id);
    expect(other.welcome.you.id).not.toBe(ann.welcome.you.id);
    expect(ann.welcome.you.id).toContain('.');
    expect(ann.welcome.you.name).toBe('Ann');
    ann.say({ type: 'rename', name: 'Bo' });
    expect((await ann.hears('renamed')).you).toEqual(ann.welcome.you);
  });

  it('MEMBER-8 go when their token ends', async () => {
    using ann = await come(token({ iat: undefined, exp: seconds() - 27 }));
    expect(ann.welcome.expiresInMs).toBeGreaterThan(0);
    expect(ann.welcome.expiresInMs).toBeLessThanOrEqual(3_000);
    expect((await ann.closed).code).toBe(4300);
  });

  it('RENEW-1 may say a fresh token, from which on they are who that says', async () => {
    using ann = await come(token({ role: 'owner' }));
    expect(ann.welcome.capabilities).toContain('renew');
    ann.say({ type: 'renew', token: token({ name: 'Ann Lee', exp: seconds() + 1_200 }) });
    const renewed = await ann.hears('renewed');
    expect(renewed.you).toEqual({ id: ann.welcome.you.id, name: 'Ann Lee', role: 'member' });
    expect(renewed.expiresInMs).toBeGreaterThan(ann.welcome.expiresInMs!);
    expect(ann.welcome.may).toContain('ban');
    expect(renewed.may).toContain('post');
    expect(renewed.may).not.toContain('ban');
    await ann.post('hello');
    expect(ann.entries.at(-1)!.from).toEqual(renewed.you);
  });

  it('RENEW-2 may say none that is bad, past, for other rooms, or another’s', async () => {
    for (const [over, code] of [
      [{ aud: 'x' }, 4001],
      [{ iat: 0, exp: 1 }, 4300],
      [{ rooms: ['garden'] }, 4002],
      [{ sub: '7' }, 4001],
    ] as const) {
      using ann = await come(token());
      ann.say({ type: 'renew', token: token(over) });
      expect((await ann.closed).code).toBe(code);
    }
    using guest = await enter('lobby', {}, { url: server.url });
    guest.say({ type: 'renew', token: token() });
    expect((await guest.closed).code).toBe(4001);
  });

  it('RENEW-3 renew one at a time', async () => {
    using ann = await come(token());
    ann.say({ type: 'renew', token: token() }, { type: 'renew', token: token() });
    expect((await ann.closed).code).toBe(4103);
  });

  it('NAME-4 keep their names from guests while they are away, if they keep the chat; and so the owner’s', async () => {
    using staff = await come(token({ name: 'Zoë', role: 'moderator' }));
    staff.leave();
    await staff.closed;
    for (const name of ['Zoe ★', 'Аdmin']) {
      using guest = await enter('lobby', { name }, { url: server.url });
      expect(guest.welcome.nameRefused?.code).toBe('name-reserved');
    }
  });
});

describe.skipIf(isPointed)('those who keep the chat from its console', () => {
  it('MEMBER-9 come in by the server’s own tokens, under one id, and are out at once when they are revoked', async () => {
    await using own = await ownServer();
    const owner = await ownerOf(own);
    const { token: theirs, session } = await owner.add('Mo');
    const header = JSON.parse(Buffer.from(theirs.split('.')[0]!, 'base64url').toString()) as object;
    expect(header).toMatchObject({ kid: 'ws-chat-console' });
    using mo = await enter('lobby', { token: theirs }, own);
    expect(mo.welcome.you).toEqual({ id: session.you.id, name: 'Mo', role: 'moderator' });
    using bo = await enter('lobby', {}, own);
    await owner.ask('DELETE', `/staff/${session.you.id}`);
    expect((await mo.closed).code).toBe(4001);
    using again = new Peer('/rooms/lobby', own);
    again.say({ type: 'hello', token: theirs }, { type: 'post', draftId: 'late', text: 'late' });
    expect((await again.closed).code).toBe(4001);
    expect(await bo.post('first')).toBe(1);
  });
});
