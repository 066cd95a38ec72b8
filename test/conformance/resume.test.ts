// Section 8: coming back, whole or from the newest entries.
import { cpSync, rmSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Entry } from '../../protocol/server-messages.ts';
import { enter, newDraftId, newRoom, taken, type Peer } from './peer.ts';
import { isPointed, ownServer } from './own-server.ts';

/** Posts so many at once; resolves with all entries of the room, which held none before. */
async function filled(peer: Peer, count: number): Promise<Entry[]> {
  for (let from = peer.entries.length; from < count; from += 200) {
    const step = Math.min(200, count - from);
    peer.say(
      ...Array.from({ length: step }, (_, index) => ({
        type: 'post',
        draftId: newDraftId(),
        text: `${from + index + 1}`,
      })),
    );
    await peer.entry(from + step);
  }
  return peer.entries;
}

/** Past what a resume brings back; by two, so that neither writes more at once than is taken from one. */
async function filledFar(room: string, peer: Peer): Promise<Entry[]> {
  using other = await enter(room);
  const half = 550;
  await filled(peer, half);
  other.say(...Array.from({ length: half }, () => ({ type: 'post', draftId: newDraftId(), text: 'and on' })));
  await peer.entry(2 * half);
  return peer.entries;
}

/** What a client says that holds entries up to `seq`. */
function holding(epoch: string, entries: readonly Entry[], seq: number) {
  const tail = entries.slice(Math.max(0, seq - 8), seq).map(({ draftId }) => draftId);
  return { since: { epoch, seq, tail } };
}

describe('a resume', () => {
  it.each([
    ['a short absence', 20, 12],
    ['no absence', 20, 20],
    ['an absence from the beginning', 20, 0],
    ['a long absence', 290, 5],
    ['more than is held ready', 620, 10],
  ])('RESUME-2 after %s goes on without a hole', async (_, count, seq) => {
    const room = newRoom();
    using ann = await enter(room);
    const entries = await filled(ann, count);
    using bo = await enter(room, holding(ann.welcome.epoch, entries, seq));
    await bo.sees(() => bo.entries.length >= count - seq || undefined);
    expect(bo.welcome).toMatchObject({ resumed: true, head: count });
    expect(bo.welcome).not.toHaveProperty('why');
    expect(bo.welcome).not.toHaveProperty('more');
    expect(bo.entries).toEqual(entries.slice(seq));
    await ann.post('next');
    expect(await bo.entry(count + 1)).toMatchObject({ text: 'next' });
  });

  it('RESUME-2 goes on while others write', async () => {
    const room = newRoom();
    using ann = await enter(room);
    const entries = await filled(ann, 290);
    const more = Array.from({ length: 60 }, () => ({ type: 'post', draftId: newDraftId(), text: 'more' }));
    ann.say(...more.slice(0, 30));
    using bo = await enter(room, holding(ann.welcome.epoch, entries, 20));
    ann.say(...more.slice(30));
    await Promise.all([ann.entry(350), bo.entry(350)]);
    expect(bo.entries).toEqual(ann.entries.slice(20));
  });

  it('RESUME-3 starts anew as fresh, epoch, ahead, fork or too-far, with the newest entries', async () => {
    const room = newRoom();
    using ann = await enter(room);
    const entries = await filledFar(room, ann);
    const { epoch } = ann.welcome;
    const { tail } = holding(epoch, entries, 1_100).since;
    for (const [why, since] of [
      ['fresh', undefined],
      ['epoch', { epoch: 'another', seq: 1_100, tail }],
      ['epoch', { epoch: 'another', seq: 9_000 }],
      ['ahead', { epoch, seq: 1_101 }],
      ['ahead', { epoch, seq: 9_000, tail: ['a'] }],
      ['fork', { epoch, seq: 1_100, tail: [...tail.slice(0, 7), 'not-this-one'] }],
      ['fork', { epoch, seq: 1_100, tail: ['not-this-one', ...tail.slice(1)] }],
      ['fork', { epoch, seq: 800, tail: ['not-this-one'] }],
      ['fork', { epoch, seq: 300, tail: ['not-this-one'] }],
      ['too-far', { epoch, seq: 99 }],
      ['too-far', { epoch, seq: 0 }],
    ] as const) {
      using bo = await enter(room, { history: 7, since });
      expect([since, bo.welcome]).toMatchObject([since, { resumed: false, why, more: true, head: 1_100 }]);
      expect(bo.welcome.entries).toEqual(entries.slice(-7));
    }
  });

  it('RESUME-5 compares nothing without a tail', async () => {
    const room = newRoom();
    using ann = await enter(room);
    await filled(ann, 5);
    for (const tail of [undefined, []]) {
      using bo = await enter(room, { since: { epoch: ann.welcome.epoch, seq: 3, tail } });
      expect(bo.welcome.resumed).toBe(true);
    }
  });

  it('RESUME-5 compares entries of every kind, and emptied ones', async () => {
    const room = newRoom();
    using ann = await enter(room);
    const ref = await ann.post('here');
    await ann.act({ type: 'react', ref, emoji: '🎈', on: true });
    await ann.act({ type: 'edit', ref, text: 'there' });
    await ann.entry(taken(await ann.act({ type: 'remove', ref })));
    using bo = await enter(room, holding(ann.welcome.epoch, ann.entries, 4));
    expect(bo.welcome.resumed).toBe(true);
  });

  it('RESUME-6 that was none takes drafts for the entries that they are', async () => {
    const room = newRoom();
    using ann = await enter(room);
    const draft = { type: 'post', draftId: newDraftId(), text: 'hello' };
    const seq = taken(await ann.act(draft));
    await filledFar(room, ann);
    using back = await enter(room, {
      token: ann.welcome.token,
      since: { epoch: ann.welcome.epoch, seq: 0 },
      history: 10,
    });
    expect(back.welcome).toMatchObject({ why: 'too-far' });
    expect(taken(await back.act(draft))).toBe(seq);
  });
});

describe.skipIf(isPointed)('a log', () => {
  it('RESUME-4 keeps its epoch through a crash and a stop', { timeout: 60_000 }, async () => {
    await using server = await ownServer('--post-burst=1000', '--posts-per-second=1000');
    using ann = await enter('lobby', {}, server);
    const entries = await filled(ann, 10);
    const hello = { token: ann.welcome.token, ...holding(ann.welcome.epoch, entries, 4) };
    for (const end of ['kill', 'stop'] as const) {
      await server[end]();
      await server.start();
      using back = await enter('lobby', hello, server);
      await back.entry(10);
      expect(back.welcome).toMatchObject({ resumed: true, you: ann.welcome.you });
      expect(back.entries).toEqual(entries.slice(4));
    }
  });

  it(
    'RESUME-4 that was wound back by a copy of its file is told by ahead, and by fork when it grew again',
    { timeout: 60_000 },
    async () => {
      await using server = await ownServer('--post-burst=1000', '--posts-per-second=1000');
      using ann = await enter('lobby', {}, server);
      await filled(ann, 10);
      await server.stop();
      const copy = `${server.data}-copy`;
      cpSync(server.data, copy, { recursive: true });
      await server.start();
      using bo = await enter('lobby', { history: 10 }, server);
      const entries = await filled(bo, 13);
      const hello = holding(bo.welcome.epoch, entries, 13);
      await server.stop();
      rmSync(server.data, { recursive: true });
      cpSync(copy, server.data, { recursive: true });
      rmSync(copy, { recursive: true });
      await server.start();

      using early = await enter('lobby', hello, server);
      expect(early.welcome).toMatchObject({ resumed: false, why: 'ahead', head: 10 });
      await filled(early, 15);
      using late = await enter('lobby', hello, server);
      expect(late.welcome).toMatchObject({ resumed: false, why: 'fork', head: 15 });
    },
  );

  it('RESUME-4 has another epoch once a back-up was restored', { timeout: 60_000 }, async () => {
    await using server = await ownServer('--post-burst=1000', '--posts-per-second=1000');
    using ann = await enter('lobby', {}, server);
    const entries = await filled(ann, 10);
    const copy = `${server.data}-copy`;
    await server.obey('backup', copy);
    await server.stop();
    await server.obey('restore', copy, '--replace');
    await server.start();
    const hello = { token: ann.welcome.token, ...holding(ann.welcome.epoch, entries, 10) };
    using back = await enter('lobby', hello, server);
    expect(back.welcome).toMatchObject({ resumed: false, why: 'epoch', entries });
    expect(back.welcome.epoch).not.toBe(ann.welcome.epoch);
  });

  it(
    'ENTRY-7 that a participant was erased from has nothing of theirs, and another epoch',
    { timeout: 60_000 },
    async () => {
      await using server = await ownServer('--post-burst=1000', '--posts-per-second=1000');
      using ann = await enter('lobby', { name: 'Ann' }, server);
      using bo = await enter('lobby', { name: 'Bo' }, server);
      const ref = await ann.post('mine');
      await bo.act({ type: 'edit', ref: await bo.post('my secret'), text: 'my other secret' });
      await bo.act({ type: 'react', ref, emoji: '🎈', on: true });
      const last = await ann.post('mine too');
      const { epoch, you } = bo.welcome;
      await server.obey('erase', you.id);
      // Whoever is here starts anew.
      expect([(await ann.closed).code, (await bo.closed).code]).toEqual([4202, 4202]);
      using back = await enter('lobby', { since: { epoch, seq: last } }, server);
      expect(back.welcome).toMatchObject({ resumed: false, why: 'epoch', head: last });
      const told = back.entries;
      expect(JSON.stringify(told)).not.toMatch(/my |Bo/);
      expect(told).not.toContainEqual(expect.objectContaining({ from: you }));
      expect(told).toMatchObject([
        { type: 'message', text: 'mine', from: ann.welcome.you },
        { type: 'message', text: '', removed: true, from: { name: '' } },
        { type: 'edit', text: '', removed: true, from: { name: '' } },
        { type: 'reaction', ref, emoji: '', on: false },
        { type: 'message', text: 'mine too' },
      ]);
      expect(new Set(told.slice(1, 4).map(({ from }) => from.id)).size).toBe(1);
    },
  );
});
