// A window onto a log that goes on: whatever the reader does, they see every message once, in order and as it
// is, and nothing of it piles up.
import { expect } from 'chai';
import fc from 'fast-check';
import type { Entry } from '../../../protocol/server-messages.ts';
import {
  afterNews,
  afterPage,
  keptAround,
  seenIn,
  windowAt,
  windowOn,
  type Window,
} from '../../../widget/reading/window.ts';
import { emptyFold, foldOnto } from '../../../widget/timeline/fold.ts';
import { emptyTimeline, olderThan, reduce, type Timeline } from '../../../widget/timeline/timeline.ts';
import { ann, edit, entries, entry, fresh, reaction, removal, resumed } from '../support/frames.ts';

const held = (all: readonly Entry[], more = false): Timeline =>
  reduce(emptyTimeline, fresh({ entries: all, more }));
const news = (timeline: Timeline, ...all: readonly Entry[]) =>
  reduce(timeline, { type: 'entered', entries: all });
const seqsOf = ({ timeline }: Window) => timeline.entries.map(({ seq }) => seq);
const textsOf = (window: Window) => seenIn(window).lines.map((line) => ('text' in line ? line.text : 'gone'));

/** What is newer than 40 was let go; the log has gone on to 60. */
const cut = keptAround(windowOn(held(entries(1, 60))), 20, 40);

describe('window onto the log', () => {
  it('begins as what is held', () => {
    const all = held(entries(11, 20), true);
    expect(seenIn(windowOn(all))).to.deep.equal(all);
  });

  it('begins as a page of long ago, with what is known of it from further on', () => {
    const now = held([...entries(900, 950), edit(951, 120, { text: 'Better' }), edit(952, 910)], true);
    const page = { type: 'page', after: 94, entries: entries(95, 144), more: true } as const;
    const window = windowAt(now, page);
    expect(seqsOf(window)).to.deep.equal(entries(95, 144).map(({ seq }) => seq));
    expect(textsOf(window)[25]).to.equal('Better');
    expect(window.timeline.more).to.equal(true);
    const later = afterNews(window, news(now, removal(953, 100)))!;
    expect(textsOf(later)[5]).to.equal('gone');
    const older = afterPage(later, { type: 'page', before: 95, entries: entries(1, 94), more: false });
    expect(textsOf(older)).to.have.length(144);
  });

  it('begins where the log does, which may keep nothing older', () => {
    const now = held(entries(900, 950), true);
    const window = windowAt(now, { type: 'page', after: 94, entries: entries(300, 349), more: true });
    expect(seqsOf(window)[0]).to.equal(300);
    expect(window.timeline.more).to.equal(false);
  });

  it('takes what comes as long as it reaches to the newest', () => {
    const all = held(entries(1, 3));
    const window = afterNews(windowOn(all), news(all, entry(4), edit(5, 1, { text: 'Better' })))!;
    expect(textsOf(window)).to.deep.equal(['Better', 'text 2', 'text 3', 'text 4']);
    expect(window.timeline.last).to.equal(5);
  });

  it('keeps as many before the reader as after, and knows that there is more at both ends', () => {
    const window = keptAround(windowOn(held(entries(1, 100))), 50, 20);
    expect([seqsOf(window)[0], seqsOf(window).at(-1)]).to.deep.equal([40, 59]);
    expect(window.timeline).to.deep.include({ more: true, last: 59 });
    expect(window.head).to.equal(100);
  });

  it('keeps at an end what there is', () => {
    const window = windowOn(held(entries(1, 100)));
    expect(seqsOf(keptAround(window, 3, 20))).to.deep.equal(seqsOf(windowOn(held(entries(1, 20)))));
    expect(seqsOf(keptAround(window, 98, 20))[0]).to.equal(81);
    expect(keptAround(window, 50, 100)).to.equal(window);
  });

  it('leaves alone the lines that nothing has changed', () => {
    const all = windowOn(held([...entries(1, 60), edit(61, 2)]));
    const window = keptAround(all, 1, 40);
    expect(window.timeline.lines[0]).to.equal(all.timeline.lines[0]);
    expect(window.timeline.lines[1]).not.to.equal(all.timeline.lines[1]);
    expect(seenIn(window).lines[1]).to.deep.include({ text: 'text 2, better' });
  });

  it('adds nothing that comes past its end, but shows what that changes', () => {
    const all = held(entries(1, 60));
    const more = news(all, entry(61), reaction(62, 2, { from: ann }), edit(63, 50), removal(64, 3));
    const window = afterNews(cut, more)!;
    expect(seqsOf(window)).to.deep.equal(seqsOf(cut));
    const [, second, third] = seenIn(window).lines;
    expect(second).to.deep.include({ reactions: [{ emoji: '👍', who: [ann] }] });
    expect(third!.kind).to.equal('removed');
    expect(JSON.stringify(window)).not.to.contain('text 3"');
  });

  it('goes on at either end, by pages', () => {
    const window = windowOn(held(entries(11, 20), true));
    const older = afterPage(window, { type: 'page', before: 11, entries: entries(1, 10), more: false });
    expect(seqsOf(older)).to.deep.equal(seqsOf(windowOn(held(entries(1, 20)))));
    const newer = afterPage(cut, { type: 'page', after: 40, entries: entries(41, 50), more: true });
    expect(newer.timeline.last).to.equal(50);
  });

  it('drops a page that does not join any more', () => {
    const late = afterPage(cut, { type: 'page', after: 60, entries: entries(61, 62), more: false });
    expect(seqsOf(late)).to.deep.equal(seqsOf(cut));
  });

  it('is lost with its log, and where too much was missed', () => {
    const all = held(entries(1, 60));
    expect(afterNews(cut, reduce(all, fresh({ epoch: 'epoch-2', entries: entries(1, 60) })))).to.equal(
      undefined,
    );
    expect(afterNews(cut, reduce(all, fresh({ entries: entries(62, 70), more: true })))).to.equal(undefined);
    expect(afterNews(cut, reduce(all, fresh({ entries: entries(1, 50) })))).to.equal(undefined);
    expect(afterNews(cut, reduce(all, resumed()))).to.equal(cut);
  });
});

const acts = ['message', 'edit', 'removal', 'on', 'off', 'older', 'newer', 'around', 'short'] as const;
const steps = fc.array(fc.record({ act: fc.constantFrom(...acts), dice: fc.nat({ max: 999 }) }), {
  maxLength: 120,
  size: 'max',
});

/** A log, what a client holds of its newest, and somebody who reads it through a window. */
class Story {
  log: readonly Entry[] = entries(1, 30);
  held = held(this.log.slice(15), true);
  window = windowOn(this.held);

  take({ act, dice }: { act: (typeof acts)[number]; dice: number }): void {
    const seq = this.log.length + 1;
    const ref = 1 + (dice % this.log.length);
    const isMessage = this.log[ref - 1]!.type === 'message' && !('removed' in this.log[ref - 1]!);
    switch (act) {
      case 'older':
        return this.#page(-1, 1 + (dice % 7));
      case 'newer':
        return this.#page(1, 1 + (dice % 7));
      case 'around': {
        const { entries: all } = this.window.timeline;
        if (all.length > 0) this.window = keptAround(this.window, all[dice % all.length]!.seq, 12);
        return;
      }
      case 'short':
        this.held = reduce(this.held, { type: 'trimmed', keep: 1 + (dice % 9) });
        return this.#hear();
      default:
        return this.#commit(act !== 'message' && isMessage ? changeOf(act, seq, ref) : entry(seq));
    }
  }

  /** To the newest. */
  finish(): void {
    while (this.window.timeline.last < this.log.length) this.#page(1, 9);
  }

  #commit(one: Entry): void {
    this.held = news(this.held, one);
    this.log = [...this.log, one];
    if (one.type === 'removal') this.log = this.log.map((former) => emptied(former, one.ref));
    this.#hear();
  }

  #hear(): void {
    this.window = afterNews(this.window, this.held)!;
  }

  #page(way: 1 | -1, limit: number): void {
    const { timeline } = this.window;
    const [before, after] = [olderThan(timeline), timeline.last];
    const all = way > 0 ? this.log.slice(after, after + limit) : this.log.slice(0, before - 1).slice(-limit);
    const more = way > 0 ? after + all.length < this.log.length : before - 1 > all.length;
    this.window = afterPage(this.window, {
      type: 'page',
      ...(way > 0 ? { after } : { before }),
      entries: all,
      more,
    });
  }
}

function changeOf(act: 'edit' | 'removal' | 'on' | 'off', seq: number, ref: number): Entry {
  if (act === 'edit') return edit(seq, ref, { text: `edit ${seq}` });
  return act === 'removal' ? removal(seq, ref) : reaction(seq, ref, { on: act === 'on' });
}

function emptied(one: Entry, ref: number): Entry {
  if (one.type === 'edit' && one.ref === ref) return { ...one, text: '', removed: true };
  if (one.type !== 'message' || one.seq !== ref) return one;
  return { ...one, text: '', removed: true };
}

function told(run: (story: Story) => void, atEnd: (story: Story) => void = run): void {
  fc.assert(
    fc.property(steps, (all) => {
      const story = new Story();
      for (const one of all) {
        story.take(one);
        run(story);
      }
      story.finish();
      atEnd(story);
    }),
    { numRuns: 300 },
  );
}

describe('window, whatever happens in whatever order', () => {
  it('has its entries as the log has them, once, without a hole', () => {
    told(({ window: { timeline }, log }) => {
      const first = olderThan(timeline);
      expect(timeline.entries).to.deep.equal(log.slice(first - 1, timeline.last));
    });
  });

  it('shows the messages as they are, once it has come to the newest', () => {
    told(
      () => {},
      ({ window, log }) => {
        const whole = foldOnto(emptyFold, log).lines;
        const { lines } = seenIn(window);
        expect(lines).to.deep.equal(whole.slice(whole.length - lines.length));
      },
    );
  });

  it('never shows what was taken back', () => {
    told(({ window, log }) => {
      const gone = new Set(log.flatMap((one) => (one.type === 'removal' ? [one.ref] : [])));
      const shown = seenIn(window).lines.filter(({ kind, seq }) => kind === 'message' && gone.has(seq));
      expect(shown).to.deep.equal([]);
    });
  });

  it('is no longer than it may be', () => {
    told(({ window }) => {
      const { entries: all } = window.timeline;
      const { seq } = all[Math.floor(all.length / 2)] ?? { seq: 1 };
      expect(keptAround(window, seq, 12).timeline.entries.length).to.be.at.most(12);
    });
  });
});
