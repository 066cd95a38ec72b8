// Section 22: who may do what, rules for texts, and what everybody meets who keeps no room.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { hookSecret, startHook } from '../support/hook-server.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { enter, newDraftId, newRoom, react, taken } from './peer.ts';
import { isPointed, ownerOf, ownServer } from './own-server.ts';

describe('everybody', () => {
  it('PERM-2 is told what they may do', async () => {
    using ann = await enter(newRoom());
    expect(ann.welcome.may).toContain('post');
    expect(ann.welcome.may).not.toContain('ban');
  });

  it('MODE-1 is told nothing of a mode while the room is open', async () => {
    using ann = await enter(newRoom());
    expect(ann.welcome).not.toHaveProperty('mode');
  });

  it.each([
    { do: 'remove-all', who: 'somebody', since: 0 },
    { do: 'ban', who: 'somebody', network: 'wide' },
    { do: 'mode', mode: { paused: { message: 'Lunch.' } } },
    { do: 'list', of: 'audit' },
  ])('MOD-1 is answered who asks for $do and may not', async (act) => {
    const room = newRoom();
    using ann = await enter(room);
    using bo = await enter(room);
    await bo.post('here');
    expect(await ann.act({ type: 'moderate', act })).toMatchObject({ code: 'not-allowed', kind: 'final' });
    expect(await bo.post('still here')).toBe(2);
  });
});

describe('a report', () => {
  it('REPORT-1 is answered once it is kept, and again when it comes again', async () => {
    const room = newRoom();
    using ann = await enter(room);
    using bo = await enter(room);
    const ref = await bo.post('something bad');
    for (const reason of ['abuse', 'other']) {
      const draftId = newDraftId();
      ann.say({ type: 'report', draftId, ref, reason, text: 'He threatens me.' });
      await ann.hears('reported', (reported) => reported.draftId === draftId);
    }
    await bo.pong();
    expect(bo.texts.join()).not.toContain('threatens');
    expect([ann, bo].flatMap((who) => who.all('waiting'))).toEqual([]);
  });

  it('REPORT-2 is of somebody else’s message that is there', async () => {
    const room = newRoom();
    using ann = await enter(room);
    const ref = await ann.post('mine');
    expect(await ann.act({ type: 'report', ref, reason: 'spam' })).toMatchObject({ code: 'not-allowed' });
    expect(await ann.act({ type: 'report', ref: 99, reason: 'spam' })).toMatchObject({ code: 'not-found' });
  });
});

describe.skipIf(isPointed)('a server with a matrix and rules of its owner', () => {
  it('PERM-1 lets no role do what was left to a higher one', async () => {
    await using server = await ownServer('--permissions={"react":"member","reply":"moderator"}');
    using ann = await enter('lobby', {}, server);
    const ref = await ann.post('hello');
    expect(await ann.act({ type: 'react', ref, emoji: '🎈', on: true })).toMatchObject({
      code: 'not-allowed',
    });
    expect(await ann.act({ type: 'post', text: 'hello', replyTo: ref })).toMatchObject({
      code: 'not-allowed',
    });
    expect(ann.welcome.may).not.toContain('react');
  });

  it('PERM-3 tells nothing of before to who may not read back', async () => {
    await using server = await ownServer('--permissions={"history":"member"}');
    using ann = await enter('lobby', {}, server);
    await ann.post('before');
    using bo = await enter('lobby', { since: { epoch: ann.welcome.epoch, seq: 0 } }, server);
    expect(bo.welcome).toMatchObject({ resumed: false, why: 'fresh', entries: [], more: false, head: 1 });
    expect(await bo.page({ after: 0 })).toMatchObject({ entries: [], more: false });
    await ann.post('after');
    expect(await bo.entry(2)).toMatchObject({ text: 'after' });
    expect(bo.texts.join()).not.toContain('before');
  });

  it('PERM-4 tells no names to who may not know who is here', async () => {
    await using server = await ownServer('--permissions={"roster":"member"}');
    using ann = await enter('lobby', { name: 'Ann' }, server);
    using bo = await enter('lobby', { name: 'Bo' }, server);
    expect(bo.welcome).not.toHaveProperty('here');
    const { count, ...names } = await ann.hears('presence', (presence) => presence.count === 2);
    expect([count, names]).toEqual([2, { type: 'presence' }]);
    bo.say({ type: 'typing', on: true });
    expect((await ann.hears('typing')).who).toEqual([]);
  });

  it('PERM-5 keeps the name of who may not change it', async () => {
    await using server = await ownServer('--permissions={"rename":"member"}');
    using ann = await enter('lobby', { name: 'Ann' }, server);
    ann.say({ type: 'rename', name: 'The owner' });
    expect((await ann.hears('renamed')).you.name).toBe('Ann');
  });

  it('PERM-6 tells at once who may something else, all of it, and knows who may be told names', async () => {
    await using server = await ownServer();
    using ann = await enter('lobby', { name: 'Ann' }, server);
    const owner = await ownerOf(server);
    const set = (permissions: object) => owner.ask('PUT', '/rooms/lobby/permissions', permissions);
    const everything = [...ann.welcome.may!].sort();
    const ref = await ann.post('hello');

    await set({ react: 'member', roster: 'member' });
    const { may } = await ann.hears('may');
    expect([...may].sort()).toEqual(everything.filter((name) => name !== 'react' && name !== 'roster'));
    await ann.hears('presence', (presence) => presence.count === 1 && Object.keys(presence).length === 2);
    expect(await ann.act({ type: 'react', ref, emoji: '🎈', on: true })).toMatchObject({
      code: 'not-allowed',
    });

    let past = ann.texts.length;
    await set({});
    expect([...(await ann.hears('may', undefined, past)).may].sort()).toEqual(everything);
    await ann.hears('presence', ({ here }) => here?.[0]?.name === 'Ann', past);
    await react(ann, ref, '🎈');

    // What changes nothing for her is nothing to tell her.
    past = ann.texts.length;
    await set({ ban: 'owner' });
    await ann.pong();
    expect(ann.heard.slice(past).filter(({ type }) => type === 'may')).toEqual([]);
  });

  it('RULE-1 refuses, masks, and knows a draft that comes again', async () => {
    const rules = { words: { block: ['casino'], mask: ['darn'] }, lines: 2, repeats: { times: 1 } };
    await using server = await ownServer('--post-burst=100', `--rules=${JSON.stringify(rules)}`);
    using ann = await enter('lobby', {}, server);
    expect(await ann.act({ type: 'post', text: 'to the C4SIN0' })).toMatchObject({ code: 'word-blocked' });
    expect(await ann.act({ type: 'post', text: 'a\nb\nc' })).toMatchObject({ code: 'too-many-lines' });
    const draft = { type: 'post', draftId: newDraftId(), text: 'Darn it' };
    const seq = taken(await ann.act(draft));
    expect(await ann.entry(seq)).toMatchObject({ text: '•••• it' });
    expect(taken(await ann.act(draft))).toBe(seq);
    expect(await ann.act({ type: 'post', text: 'darn, it!' })).toMatchObject({ code: 'repeated' });
    expect(await ann.act({ type: 'edit', ref: seq, text: 'Casino' })).toMatchObject({ code: 'word-blocked' });
  });

  it('REPORT-3 keeps no more than twenty of one person', async () => {
    await using server = await ownServer('--post-burst=100');
    using ann = await enter('lobby', {}, server);
    using bo = await enter('lobby', {}, server);
    for (let ref = 1; ref <= 21; ref++) await bo.post(`bad ${ref}`);
    for (let ref = 1; ref <= 20; ref++)
      ann.say({ type: 'report', draftId: newDraftId(), ref, reason: 'spam' });
    await ann.sees(() => ann.all('reported').length === 20 || undefined);
    expect(await ann.act({ type: 'report', ref: 21, reason: 'spam' })).toMatchObject({ code: 'too-many' });
  });

  it('HOOK-1 asks the owner’s own program last, and goes on without it as the owner chose', async () => {
    await using hook = await startHook(({ said: { act } }) =>
      act.text === 'hello'
        ? { verdict: 'edit', text: 'Hello!' }
        : { verdict: 'refuse', sentence: 'Not here.' },
    );
    using folder = temporaryFolder();
    const secretFile = join(folder.path, 'secret');
    writeFileSync(secretFile, hookSecret);
    const { url, onFailure, allowPrivate } = hook.settings();
    await using server = await ownServer(
      `--hook=${JSON.stringify({ url, onFailure, allowPrivate, secretFile })}`,
      '--rules={"lines":1}',
    );
    using ann = await enter('lobby', {}, server);
    expect(await ann.entry(await ann.post('hello'))).toMatchObject({ text: 'Hello!' });
    expect(await ann.act({ type: 'post', text: 'a\nb' })).toMatchObject({ code: 'too-many-lines' });
    expect(await ann.act({ type: 'post', text: 'bye' })).toMatchObject({
      code: 'not-wanted',
      kind: 'final',
      sentence: 'Not here.',
    });
    await hook[Symbol.asyncDispose]();
    expect(await ann.act({ type: 'post', text: 'hello again' })).toMatchObject({
      code: 'unchecked',
      kind: 'retry',
    });
  });

  it('HOLD-1 keeps what has to be looked at, and shows it to nobody', async () => {
    await using server = await ownServer('--rules={"words":{"hold":["lawyer"]}}');
    using ann = await enter('lobby', {}, server);
    const draft = { type: 'post', draftId: newDraftId(), text: 'Ask my lawyer' };
    for (let count = 0; count < 2; count++)
      expect(await ann.act(draft)).toMatchObject({ code: 'held', kind: 'final' });
    expect(await ann.post('hello')).toBe(1);
  });
});
