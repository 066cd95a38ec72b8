import { expect } from 'chai';
import type { Entry } from '../../../protocol/server-messages.ts';
import {
  emptyTimeline,
  isGap,
  messagesOf,
  olderThan,
  reduce,
  type Timeline,
  type TimelineEvent,
} from '../../../widget/timeline/timeline.ts';
import { ann, entries, entry, fresh, resumed } from '../support/frames.ts';

/** What Ann's timeline is after all this. */
const after = (events: readonly TimelineEvent[], timeline: Timeline = emptyTimeline) =>
  events.reduce((former, event) => reduce(former, event, ann.id), timeline);
const entered = (one: Entry): TimelineEvent => ({ type: 'entered', entry: one });
const seqsOf = (timeline: Timeline) => timeline.entries.map(({ seq }) => seq);

describe('timeline of entries', () => {
  it('is empty before the first welcome', () => {
    expect(emptyTimeline).to.deep.equal({ epoch: undefined, last: 0, entries: [], drafts: [], more: false });
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
    const edit = { type: 'edit', seq: 2, at: 0 } as unknown as Entry;
    const timeline = after([fresh({ entries: entries(1, 1) }), entered(edit), entered(entry(3))]);
    expect(timeline.last).to.equal(3);
    expect(messagesOf(timeline.entries)).to.deep.equal([entry(1), entry(3)]);
  });

  it('knows a gap from what follows and from what is known', () => {
    const timeline = after([fresh({ entries: entries(1, 3) })]);
    expect([3, 4, 5].map((seq) => isGap(timeline, entry(seq)))).to.deep.equal([false, false, true]);
    expect([1, 2].map((seq) => isGap(emptyTimeline, entry(seq)))).to.deep.equal([false, true]);
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
});
