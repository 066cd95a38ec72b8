import { expect } from 'chai';
import fc from 'fast-check';
import type { Entry, Page } from '../../../protocol/server-messages.ts';
import {
  afterEntries,
  afterHead,
  afterPage,
  noGap,
  type Gap,
  type GapStep,
} from '../../../widget/timeline/gap.ts';
import { entries, entry } from '../support/frames.ts';

const page = (after: number, all: readonly Entry[], more = false): Page => ({
  type: 'page',
  after,
  entries: all,
  more,
});
const seqsOf = ({ apply }: GapStep) => apply.map(({ seq }) => seq);
const heldOf = (gap: Gap) => (gap.kind === 'open' ? gap.held.map(({ seq }) => seq) : []);
/** Entries 1 to 3 are there, and 6 came. */
const opened = () => afterEntries(noGap, [entry(6)], 3).gap;

describe('gap', () => {
  it('is none for the next entry', () => {
    expect(afterEntries(noGap, [entry(4)], 3)).to.deep.equal({
      gap: noGap,
      apply: [entry(4)],
      then: 'go-on',
    });
  });

  it('is none for what is known', () => {
    const step = afterEntries(noGap, entries(2, 3), 3);
    expect(step).to.deep.equal({ gap: noGap, apply: [], then: 'go-on' });
  });

  it('opens at an entry past the next, holds it, and asks', () => {
    expect(afterEntries(noGap, [entry(6)], 3)).to.deep.equal({
      gap: { kind: 'open', upTo: 6, held: [entry(6)], hasFailed: false },
      apply: [],
      then: 'ask',
    });
  });

  it('takes what joins before the hole, and holds what comes after', () => {
    const step = afterEntries(noGap, [entry(4), entry(6), entry(7)], 3);
    expect(seqsOf(step)).to.deep.equal([4]);
    expect(heldOf(step.gap)).to.deep.equal([6, 7]);
    expect(step.then).to.equal('ask');
  });

  it('holds what comes while it is open, once and in order, and does not ask again', () => {
    const step = afterEntries(opened(), [entry(7), entry(6), entry(9)], 3);
    expect(heldOf(step.gap)).to.deep.equal([6, 7, 9]);
    expect(step).to.deep.include({ apply: [], then: 'go-on' });
    expect(step.gap).to.deep.include({ upTo: 9 });
  });

  it('closes by a page that fills it, and takes what was held', () => {
    const step = afterPage(opened(), page(3, entries(4, 5), true), 3);
    expect(seqsOf(step)).to.deep.equal([4, 5, 6]);
    expect(step).to.deep.include({ gap: noGap, then: 'go-on' });
  });

  it('closes by a page that brings also what was held', () => {
    const step = afterPage(opened(), page(3, entries(4, 8)), 3);
    expect(seqsOf(step)).to.deep.equal([4, 5, 6, 7, 8]);
    expect(step.gap).to.equal(noGap);
  });

  it('closes by entries that fill it, and takes what was held', () => {
    const step = afterEntries(opened(), entries(4, 5), 3);
    expect(seqsOf(step)).to.deep.equal([4, 5, 6]);
    expect(step.gap).to.equal(noGap);
  });

  it('takes the next entry also while it is open', () => {
    const step = afterEntries(opened(), [entry(4)], 3);
    expect(seqsOf(step)).to.deep.equal([4]);
    expect(heldOf(step.gap)).to.deep.equal([6]);
  });

  it('asks on while pages bring more, however many it takes', () => {
    let step = afterEntries(noGap, [entry(400)], 0);
    for (let last = 0; last < 300; last += 100) {
      step = afterPage(step.gap, page(last, entries(last + 1, last + 100), true), last);
      expect(step.then).to.equal('ask');
    }
    step = afterPage(step.gap, page(300, entries(301, 399), true), 300);
    expect(step.gap).to.equal(noGap);
    expect(seqsOf(step)).to.have.length(100);
  });

  it('fills a second hole that is among what it holds', () => {
    const { gap } = afterEntries(opened(), [entry(9)], 3);
    const first = afterPage(gap, page(3, entries(4, 5), true), 3);
    expect(seqsOf(first)).to.deep.equal([4, 5, 6]);
    expect(heldOf(first.gap)).to.deep.equal([9]);
    expect(first.then).to.equal('ask');
    expect(seqsOf(afterPage(first.gap, page(6, entries(7, 8)), 6))).to.deep.equal([7, 8, 9]);
  });

  it('ignores a page when there is none', () => {
    expect(afterPage(noGap, page(3, entries(4, 5)), 3)).to.deep.equal({
      gap: noGap,
      apply: [],
      then: 'go-on',
    });
  });
});

describe('gap that a head tells of', () => {
  it('is none where everything is there', () => {
    expect(afterHead(noGap, 3, 3)).to.deep.equal({ gap: noGap, apply: [], then: 'go-on' });
  });

  it('opens where something is missing, and closes when that is there', () => {
    const { gap, then } = afterHead(noGap, 5, 3);
    expect({ gap, then }).to.deep.equal({
      gap: { kind: 'open', upTo: 5, held: [], hasFailed: false },
      then: 'ask',
    });
    expect(afterPage(gap, page(3, [entry(4)], true), 3).then).to.equal('ask');
    expect(afterPage(gap, page(3, entries(4, 5)), 3).gap).to.equal(noGap);
    expect(afterEntries(gap, entries(4, 5), 3).gap).to.equal(noGap);
  });

  it('is as wide as the newest head says', () => {
    const wider = afterHead(opened(), 8, 3);
    expect(wider).to.deep.include({ apply: [], then: 'go-on' });
    expect(wider.gap).to.deep.include({ upTo: 8 });
    expect(afterHead(opened(), 5, 3).gap).to.deep.include({ upTo: 6 });
  });
});

describe('gap that is not filled', () => {
  const failures: Readonly<Record<string, (gap: Gap) => GapStep>> = {
    'a page that brings nothing': (gap) => afterPage(gap, page(3, [], true), 3),
    'a page that does not join': (gap) => afterPage(gap, page(4, [entry(5)], true), 3),
    'a page that is the last and leaves the hole': (gap) => afterPage(gap, page(3, []), 3),
  };

  for (const [name, fail] of Object.entries(failures)) {
    it(`asks once more after ${name}, and begins the link anew after the second time`, () => {
      const first = fail(opened());
      expect(first.then).to.equal('ask');
      expect(first.gap.kind).to.equal('open');
      expect(fail(first.gap)).to.deep.equal({ gap: noGap, apply: [], then: 'rejoin' });
    });

    it(`forgives ${name} once a page has helped`, () => {
      const { gap } = fail(afterEntries(noGap, [entry(9)], 3).gap);
      const helped = afterPage(gap, page(3, [entry(4)], true), 3);
      expect(helped.then).to.equal('ask');
      expect(helped.gap).to.deep.include({ hasFailed: false });
    });
  }

  it('takes what a last page brings, and still asks once more', () => {
    const step = afterPage(opened(), page(3, [entry(4)]), 3);
    expect(seqsOf(step)).to.deep.equal([4]);
    expect(step.gap).to.deep.include({ hasFailed: true });
    expect(step.then).to.equal('ask');
  });

  it('begins the link anew when more is held than it can hold', () => {
    const full = afterEntries(noGap, entries(3, 502), 1);
    expect(full.then).to.equal('ask');
    expect(heldOf(full.gap)).to.have.length(500);
    expect(afterEntries(full.gap, [entry(503)], 1)).to.deep.equal({
      gap: noGap,
      apply: [],
      then: 'rejoin',
    });
  });
});

describe('gap, whatever is lost', () => {
  it('gives everything once, in order, without a hole, and ends with all there is', () => {
    const plan = fc.array(fc.boolean(), { minLength: 1, maxLength: 80 });
    fc.assert(
      fc.property(plan, fc.integer({ min: 1, max: 7 }), (arrives, limit) => {
        const log = entries(1, arrives.length);
        const taken: number[] = [];
        const last = () => taken.at(-1) ?? 0;
        let gap: Gap = noGap;
        let asks = false;
        const take = (step: GapStep) => {
          ({ gap } = step);
          taken.push(...seqsOf(step));
          expect(step.then).not.to.equal('rejoin');
          asks ||= step.then === 'ask';
        };
        const answer = () => {
          while (asks) {
            asks = false;
            const rest = log.filter(({ seq }) => seq > last());
            take(afterPage(gap, page(last(), rest.slice(0, limit), rest.length > limit), last()));
          }
        };
        log.forEach((one, index) => {
          if (arrives[index]) take(afterEntries(gap, [one], last()));
          // Now and then a page is there only after further entries.
          if (index % 3 === 0) answer();
        });
        take(afterHead(gap, log.length, last()));
        answer();
        expect(taken).to.deep.equal(log.map(({ seq }) => seq));
      }),
      { numRuns: 500 },
    );
  });
});
