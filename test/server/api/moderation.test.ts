import { describe, expect, it } from 'vitest';
import type { AuditPage } from '../../../protocol/console.ts';
import { closeCodes } from '../../../protocol/close-codes.ts';
import type { MessageEntry, RoomMode } from '../../../protocol/server-messages.ts';
import type { Room } from '../../../server/api/answers.ts';
import { firstOwner } from '../../support/console.ts';
import { post } from '../../support/house.ts';
import { askRest, keyFor, startRest, type RestServer } from '../../support/rest.ts';

async function createRoom() {
  const server = await startRest();
  const ann = await server.enter('Ann');
  const bo = await server.enter('Bo');
  const { id } = bo.all('welcome')[0]!.you;
  const act = (deed: string, body?: object) => server.post(`/rooms/lobby/people/${id}/${deed}`, body);
  return {
    ...{ server, ann, bo, id, act },
    async [Symbol.asyncDispose]() {
      await server[Symbol.asyncDispose]();
    },
  };
}

const modeOf = async (server: RestServer) => (await server.get<Room>('/rooms/lobby')).json.mode;

describe('a mute by a program', () => {
  it('holds for the very next message, and is lifted again', async () => {
    await using room = await createRoom();
    const { bo, act } = room;
    expect((await act('mute', { forMs: 60_000, why: 'shouting' })).status).toBe(204);
    bo.say(post('first'));
    expect((await bo.next('refused')).code).toBe('muted');
    expect((await act('unmute')).status).toBe(204);
    bo.say(post('second'));
    await bo.next('accepted');
  });

  it('in the shadow tells its subject nothing, and nobody sees what they write', async () => {
    await using room = await createRoom();
    const { ann, bo, act, server } = room;
    await act('mute', { shadow: true });
    bo.say(post('unseen'));
    await bo.next('accepted');
    await server.post('/rooms/lobby/messages', { text: 'seen' });
    expect((await ann.next('message')).text).toBe('seen');
  });

  it('is in the audit log, with the key that did it and why', async () => {
    await using room = await createRoom();
    const { server, act, id } = room;
    await act('mute', { why: 'shouting' });
    const olga = await firstOwner(server);
    const { json } = await olga.ask<AuditPage>('GET', '/rooms/lobby/audit');
    expect(json.audit).toMatchObject([{ by: 'bot:robot', act: 'mute', whom: id, why: 'shouting' }]);
  });
});

describe('a ban by a program', () => {
  it('sends somebody off, and is lifted again', async () => {
    await using room = await createRoom();
    const { server, bo, act } = room;
    const { token } = bo.all('welcome')[0]!;
    expect((await act('ban')).status).toBe(204);
    expect((await bo.closed).code).toBe(closeCodes.banned);
    const back = server.connect();
    back.say({ type: 'hello', token });
    expect((await back.closed).code).toBe(closeCodes.banned);
    expect((await act('unban')).status).toBe(204);
    await server.enter('Bo', { token });
  });

  it('keeps out the network, too, where that is asked for', async () => {
    await using room = await createRoom();
    const { server, act } = room;
    await act('ban', { network: 'narrow' });
    const eve = server.connect();
    eve.say({ type: 'hello', name: 'Eve' });
    expect((await eve.closed).code).toBe(closeCodes.banned);
    expect((await server.post('/rooms/lobby/messages', { text: 'still here' })).status).toBe(201);
  });
});

describe('what a program does in a room', () => {
  it('sends somebody off who may come back', async () => {
    await using room = await createRoom();
    const { server, bo, act } = room;
    await act('kick');
    expect((await bo.closed).code).toBe(closeCodes.kicked);
    await server.enter('Bo');
  });

  it('takes a message back once, for everybody', async () => {
    await using room = await createRoom();
    const { server, ann, bo } = room;
    bo.say(post('a word too much'));
    const { seq } = await bo.next('accepted');
    const { status, json } = await server.post<{ seq: number }>(`/rooms/lobby/messages/${seq}/remove`);
    expect([status, json]).toEqual([200, { seq: seq + 1 }]);
    expect(await ann.next('removal')).toMatchObject({ ref: seq, from: { role: 'moderator' } });
    const again = await server.post(`/rooms/lobby/messages/${seq}/remove`);
    expect([again.status, again.json.type]).toEqual([404, 'urn:ws-chat:problem:not-found']);
    expect((await server.get('/rooms/lobby/messages')).text).not.toContain('too much');
  });

  it('closes it, and opens it again', async () => {
    await using room = await createRoom();
    const { server, ann, bo } = room;
    const closed = await server.post<{ mode: RoomMode }>('/rooms/lobby/close', {
      message: 'Back at nine.',
      forMs: 60_000,
    });
    expect(closed.json.mode.paused).toMatchObject({ message: 'Back at nine.' });
    expect((await ann.next('mode')).mode).toEqual(closed.json.mode);
    bo.say(post('first'));
    expect((await bo.next('refused')).code).toBe('paused');
    expect((await server.post('/rooms/lobby/messages', { text: 'robots wait, too' })).json.type).toBe(
      'urn:ws-chat:problem:paused',
    );
    expect((await server.post<{ mode: RoomMode }>('/rooms/lobby/open')).json.mode).toEqual({});
    bo.say(post('second'));
    await bo.next('accepted');
  });

  it('changes one part of how it is kept, and leaves the rest', async () => {
    await using room = await createRoom();
    const { server } = room;
    await server.post('/rooms/lobby/close', { message: 'Back at nine.', forMs: 600_000 });
    const before = await modeOf(server);
    await server.post('/rooms/lobby/slow-mode', { seconds: 30 });
    const { slowSeconds, paused } = await modeOf(server);
    expect(slowSeconds).toBe(30);
    expect(paused).toMatchObject({ message: 'Back at nine.' });
    expect(Math.abs(paused!.until! - before.paused!.until!)).toBeLessThanOrEqual(1);
    await server.post('/rooms/lobby/open');
    expect(await modeOf(server)).toEqual({ slowSeconds: 30 });
    await server.post('/rooms/lobby/slow-mode', { seconds: 0 });
    expect(await modeOf(server)).toEqual({});
  });

  it('ends where moderators silence it', async () => {
    await using room = await createRoom();
    const { server, id } = room;
    const olga = await firstOwner(server);
    const keeper = server.connect();
    keeper.say({ type: 'hello', token: olga.token });
    for (const [deed, kind] of [
      ['mute', 'muted'],
      ['ban', 'banned'],
    ] as const) {
      keeper.say({ type: 'moderate', draftId: deed, act: { do: deed, who: 'bot:robot' } });
      await keeper.next('moderated');
      for (const { json } of [
        await server.post('/rooms/lobby/messages', { text: 'hello' }),
        await server.post(`/rooms/lobby/people/${id}/kick`),
        await server.post('/rooms/lobby/open'),
      ])
        expect([json.status, json.type]).toEqual([403, `urn:ws-chat:problem:${kind}`]);
    }
  });

  it('is seen by nobody from the shadow, and not told so', async () => {
    await using room = await createRoom();
    const { server, ann } = room;
    const olga = await firstOwner(server);
    const keeper = server.connect();
    keeper.say({ type: 'hello', token: olga.token });
    keeper.say({ type: 'moderate', draftId: 'm1', act: { do: 'mute', who: 'bot:robot', shadow: true } });
    await keeper.next('moderated');
    const { status, json } = await server.post<MessageEntry>('/rooms/lobby/messages', { text: 'unseen' });
    expect([status, json.text, json.from.id]).toEqual([201, 'unseen', 'bot:robot']);
    keeper.say(post('seen'));
    expect((await ann.next('message')).text).toBe('seen');
    expect((await server.get('/rooms/lobby/messages')).text).not.toContain('unseen');
  });

  it('reaches nobody of a moderator’s rank', async () => {
    await using room = await createRoom();
    const { server } = room;
    const olga = await firstOwner(server);
    const keeper = server.connect();
    keeper.say({ type: 'hello', token: olga.token });
    const { you } = await keeper.next('welcome');
    const { status, json } = await server.post(`/rooms/lobby/people/${encodeURIComponent(you.id)}/ban`);
    expect([status, json.type]).toEqual([403, 'urn:ws-chat:problem:outranked']);
  });

  it('is no more than the matrix leaves to moderators', async () => {
    await using server = await startRest({ permissions: { ban: 'owner' } });
    const bo = await server.enter('Bo');
    const path = `/rooms/lobby/people/${bo.all('welcome')[0]!.you.id}`;
    expect((await server.post(`${path}/ban`)).json.type).toBe('urn:ws-chat:problem:not-allowed');
    expect((await server.post(`${path}/mute`)).status).toBe(204);
  });

  it('has bounds', async () => {
    await using room = await createRoom();
    const { server, act } = room;
    for (const [answer, field] of [
      [await act('mute', { forMs: 9_999 }), 'forMs'],
      [await act('ban', { forMs: 31_622_400_001 }), 'forMs'],
      [await act('kick', { why: 'x'.repeat(501) }), 'why'],
      [await server.post('/rooms/lobby/slow-mode', { seconds: 21_601 }), 'seconds'],
      [await server.post('/rooms/lobby/close', { message: 'x'.repeat(501) }), 'message'],
      [await server.post('/rooms/lobby/messages/0/remove'), 'seq'],
    ] as const)
      expect([answer.status, answer.json.field]).toEqual([400, field]);
  });

  it('takes a key with the scope, and not one that may only write', async () => {
    const writer = keyFor('writer', ['posts:write']);
    await using server = await startRest({ apiKeys: [writer] });
    const { status, json } = await askRest(server, 'POST', '/rooms/lobby/open', { secret: writer.secret });
    expect([status, json.scope]).toEqual([403, 'moderation:write']);
  });
});
