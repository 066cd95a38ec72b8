// The law: a snapshot and the entries after it amount to the same as a later snapshot, wherever the log
// is cut, in whatever pages it comes, and whatever was let go and loaded again.
import { expect } from 'chai';
import fc from 'fast-check';
import type { Entry, MessageEntry, Participant } from '../../../protocol/server-messages.ts';
import { emptyFold, foldOnto } from '../../../widget/timeline/fold.ts';
import {
  emptyTimeline,
  olderThan,
  reduce,
  type Timeline,
  type TimelineEvent,
} from '../../../widget/timeline/timeline.ts';
import {
  ann,
  bo,
  edit,
  entry,
  fresh,
  notice,
  pin,
  poll,
  pollEnd,
  reaction,
  removal,
  resumed,
  vote,
} from '../support/frames.ts';

const kinds = [
  'message',
  'edit',
  'removal',
  'restoral',
  'reaction',
  'off',
  'poll',
  'vote',
  'end',
  'pin',
  'notice',
  'strange',
] as const;

const deed = fc.record({
  kind: fc.constantFrom(...kinds),
  /** How far back the message lies that is meant. */
  back: fc.integer({ min: 1, max: 12 }),
  from: fc.constantFrom<Participant>(ann, bo),
  emoji: fc.constantFrom('👍', '🎉'),
});
type Deed = typeof deed extends fc.Arbitrary<infer One> ? One : never;

/** A log as the server has it at its end: what was taken back is empty in it. */
interface Log {
  /** As each entry was told when it was new. */
  readonly told: readonly Entry[];
  /** As a page shows the first `head` entries once the log has reached it. */
  readonly at: (head: number) => readonly Entry[];
}

/** What a server would refuse, as it is upon no message or upon a removed one, is a message instead. */
function told(deeds: readonly Deed[]): readonly Entry[] {
  const messages = new Set<number>();
  const removed = new Set<number>();
  const options = new Map<number, readonly string[]>();
  return deeds.map((deed, index) => {
    const seq = index + 1;
    const ref = Math.max(1, seq - deed.back);
    if (deed.kind === 'restoral' && removed.delete(ref)) {
      messages.add(ref);
      const asks = options.has(ref) && { options: options.get(ref)! };
      return edit(seq, ref, { text: `again ${seq}`, restored: true, ...asks });
    }
    const next = entryOf(deed, seq, messages.has(ref) ? ref : undefined);
    if (next.type === 'message') messages.add(seq);
    if (next.type === 'message' && next.options) options.set(seq, next.options);
    if (next.type === 'removal' && messages.delete(ref)) removed.add(ref);
    return next;
  });
}

function entryOf({ kind, back, from, emoji }: Deed, seq: number, ref: number | undefined): Entry {
  if (kind === 'notice') return notice(seq);
  if (kind === 'poll') return poll(seq, { from });
  if (kind === 'strange') return { type: 'strange', seq, at: 0 } as unknown as Entry;
  if (ref === undefined) return entry(seq, { from });
  switch (kind) {
    case 'message':
    case 'restoral':
      return entry(seq, { from, replyTo: ref });
    case 'edit':
      return edit(seq, ref, { text: `edit ${seq}` });
    case 'removal':
      return removal(seq, ref);
    case 'reaction':
      return reaction(seq, ref, { from, emoji });
    case 'off':
      return reaction(seq, ref, { from, emoji, on: false });
    case 'vote':
      return vote(seq, ref, back % 4 === 3 ? undefined : back % 4, from);
    case 'end':
      return pollEnd(seq, ref);
    case 'pin':
      return pin(seq, ref, emoji === '👍');
  }
}

function emptied(all: readonly Entry[]): readonly Entry[] {
  const now = [...all];
  for (const one of all) {
    if (one.type === 'removal') for (let at = 0; at < one.seq; at++) now[at] = without(now[at]!, one.ref);
    if (one.type !== 'edit' || !one.restored) continue;
    const { removed: _, ...message } = now[one.ref - 1] as MessageEntry;
    const asks = one.options && { options: one.options };
    now[one.ref - 1] = { ...message, text: one.text, restored: true, ...asks };
  }
  return now;
}

/** An entry once message `ref` was taken back. */
function without(one: Entry, ref: number): Entry {
  if (one.type === 'message' && one.seq === ref) {
    const { replyTo: _, options: _asked, restored: _again, ...rest } = one;
    return { ...rest, text: '', removed: true };
  }
  if (one.type !== 'edit' || one.ref !== ref) return one;
  const { restored: _, options: _asked, ...rest } = one;
  return { ...rest, text: '', removed: true };
}

const log: fc.Arbitrary<Log> = fc.array(deed, { minLength: 1, maxLength: 40, size: 'max' }).map((deeds) => {
  const all = told(deeds);
  return { told: all, at: (head) => emptied(all.slice(0, head)) };
});
const cut = fc.nat({ max: 40 });

const after = (timeline: Timeline, ...events: readonly TimelineEvent[]) => events.reduce(reduce, timeline);
const foldOf = ({ lines, early }: Timeline) => ({ lines, early });
/** As a fresh client has it that is told the whole log. */
const whole = ({ told, at }: Log) => after(emptyTimeline, fresh({ entries: at(told.length) }));

function holds<Given>(property: fc.IProperty<Given>): void {
  fc.assert(property, { numRuns: 200 });
}

describe('the law of snapshots', () => {
  it('holds for entries that come one by one', () => {
    holds(
      fc.property(log, cut, (one, head) => {
        let timeline = after(emptyTimeline, fresh({ entries: one.at(head) }));
        for (const news of one.told.slice(head))
          timeline = after(timeline, { type: 'entered', entries: [news] });
        expect(foldOf(timeline).lines).to.deep.equal(whole(one).lines);
      }),
    );
  });

  it('holds for the entries themselves: what was taken back is let go of', () => {
    holds(
      fc.property(log, cut, (one, head) => {
        const entered = { type: 'entered', entries: one.told.slice(head) } as const;
        const timeline = after(emptyTimeline, fresh({ entries: one.at(head) }), entered);
        expect(timeline.entries).to.deep.equal(one.at(one.told.length));
      }),
    );
  });

  it('holds for entries that a resume brings, emptied meanwhile', () => {
    holds(
      fc.property(log, cut, (one, head) => {
        const later = one.at(one.told.length).slice(head);
        const timeline = after(
          emptyTimeline,
          fresh({ entries: one.told.slice(0, head) }),
          resumed({ entries: later }),
        );
        expect(foldOf(timeline).lines).to.deep.equal(whole(one).lines);
      }),
    );
  });

  it('holds at every moment of a resume for what was taken back: no empty text is shown', () => {
    holds(
      fc.property(log, cut, (one, head) => {
        let timeline = after(emptyTimeline, fresh({ entries: one.told.slice(0, head) }));
        for (const news of one.at(one.told.length).slice(head)) {
          timeline = after(timeline, { type: 'entered', entries: [news] });
          const texts = timeline.lines.map((line) => (line.kind === 'removed' ? 'gone' : line.text));
          expect(texts).not.to.include('');
        }
      }),
    );
  });

  it('holds for pages in front, whatever amends them from later on', () => {
    holds(
      fc.property(log, cut, fc.integer({ min: 1, max: 9 }), (one, from, limit) => {
        const all = one.at(one.told.length);
        const head = all.length;
        let timeline = after(emptyTimeline, fresh({ entries: all.slice(from), head, more: true }));
        while (timeline.more) {
          const before = olderThan(timeline);
          const older = all.filter(({ seq }) => seq < before);
          const entries = older.slice(-limit);
          const more = older.length > entries.length;
          timeline = after(timeline, { type: 'page', before, entries, more });
        }
        expect(foldOf(timeline)).to.deep.equal(foldOf(whole(one)));
        expect(timeline.entries).to.deep.equal(all);
      }),
    );
  });

  it('holds for what is let go and loaded again', () => {
    holds(
      fc.property(log, fc.integer({ min: 1, max: 40 }), (one, keep) => {
        const timeline = after(whole(one), { type: 'trimmed', keep });
        const before = olderThan(timeline);
        const all = one.at(one.told.length);
        expect(foldOf(timeline)).to.deep.equal(foldOnto(emptyFold, all.slice(before - 1)));
        const page = { type: 'page', before, entries: all.slice(0, before - 1), more: false } as const;
        expect(foldOf(after(timeline, page))).to.deep.equal(foldOf(whole(one)));
      }),
    );
  });
});
