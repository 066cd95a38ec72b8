import { expect } from 'chai';
import type { Entry } from '../../../protocol/server-messages.ts';
import { emptyFold, foldOnto } from '../../../widget/timeline/fold.ts';
import {
  emptyTimeline,
  olderThan,
  reduce,
  skippedIn,
  tailOf,
  type Timeline,
  type TimelineEvent,
} from '../../../widget/timeline/timeline.ts';
import { edit, entries, entry, fresh, removal, resumed } from '../support/frames.ts';

/** What Ann's timeline is after all this. */
const after = (events: readonly TimelineEvent[], timeline: Timeline = emptyTimeline) =>
  events.reduce(reduce, timeline);
const entered = (...all: readonly Entry[]): TimelineEvent => ({ type: 'entered', entries: all });
const seqsOf = (timeline: Timeline) => timeline.entries.map(({ seq }) => seq);

describe('timeline of entries', () => {
  it('is empty before the first welcome', () => {
    expect(emptyTimeline).to.deep.equal({
      epoch: undefined,
      last: 0,
      entries: [],
      lines: [],
      early: [],
      more: false,
      skippedAfter: undefined,
    });
  });

  it('starts with what a welcome brings', () => {
    const timeline = after([fresh({ entries: entries(4, 6), more: true })]);
    expect(timeline).to.deep.include({ epoch: 'epoch-1', last: 6, more: true });
    expect(timeline.entries).to.deep.equal(entries(4, 6));
  });

  it('starts at the head of a room of which it wanted no history', () => {
    const timeline = after([fresh({ head: 9, more: true })]);
    expect(timeline).to.deep.include({ last: 9, more: true });
    expect(olderThan(timeline)).to.equal(10);
    expect(seqsOf(after([entered(entry(10))], timeline))).to.deep.equal([10]);
  });

  it('appends what comes', () => {
    const timeline = after([fresh({ entries: entries(1, 2) }), entered(entry(3)), entered(entry(4))]);
    expect(timeline.last).to.equal(4);
    expect(timeline.entries).to.deep.equal(entries(1, 4));
  });

  it('drops what it knows', () => {
    const timeline = after([fresh({ entries: entries(1, 3) }), entered(entry(3)), entered(entry(2))]);
    expect(timeline.last).to.equal(3);
    expect(seqsOf(timeline)).to.deep.equal([1, 2, 3]);
  });

  it('counts an entry that it cannot show, and shows it not', () => {
    const strange = { type: 'fireworks', seq: 2, at: 0 } as unknown as Entry;
    const timeline = after([fresh({ entries: entries(1, 1) }), entered(strange), entered(entry(3))]);
    expect(timeline.last).to.equal(3);
    expect(timeline.entries).to.deep.equal([entry(1), strange, entry(3)]);
    expect(timeline.lines.map(({ seq }) => seq)).to.deep.equal([1, 3]);
  });

  it('takes nothing past a hole, whatever brings it', () => {
    const begun = after([fresh({ entries: entries(1, 3) })]);
    expect(after([entered(entry(5))], begun)).to.equal(begun);
    expect(seqsOf(after([entered(entry(4), entry(6), entry(5))], begun))).to.deep.equal([1, 2, 3, 4, 5]);
    expect(seqsOf(after([resumed({ entries: [entry(4), entry(6)] })], begun))).to.deep.equal([1, 2, 3, 4]);
    expect(seqsOf(after([fresh({ entries: [entry(7), entry(9)] })], begun))).to.deep.equal([7]);
  });

  it('lets go of the texts of what was taken back, and of nothing else', () => {
    const begun = after([fresh({ entries: [entry(1, { replyTo: 1 }), entry(2), edit(3, 1), edit(4, 2)] })]);
    const timeline = after([entered(removal(5, 1))], begun);
    expect(timeline.entries).to.deep.equal([
      { ...entry(1), text: '', removed: true },
      entry(2),
      { ...edit(3, 1), text: '', removed: true },
      edit(4, 2),
      removal(5, 1),
    ]);
    expect(timeline.entries[1]).to.equal(begun.entries[1]);
  });

  it('folds what it takes', () => {
    const timeline = after([fresh({ entries: entries(1, 2) }), entered(edit(3, 1), entry(4))]);
    const { lines, early } = foldOnto(emptyFold, timeline.entries);
    expect(timeline).to.deep.include({ lines, early });
  });

  it('goes on after a resume, and drops what came by a frame as well', () => {
    const timeline = after([fresh({ entries: entries(1, 3) }), resumed({ entries: entries(3, 5) })]);
    expect(timeline.last).to.equal(5);
    expect(timeline.entries).to.deep.equal(entries(1, 5));
  });

  it('keeps what it has after a resume that brings nothing', () => {
    const timeline = after([fresh({ entries: entries(2, 3), more: true }), resumed({ head: 7 })]);
    expect(timeline).to.deep.include({ last: 3, more: true });
    expect(seqsOf(timeline)).to.deep.equal([2, 3]);
  });

  it('takes the epoch of the latest welcome', () => {
    expect(after([fresh(), resumed({ epoch: 'epoch-2' })]).epoch).to.equal('epoch-2');
  });

  it('begins anew after a reset, also with smaller numbers', () => {
    const reset = fresh({ why: 'epoch', epoch: 'epoch-2', entries: entries(1, 2) });
    const timeline = after([fresh({ entries: entries(8, 9), more: true }), reset]);
    expect(timeline).to.deep.include({ epoch: 'epoch-2', last: 2, more: false });
    expect(seqsOf(timeline)).to.deep.equal([1, 2]);
    expect(timeline.lines).to.have.length(2);
  });
});

describe('timeline of which much was missed', () => {
  const begun = after([fresh({ entries: entries(1, 3) })]);
  const skipped = after([fresh({ why: 'too-far', entries: entries(11, 12), more: true })], begun);
  const page = (first: number, last: number): TimelineEvent => ({
    type: 'page',
    before: last + 1,
    entries: entries(first, last),
    more: first > 1,
  });

  it('counts what lies between what was seen and what it shows now', () => {
    expect(skippedIn(begun)).to.equal(0);
    expect(skippedIn(skipped)).to.equal(7);
  });

  it('counts all of it where no entries came', () => {
    expect(skippedIn(after([fresh({ why: 'too-far', head: 12, more: true })], begun))).to.equal(9);
  });

  it('counts none where all is shown that was missed', () => {
    const all = after([fresh({ why: 'too-far', entries: entries(2, 12), more: true })], begun);
    expect(all.skippedAfter).to.equal(undefined);
    const next = after([fresh({ why: 'too-far', entries: entries(4, 12), more: true })], begun);
    expect(next.skippedAfter).to.equal(undefined);
  });

  it('counts none where the seqs of the two cannot be compared', () => {
    for (const why of ['epoch', 'ahead', 'fork', 'fresh'] as const)
      expect(skippedIn(after([fresh({ why, entries: entries(11, 12) })], begun))).to.equal(0);
  });

  it('counts down as pages are loaded, and ends where they meet', () => {
    const half = after([page(8, 10)], skipped);
    expect(skippedIn(half)).to.equal(4);
    const whole = after([page(4, 7)], half);
    expect(whole.skippedAfter).to.equal(undefined);
    expect(skippedIn(whole)).to.equal(0);
  });

  it('does not count what was seen and let go', () => {
    expect(skippedIn(after([entered(entry(13)), { type: 'trimmed', keep: 1 }], skipped))).to.equal(0);
  });

  it('counts from the newest reset only', () => {
    const again = after([fresh({ why: 'too-far', entries: entries(21, 22), more: true })], skipped);
    expect(skippedIn(again)).to.equal(8);
  });
});

describe('timeline that proves what it holds', () => {
  const tail = (...all: readonly Entry[]) => tailOf(after([fresh({ entries: all })]));

  it('has the draft ids of its newest eight entries, the oldest of them first', () => {
    expect(tail(...entries(1, 20))).to.deep.equal(['d13', 'd14', 'd15', 'd16', 'd17', 'd18', 'd19', 'd20']);
    expect(tail(entry(1), edit(2, 1))).to.deep.equal(['d1', 'd2']);
    expect(tail()).to.deep.equal([]);
  });

  it('has none past an entry that nobody drafted', () => {
    const strange = { type: 'clock', seq: 2, at: 0 } as unknown as Entry;
    expect(tail(entry(1), strange, entry(3))).to.deep.equal(['d3']);
    expect(tail(entry(1), strange)).to.deep.equal([]);
  });
});

describe('timeline of pages', () => {
  const begun = after([fresh({ entries: entries(7, 9), more: true })]);
  const page = (first: number, last: number, more: boolean, before = last + 1): TimelineEvent => ({
    type: 'page',
    before,
    entries: entries(first, last),
    more,
  });

  it('asks for what is older than its oldest entry', () => {
    expect(olderThan(begun)).to.equal(7);
  });

  it('puts a page before its oldest entry', () => {
    const timeline = after([page(4, 6, true), page(1, 3, false)], begun);
    expect(seqsOf(timeline)).to.deep.equal([1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(timeline).to.deep.include({ last: 9, more: false });
  });

  it('learns from an empty page that there is no more', () => {
    const timeline = after([{ type: 'page', before: 7, entries: [], more: false }], begun);
    expect(timeline.more).to.equal(false);
    expect(seqsOf(timeline)).to.deep.equal([7, 8, 9]);
  });

  it('ignores a page that comes twice', () => {
    const once = after([page(4, 6, true)], begun);
    expect(after([page(4, 6, true)], once)).to.equal(once);
  });

  it('ignores a page that no longer joins, as the rows were replaced', () => {
    const replaced = after([fresh({ why: 'too-far', entries: entries(50, 52), more: true })], begun);
    expect(after([page(4, 6, true)], replaced)).to.equal(replaced);
  });

  it('ignores a page that leaves a hole', () => {
    const torn: TimelineEvent = { type: 'page', before: 7, entries: entries(4, 5), more: true };
    expect(after([torn], begun)).to.equal(begun);
  });

  it('puts a page after its newest entry, where that is what was asked', () => {
    const next: TimelineEvent = { type: 'page', after: 9, entries: entries(9, 11), more: true };
    expect(seqsOf(after([next], begun))).to.deep.equal([7, 8, 9, 10, 11]);
  });

  it('fills a room that it entered without history', () => {
    const timeline = after([fresh({ head: 3, more: true }), page(2, 3, true, 4)]);
    expect(seqsOf(timeline)).to.deep.equal([2, 3]);
  });

  it('lets the oldest entries go, and knows that there are more then', () => {
    const whole = after([page(1, 6, false)], begun);
    const timeline = after([{ type: 'trimmed', keep: 2 }], whole);
    expect(timeline).to.deep.include({ last: 9, more: true });
    expect(seqsOf(timeline)).to.deep.equal([8, 9]);
    expect(seqsOf(after([page(6, 7, true)], timeline))).to.deep.equal([6, 7, 8, 9]);
  });

  it('lets nothing go while there is not more than may be kept', () => {
    expect(after([{ type: 'trimmed', keep: 3 }], begun)).to.equal(begun);
  });

  it('may let everything go', () => {
    const timeline = after([{ type: 'trimmed', keep: 0 }], begun);
    expect(timeline).to.deep.include({ last: 9, more: true, entries: [], lines: [] });
  });
});
