// Sections 9 and 10: pages both ways, and how far a connection was told.
import { describe, expect, it } from 'vitest';
import type { Page } from '../../protocol/server-messages.ts';
import { enter, newDraftId, newRoom, taken, type Peer } from './peer.ts';

async function filled(peer: Peer, count: number): Promise<void> {
  peer.say(
    ...Array.from({ length: count }, (_, index) => ({
      type: 'post',
      draftId: newDraftId(),
      text: `${index + 1}`,
    })),
  );
  await peer.entry(count);
}

const seqs = ({ entries }: Pick<Page, 'entries'>) => entries.map(({ seq }) => seq);

describe('history', () => {
  it('HIST-1 gives the newest entries before a seq, and the oldest after one, in order', async () => {
    using ann = await enter(newRoom());
    await filled(ann, 10);
    for (const [asked, expected, more] of [
      [{ before: 11, limit: 3 }, [8, 9, 10], true],
      [{ before: 5, limit: 3 }, [2, 3, 4], true],
      [{ before: 4, limit: 3 }, [1, 2, 3], false],
      [{ before: 3, limit: 3 }, [1, 2], false],
      [{ before: 1, limit: 3 }, [], false],
      [{ before: 0, limit: 3 }, [], false],
      [{ before: Number.MAX_SAFE_INTEGER, limit: 2 }, [9, 10], true],
      [{ after: 0, limit: 3 }, [1, 2, 3], true],
      [{ after: 6, limit: 3 }, [7, 8, 9], true],
      [{ after: 7, limit: 3 }, [8, 9, 10], false],
      [{ after: 8, limit: 3 }, [9, 10], false],
      [{ after: 10, limit: 3 }, [], false],
      [{ after: Number.MAX_SAFE_INTEGER, limit: 3 }, [], false],
    ] as const) {
      const page = await ann.page(asked);
      const { limit: _, ...direction } = asked;
      const { entries, ...rest } = page;
      expect(rest).toEqual({ type: 'page', ...direction, more });
      expect(seqs({ entries })).toEqual(expected);
    }
  });

  it('HIST-1 brings a room whole, both ways, as it was told', async () => {
    using ann = await enter(newRoom());
    await filled(ann, 230);
    const backward: number[] = [];
    let page = await ann.page({ before: 231 });
    for (; page.more; page = await ann.page({ before: page.entries[0]!.seq }))
      backward.unshift(...seqs(page));
    backward.unshift(...seqs(page));
    const forward = [];
    for (page = await ann.page({ after: 0 }); page.more; page = await ann.page({ after: forward.length }))
      forward.push(...page.entries);
    forward.push(...page.entries);
    expect(forward).toEqual(ann.entries);
    expect(backward).toEqual(forward.map(({ seq }) => seq));
  });

  it.each([
    { limit: 5 },
    { before: 5 },
    { after: 5 },
    { before: 5, after: 1, limit: 5 },
    { before: 5, limit: 0 },
    { after: 5, limit: 101 },
    { after: -1, limit: 5 },
    { before: 0.5, limit: 5 },
  ])('HIST-1 is closed with 4000 where it asks for %j', async (asked) => {
    using ann = await enter(newRoom());
    ann.say({ type: 'history', ...asked });
    expect((await ann.closed).code).toBe(4000);
  });

  it('HIST-3 is asked for one at a time', async () => {
    using ann = await enter(newRoom());
    await filled(ann, 100);
    ann.sayText(...Array.from({ length: 10 }, () => '{"type":"history","before":101,"limit":100}'));
    expect((await ann.closed).code).toBe(4103);
  });

  it('HIST-4 has no words of what was removed, also in pages of before', async () => {
    const room = newRoom();
    using ann = await enter(room);
    const ref = await ann.post('my secret');
    taken(await ann.act({ type: 'remove', ref }));
    using bo = await enter(room, { history: 0 });
    for (const asked of [{ before: 2 }, { after: 0, limit: 1 }])
      expect((await bo.page(asked)).entries).toMatchObject([{ seq: ref, text: '', removed: true }]);
  });
});

describe('head', () => {
  it('HEAD-1 is said right after a pong, with the last seq that was written', async () => {
    const room = newRoom();
    using ann = await enter(room);
    using bo = await enter(room);
    const heads: number[] = [];
    for (let count = 1; count <= 3; count++) {
      await bo.entry(await ann.post(`${count}`));
      const past = bo.texts.length;
      bo.say({ type: 'ping' });
      heads.push((await bo.hears('head', undefined, past)).seq);
      const [first, second] = bo.heard.slice(past).filter(({ type }) => type === 'pong' || type === 'head');
      expect([first!.type, second!.type]).toEqual(['pong', 'head']);
    }
    expect(heads).toEqual([1, 2, 3]);
  });

  it('HEAD-1 is the head of the welcome where nothing came since', async () => {
    const room = newRoom();
    using ann = await enter(room);
    await filled(ann, 5);
    for (const hello of [{ history: 0 }, { since: { epoch: ann.welcome.epoch, seq: 5 } }]) {
      using bo = await enter(room, hello);
      await bo.pong();
      expect((await bo.hears('head')).seq).toBe(5);
    }
  });
});
