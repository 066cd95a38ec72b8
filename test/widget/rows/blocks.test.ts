import { expect } from 'chai';
import type { Entry } from '../../../protocol/server-messages.ts';
import type { Draft } from '../../../widget/outbox/outbox.ts';
import { createBlocks } from '../../../widget/rows/blocks.ts';
import { createRows } from '../../../widget/rows/rows.ts';
import { emptyTimeline, reduce, type Timeline } from '../../../widget/timeline/timeline.ts';
import { ann, entries, entry, fresh, startAt } from '../support/frames.ts';

function setUp() {
  const rows = createRows();
  const blocks = createBlocks();
  return (all: readonly Entry[], drafts: readonly Draft[] = []) =>
    blocks(
      rows({
        timeline: reduce(emptyTimeline, fresh({ entries: all })),
        drafts,
        me: ann,
        dayOf: () => 'one day',
      }),
    );
}

const kept = entries(1, 200);
const from = (first: number, last: number) => kept.slice(first - 1, last);

describe('blocks of rows', () => {
  it('hold every row once, in order, and no more than fifty messages each', () => {
    const blocks = setUp()(from(1, 120));
    const seqs = blocks.flatMap(({ rows }) => rows.flatMap((row) => ('seq' in row ? [row.seq] : [])));
    expect(seqs).to.deep.equal(from(1, 120).map(({ seq }) => seq));
    for (const { rows } of blocks)
      expect(rows.filter(({ kind }) => kind === 'message').length).to.be.at.most(50);
    expect(new Set(blocks.map(({ key }) => key)).size).to.equal(blocks.length);
  });

  it('keep a row in its block however the list grows', () => {
    const blocksOf = setUp();
    const keyOf = (seq: number, all: readonly Entry[]) =>
      blocksOf(all).find(({ rows }) => rows.some((row) => 'seq' in row && row.seq === seq))!.key;
    const before = keyOf(120, from(101, 130));
    expect(keyOf(120, from(1, 130))).to.equal(before);
    expect(keyOf(120, from(101, 200))).to.equal(before);
    expect(keyOf(120, from(118, 125))).to.equal(before);
  });

  it('are the same objects where their rows are', () => {
    const rows = createRows();
    const blocks = createBlocks();
    const blocksOf = (timeline: Timeline) =>
      blocks(rows({ timeline, drafts: [], me: ann, dayOf: () => 'one day' }));
    const timeline = reduce(emptyTimeline, fresh({ entries: from(1, 190) }));
    const former = blocksOf(timeline);
    const now = blocksOf(reduce(timeline, { type: 'entered', entries: from(191, 191) }));
    now.slice(0, 3).forEach((block, index) => expect(block).to.equal(former[index]));
    expect(now[3]).not.to.equal(former[3]);
  });

  it('put a draft where its message will come', () => {
    const draft: Draft = {
      kind: 'waiting',
      draftId: 'a',
      deed: { type: 'post', text: 'Mine' },
      at: startAt + 200_000,
      author: 'ann',
    };
    const blocksOf = setUp();
    const before = blocksOf(from(1, 49), [draft]).at(-1)!;
    const echo = entry(50, { from: ann, draftId: 'a' });
    const after = blocksOf([...from(1, 49), echo]).at(-1)!;
    expect(before.rows.at(-1)!.key).to.equal(after.rows.at(-1)!.key);
    expect(before.key).to.equal(after.key);
  });
});
