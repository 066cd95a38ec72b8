// What becomes of a draft.
import { expect } from 'chai';
import type { MessageEntry } from '../../../protocol/server-messages.ts';
import {
  emptyTimeline,
  reduce,
  type Timeline,
  type TimelineEvent,
} from '../../../widget/timeline/timeline.ts';
import { ann, bo, entries, entry, fresh, resumed } from '../support/frames.ts';

const after = (events: readonly TimelineEvent[], timeline: Timeline = emptyTimeline) =>
  events.reduce((former, event) => reduce(former, event, ann.id), timeline);
const drafted = (draftId: string, text = 'Hello'): TimelineEvent => ({
  type: 'drafted',
  draftId,
  text,
  at: 42,
});
const entered = (one: MessageEntry): TimelineEvent => ({ type: 'entered', entry: one });
const accepted = (draftId: string, seq: number): TimelineEvent => ({ type: 'accepted', draftId, seq });
const refused = (draftId: string): TimelineEvent => ({
  type: 'refused',
  draftId,
  code: 'rate-limited',
  sentence: 'Too fast.',
});
const own = (seq: number, draftId: string) => entry(seq, { from: ann, draftId, text: 'Hello' });
const shapeOf = ({ entries, drafts }: Timeline) => ({
  entries: entries.map(({ seq }) => seq),
  drafts: drafts.map(({ draftId, kind }) => `${draftId} ${kind}`),
});

const begun = after([fresh({ entries: entries(1, 2) }), drafted('a')]);

describe('timeline of drafts', () => {
  it('shows a draft at once, in the order of writing', () => {
    const { drafts } = after([drafted('a', 'first'), drafted('b', 'second')]);
    expect(drafts).to.deep.equal([
      { kind: 'waiting', draftId: 'a', text: 'first', at: 42 },
      { kind: 'waiting', draftId: 'b', text: 'second', at: 42 },
    ]);
  });

  it('turns a draft into a message by its echo', () => {
    expect(shapeOf(after([entered(own(3, 'a'))], begun))).to.deep.equal({ entries: [1, 2, 3], drafts: [] });
  });

  it('leaves a draft alone when somebody else has used the same id', () => {
    const timeline = after([entered(entry(3, { from: bo, draftId: 'a' }))], begun);
    expect(shapeOf(timeline)).to.deep.equal({ entries: [1, 2, 3], drafts: ['a waiting'] });
  });

  it('keeps an accepted draft where it is until its echo comes', () => {
    const timeline = after([accepted('a', 3)], begun);
    expect(timeline.drafts).to.deep.equal([
      { kind: 'accepted', draftId: 'a', text: 'Hello', at: 42, seq: 3 },
    ]);
    expect(timeline.last).to.equal(2);
    expect(shapeOf(after([entered(own(3, 'a'))], timeline))).to.deep.equal({
      entries: [1, 2, 3],
      drafts: [],
    });
  });

  it('lets a draft go that is accepted after its echo', () => {
    const timeline = after([entered(own(3, 'a')), accepted('a', 3)], begun);
    expect(shapeOf(timeline)).to.deep.equal({ entries: [1, 2, 3], drafts: [] });
  });

  it('lets a draft go that is accepted as an entry of the past: its echo will never come', () => {
    expect(shapeOf(after([accepted('a', 1)], begun))).to.deep.equal({ entries: [1, 2], drafts: [] });
  });

  it('lets an accepted draft go when the entries have gone past it', () => {
    const timeline = after([accepted('a', 7), fresh({ why: 'too-far', entries: entries(8, 9) })], begun);
    expect(shapeOf(timeline)).to.deep.equal({ entries: [8, 9], drafts: [] });
  });

  it('finds echoes in what a resume brings', () => {
    const timeline = after([drafted('b'), resumed({ entries: [own(3, 'a')] })], begun);
    expect(shapeOf(timeline)).to.deep.equal({ entries: [1, 2, 3], drafts: ['b waiting'] });
  });

  it('keeps drafts over a reset, but not what the reset brings as a message', () => {
    const reset = fresh({ why: 'epoch', epoch: 'epoch-2', entries: [own(1, 'a')] });
    const timeline = after([drafted('b'), drafted('c'), refused('c'), reset], begun);
    expect(shapeOf(timeline)).to.deep.equal({ entries: [1], drafts: ['b waiting', 'c refused'] });
  });

  it('lets an accepted draft wait again when its log is no more', () => {
    for (const why of ['epoch', 'ahead'] as const) {
      const timeline = after([accepted('a', 3), fresh({ why, entries: entries(1, 2) })], begun);
      expect(timeline.drafts).to.deep.equal([{ kind: 'waiting', draftId: 'a', text: 'Hello', at: 42 }]);
    }
  });

  it('keeps a refused draft with the sentence, where it was', () => {
    const { drafts } = after([drafted('b'), refused('a')], begun);
    expect(drafts[0]).to.deep.equal({
      kind: 'refused',
      draftId: 'a',
      text: 'Hello',
      at: 42,
      code: 'rate-limited',
      sentence: 'Too fast.',
    });
    expect(drafts.map(({ draftId }) => draftId)).to.deep.equal(['a', 'b']);
  });

  it('lets a refused draft wait once more when it is retried, and forgets the sentence', () => {
    const { drafts } = after([refused('a'), { type: 'retried', draftId: 'a' }], begun);
    expect(drafts).to.deep.equal([{ kind: 'waiting', draftId: 'a', text: 'Hello', at: 42 }]);
  });

  it('says what a delayed draft waits for', () => {
    const { drafts } = after([{ type: 'delayed', draftId: 'a', sentence: 'In a moment.' }], begun);
    expect(drafts[0]).to.deep.include({ kind: 'waiting', text: 'Hello', sentence: 'In a moment.' });
  });

  it('forgets a draft that is discarded, and no other', () => {
    const timeline = after([drafted('b'), refused('a'), { type: 'discarded', draftId: 'a' }], begun);
    expect(shapeOf(timeline).drafts).to.deep.equal(['b waiting']);
  });

  it('changes nothing for the answer to a draft that is gone', () => {
    for (const answer of [accepted('x', 9), refused('x'), { type: 'retried', draftId: 'x' } as const])
      expect(shapeOf(after([answer], begun))).to.deep.equal(shapeOf(begun));
  });
});
