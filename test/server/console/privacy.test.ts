// What must not be on the disk is looked for in its bytes: the database, what is beside it, everything in the folder.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Erased, StaffLink } from '../../../protocol/console.ts';
import { startChatServer, type RunningServer } from '../../support/chat-server.ts';
import { firstOwner, keyOf } from '../../support/console.ts';
import { post } from '../../support/house.ts';
import { JumpingClock } from '../../support/jumping-clock.ts';
import { until } from '../../support/until.ts';

const dayMs = 24 * 60 * 60 * 1_000;

/** Names of the files in the data folder that hold this, as text or as the bytes of an address. */
function filesWith({ data }: RunningServer, words: string | Buffer): readonly string[] {
  return readdirSync(data).filter((name) => {
    const isFile = !name.endsWith('.sock');
    return isFile && readFileSync(join(data, name)).includes(words);
  });
}

describe('on the disk', () => {
  it('there is no address of anybody: neither of who wrote, nor of who was banned with their network', async () => {
    await using server = await startChatServer({ trustedProxies: 1 });
    const olga = await firstOwner(server);
    const headers = { 'X-Forwarded-For': '203.0.113.77' };
    const bo = server.connect({ headers });
    bo.say({ type: 'hello', name: 'Bo' }, post('hello'));
    await bo.next('accepted');
    const six = server.connect({ headers: { 'X-Forwarded-For': '2001:db8:77:88::1' } });
    six.say({ type: 'hello', name: 'Six' }, post('hello'));
    await six.next('accepted');
    const client = server.connect();
    client.say({ type: 'hello', token: olga.token });
    for (const [index, who] of [bo, six].entries()) {
      const { id } = who.all('welcome')[0]!.you;
      client.say({ type: 'moderate', draftId: `d${index}`, act: { do: 'ban', who: id, network: 'wide' } });
      await client.next('moderated');
    }
    expect(filesWith(server, 'network:')).not.toEqual([]);
    for (const trace of [
      '203.0.113',
      '2001:db8',
      '127.0.0.1',
      Buffer.from([203, 0, 113, 77]),
      Buffer.from('20010db800770088', 'hex'),
    ])
      expect([trace, filesWith(server, trace)]).toEqual([trace, []]);
    await server.close();
    expect(filesWith(server, '203.0.113')).toEqual([]);
    expect(filesWith(server, '2001:db8')).toEqual([]);
  });

  it('there is no key, renewal or token that would let anybody in', async () => {
    await using server = await startChatServer();
    const olga = await firstOwner(server);
    const { json } = await olga.ask<StaffLink>('POST', '/staff', { name: 'Mo', role: 'moderator' });
    for (const secret of [keyOf(json.link), olga.session.renewal, olga.token])
      expect(filesWith(server, secret)).toEqual([]);
    expect(filesWith(server, 'Olga')).not.toEqual([]);
  });

  it('there is no word, name or id left of who was erased from the console', async () => {
    await using server = await startChatServer({ postBurst: 100, rules: { words: { hold: ['lawyer'] } } });
    const olga = await firstOwner(server);
    const ann = await server.enter('Ann');
    ann.say(post('hello', 'a1'));
    await ann.next('accepted');
    const bo = await server.enter('Plugh');
    const { id } = bo.all('welcome')[0]!.you;
    bo.say(...Array.from({ length: 50 }, (_, index) => post(`frobozz ${index}`, `d${index}`)));
    while (bo.all('accepted').length < 50) await bo.next('accepted');
    // What waits, what they reported, and what somebody brought back, is theirs too.
    bo.say(post('frobozz lawyer', 'h1'), {
      type: 'report',
      draftId: 'p1',
      ref: 1,
      reason: 'spam',
      text: 'frobozz said so',
    });
    await bo.next('reported');
    const client = server.connect();
    client.say({ type: 'hello', token: olga.token }, { type: 'remove', draftId: 'r1', ref: 2 });
    await client.next('accepted');
    client.say(
      { type: 'moderate', draftId: 'u1', act: { do: 'undo', of: 'r1' } },
      { type: 'moderate', draftId: 'd1', act: { do: 'mute', who: id, why: 'noise' } },
    );
    while (client.all('moderated').length < 2) await client.next('moderated');
    expect(readdirSync(server.data)).toContain('log.sqlite-wal');
    const found = () => ['frobozz', 'Plugh', id].filter((word) => filesWith(server, word).length > 0);
    expect(found()).toEqual(['frobozz', 'Plugh', id]);
    const { json } = await olga.ask<Erased>('DELETE', `/people/${id}`);
    expect(json.count).toBe(50);
    expect(found()).toEqual([]);
    expect((await bo.closed).code).toBe(4202);
  });

  it('there is no name left of who kept the chat and was erased; they are out', async () => {
    await using server = await startChatServer();
    const olga = await firstOwner(server);
    const mo = await olga.add('Xyzzy');
    const { id } = mo.session.you;
    expect(filesWith(server, 'Xyzzy')).not.toEqual([]);
    await olga.ask('DELETE', `/people/${id}`);
    expect(filesWith(server, 'Xyzzy')).toEqual([]);
    expect((await mo.ask('GET', '/session')).status).toBe(401);
  });

  it('there is no word left of what grew too old, whether the console or the configuration says so', async () => {
    const clock = new JumpingClock();
    await using server = await startChatServer(
      { postBurst: 100, retentionDays: 30, rooms: [{ name: 'lobby' }, { name: 'garden' }] },
      clock,
    );
    const olga = await firstOwner(server);
    for (const [room, word] of [
      ['lobby', 'frobozz'],
      ['garden', 'xyzzy'],
    ] as const) {
      const bo = server.connect({ path: `/rooms/${room}` });
      bo.say({ type: 'hello' });
      await bo.next('welcome');
      bo.say(...Array.from({ length: 50 }, (_, index) => post(`${word} ${index}`, `d${index}`)));
      while (bo.all('accepted').length < 50) await bo.next('accepted');
    }
    const found = () => ['frobozz', 'xyzzy'].filter((word) => filesWith(server, word).length > 0);
    expect(found()).toEqual(['frobozz', 'xyzzy']);
    await olga.ask('PUT', '/rooms/garden/retention', { days: 1 });
    clock.jump(2 * dayMs);
    await until('the garden is empty', () => (found().includes('xyzzy') ? undefined : true));
    expect(found()).toEqual(['frobozz']);
    clock.jump(30 * dayMs);
    await until('the lobby is empty', () => (found().length > 0 ? undefined : true));
  });

  it('there is no text left that was removed', async () => {
    await using server = await startChatServer();
    const bo = await server.enter('Bo');
    bo.say(post('frobozz', 'd1'));
    await bo.next('accepted');
    bo.say({ type: 'remove', draftId: 'r1', ref: 1 });
    await bo.next('accepted');
    await server.close();
    expect(filesWith(server, 'frobozz')).toEqual([]);
  });
});
