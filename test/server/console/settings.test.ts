import { describe, expect, it } from 'vitest';
import type { AuditPage, ConsoleSettings, TrialVerdict } from '../../../protocol/console.ts';
import { startChatServer } from '../../support/chat-server.ts';
import { firstOwner, type Console } from '../../support/console.ts';
import { post } from '../../support/house.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

describe('permissions that are set live', () => {
  it('hold for the next message, and are told to those whom they concern', async () => {
    await using server = await startChatServer({ permissions: { link: 'guest' } });
    const olga = await firstOwner(server);
    const bo = await server.enter('Bo');
    bo.say(post('first'));
    await bo.next('accepted');
    const { json } = await olga.ask<ConsoleSettings>('PUT', '/rooms/lobby/permissions', { post: 'member' });
    expect(json.permissions.set).toEqual({ post: 'member' });
    expect([json.permissions.without.post, json.permissions.now.post]).toEqual(['guest', 'member']);
    const { may } = await bo.next('may');
    expect(may).not.toContain('post');
    expect(may).toContain('react');
    bo.say(post('second'));
    expect((await bo.next('refused')).code).toBe('not-allowed');
    await olga.ask('PUT', '/rooms/lobby/permissions', {});
    expect((await bo.next('may')).may).toContain('post');
    bo.say(post('third'));
    await bo.next('accepted');
  });

  it('are told to nobody who may the same as before', async () => {
    await using server = await startChatServer({ rooms: [{ name: 'lobby' }, { name: 'garden' }] });
    const olga = await firstOwner(server);
    const bo = await server.enter('Bo');
    await olga.ask('PUT', '/rooms/garden/permissions', { post: 'member' });
    await olga.ask('PUT', '/permissions', { pin: 'owner' });
    bo.say(post('hello'));
    await bo.next('accepted');
    expect(bo.all('may')).toEqual([]);
  });

  it('tell who is here to those who may know it from now on, and no more to those who may not', async () => {
    await using server = await startChatServer({ permissions: { roster: 'member' } });
    const olga = await firstOwner(server);
    const bo = await server.enter('Bo');
    expect(bo.all('welcome')[0]).not.toHaveProperty('here');
    await olga.ask('PUT', '/rooms/lobby/permissions', { roster: 'guest' });
    await bo.next('may');
    expect((await bo.next('presence')).here?.map(({ name }) => name)).toEqual(['Bo']);
    await olga.ask('PUT', '/rooms/lobby/permissions', { roster: 'member' });
    await bo.next('may');
    expect(await bo.next('presence')).toEqual({ type: 'presence', count: 1 });
  });

  it('have the room’s over those of all rooms, and a room’s in the configuration over the latter', async () => {
    await using server = await startChatServer({
      rooms: [{ name: 'lobby' }, { name: 'garden', permissions: { pin: 'guest' } }],
    });
    const olga = await firstOwner(server);
    await olga.ask('PUT', '/permissions', { pin: 'member', post: 'member' });
    const now = async (room: string) => {
      const { json } = await olga.ask<ConsoleSettings>('GET', `/rooms/${room}/settings`);
      return [json.permissions.now.pin, json.permissions.now.post];
    };
    expect(await now('lobby')).toEqual(['member', 'member']);
    expect(await now('garden')).toEqual(['guest', 'member']);
    await olga.ask('PUT', '/rooms/garden/permissions', { pin: 'owner' });
    expect(await now('garden')).toEqual(['owner', 'member']);
  });

  it('never keep an owner from anything', async () => {
    await using server = await startChatServer();
    const olga = await firstOwner(server);
    await olga.ask('PUT', '/permissions', { permissions: 'owner', staff: 'owner', settings: 'owner' });
    expect((await olga.ask('PUT', '/permissions', {})).status).toBe(200);
  });
});

describe('rules that are set live', () => {
  it('hold for the next message, in the place of the group that stands without', async () => {
    await using server = await startChatServer({ rules: { lines: 1, words: { block: ['spam'] } } });
    const olga = await firstOwner(server);
    const bo = await server.enter('Bo');
    const isRefused = async (text: string, draftId: string) => {
      const from = bo.texts.length;
      bo.say(post(text, draftId), { type: 'ping' });
      await bo.next('pong');
      while (!bo.messages.slice(from).some(({ type }) => type === 'accepted' || type === 'refused'))
        await bo.nextText();
      return bo.messages.slice(from).some(({ type }) => type === 'refused');
    };
    expect(await isRefused('spam', 'd1')).toBe(true);
    await olga.ask('PUT', '/rooms/lobby/rules', { words: { block: ['eggs'] }, lines: null });
    expect(await isRefused('spam', 'd2')).toBe(false);
    expect(await isRefused('eggs', 'd3')).toBe(true);
    expect(await isRefused('two\nlines', 'd4')).toBe(false);
    const { json } = await olga.ask<ConsoleSettings>('GET', '/rooms/lobby/settings');
    expect(json.rules).toEqual({
      without: { lines: 1, words: { block: ['spam'] } },
      set: { words: { block: ['eggs'] }, lines: null },
      now: { words: { block: ['eggs'] } },
    });
  });

  it('are there after a restart, and go back when nothing is set any more', async () => {
    using folder = temporaryFolder();
    const first = await startChatServer({ data: folder.path });
    const olga = await firstOwner(first);
    await olga.ask('PUT', '/rules', { words: { block: ['spam'] } });
    await olga.ask('PUT', '/rooms/lobby/permissions', { react: 'member' });
    await first.close();
    const second = await startChatServer({ data: folder.path });
    const bo = await second.enter('Bo');
    expect(bo.all('welcome')[0]!.may).not.toContain('react');
    bo.say(post('spam'));
    expect((await bo.next('refused')).code).toBe('word-blocked');
    const { token } = olga;
    const answer = await fetch(`${second.url}/console/api/rules`, {
      method: 'PUT',
      headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
      body: '{}',
    });
    expect(answer.status).toBe(200);
    bo.say(post('spam', 'again'));
    await bo.next('accepted');
    await second.close();
  });

  it('take a list of words as long as there may be, and no longer', async () => {
    await using server = await startChatServer();
    const olga = await firstOwner(server);
    const put = (block: readonly string[]) => olga.ask('PUT', '/rules', { words: { block } });
    const block = Array.from({ length: 10_000 }, (_, index) =>
      `${index}`.replaceAll('1', 'y').padStart(20, 'x'),
    );
    expect((await put(block)).status).toBe(200);
    expect(await put([...block, 'y'])).toMatchObject({ status: 400, json: { field: 'words.block' } });
    expect(await put([...block.slice(1), `${block[0]!}x`])).toMatchObject({
      status: 400,
      json: { field: 'words' },
    });
    expect((await put(block.map((word) => word + 'x'.repeat(90)))).status).toBe(413);
  });
});

describe('trying a text', () => {
  it('says what the rules would do, by role, also with rules that are not set', async () => {
    await using server = await startChatServer({ rules: { words: { mask: ['eggs'], hold: ['ham'] } } });
    const olga = await firstOwner(server);
    const mo = await olga.add('Mo');
    const triedBy = (who: Console) => async (body: object) =>
      (await who.ask<TrialVerdict>('POST', '/rooms/lobby/try', { role: 'guest', ...body })).json;
    const tried = triedBy(olga);
    const triedByMo = triedBy(mo);
    expect(await tried({ text: 'plain' })).toEqual({ verdict: 'publish', text: 'plain' });
    expect(await tried({ text: 'eggs!' })).toEqual({ verdict: 'publish', text: '••••!' });
    expect(await tried({ text: 'ham' })).toEqual({ verdict: 'hold', text: 'ham' });
    expect(await tried({ text: 'eggs', role: 'moderator' })).toEqual({ verdict: 'publish', text: 'eggs' });
    expect(await tried({ text: 'eggs', rules: { words: { block: ['eggs'] } } })).toMatchObject({
      verdict: 'refuse',
      code: 'word-blocked',
    });
    expect(await triedByMo({ text: ' ' })).toMatchObject({ verdict: 'refuse', code: 'text-empty' });
    expect(await triedByMo({ text: 'x'.repeat(2_001) })).toMatchObject({ code: 'text-too-long' });
    const { json } = await olga.ask<ConsoleSettings>('GET', '/rooms/lobby/settings');
    expect(json.rules.set).toEqual({});
  });

  it('takes no longer lists than can be set, and is soon enough for a while', async () => {
    await using server = await startChatServer();
    const mo = await (await firstOwner(server)).add('Mo');
    const tried = (rules: object) => mo.ask('POST', '/try', { text: 'hello', role: 'guest', rules });
    const many = Array.from({ length: 200 }, () => '\ufdfa'.repeat(60));
    expect(await tried({ words: { hold: many } })).toMatchObject({
      status: 400,
      json: { field: 'rules.words', sentence: expect.stringMatching(/: take out .+\.$/) as string },
    });
    const long = Array.from({ length: 10_000 }, () => 'x'.repeat(100));
    expect((await tried({ words: { block: long, hold: long } })).status).toBe(413);
    const answers = await Promise.all(Array.from({ length: 14 }, () => tried({})));
    const statuses = answers.map(({ status }) => status);
    expect([statuses[0], statuses.at(-1)]).toEqual([200, 429]);
    expect(statuses.filter((status) => status === 200).length).toBeLessThan(10);
  });
});

describe('retention', () => {
  it('is told by layers', async () => {
    await using server = await startChatServer({ retentionDays: 30 });
    const olga = await firstOwner(server);
    const kept = async (path: string) =>
      (await olga.ask<ConsoleSettings>('GET', `${path}/settings`)).json.retention;
    expect(await kept('/rooms/lobby')).toEqual({ without: 30, now: 30 });
    await olga.ask('PUT', '/retention', { days: null });
    expect(await kept('')).toEqual({ without: 30, set: null, now: null });
    expect(await kept('/rooms/lobby')).toEqual({ without: null, now: null });
    await olga.ask('PUT', '/rooms/lobby/retention', { days: 7 });
    expect(await kept('/rooms/lobby')).toEqual({ without: null, set: 7, now: 7 });
    await olga.ask('PUT', '/rooms/lobby/retention', {});
    expect(await kept('/rooms/lobby')).toEqual({ without: null, now: null });
  });
});

describe('what was set', () => {
  it('stands in the audit log of its room, with who did it', async () => {
    await using server = await startChatServer();
    const olga = await firstOwner(server);
    const mo = await olga.add('Mo');
    await olga.ask('PUT', '/rooms/lobby/rules', { lines: 3 });
    await olga.ask('PUT', '/permissions', { pin: 'member' });
    await olga.ask('DELETE', `/staff/${mo.session.you.id}`);
    const lines = async (path: string) => (await olga.ask<AuditPage>('GET', path)).json.audit;
    const by = olga.session.you.id;
    expect(await lines('/rooms/lobby/audit')).toMatchObject([{ by, act: 'rules' }]);
    expect((await lines('/audit')).map(({ act }) => act)).toEqual([
      'staff-revoked',
      'permissions',
      'signed-in',
      'staff-added',
      'signed-in',
    ]);
    expect(await lines(`/audit?whom=${mo.session.you.id}&act=staff-revoked`)).toMatchObject([{ by }]);
    const all = await lines('/audit');
    expect(await lines('/audit?limit=2')).toEqual(all.slice(0, 2));
    expect(await lines(`/audit?before=${all[1]!.id}`)).toEqual(all.slice(2));
    expect(await lines(`/audit?until=${all.at(-1)!.at}`)).toEqual([]);
    expect(await lines(`/audit?by=${mo.session.you.id}`)).toHaveLength(1);
  });
});
