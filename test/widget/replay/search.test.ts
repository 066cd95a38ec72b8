// The place of a time in a log that is asked page by page.
import { expect } from 'chai';
import fc from 'fast-check';
import type { Page } from '../../../protocol/server-messages.ts';
import { holdsFor, narrowed, nextQuestion, searchUpTo } from '../../../widget/replay/search.ts';
import { entry } from '../support/frames.ts';

/** A log of entries at these times, of which the first ones are gone. */
function createLog(times: readonly number[], gone = 0) {
  const all = times.map((at, index) => entry(index + 1, { at })).slice(gone);
  return {
    head: times.length,
    page({ after, limit }: { readonly after: number; readonly limit: number }): Page {
      const rest = all.filter(({ seq }) => seq > after);
      return { type: 'page', after, entries: rest.slice(0, limit), more: rest.length > limit };
    },
  };
}

/** The page with the place, and how many questions it took. */
function find(log: ReturnType<typeof createLog>, time: number): { page: Page; questions: number } {
  let search = searchUpTo(log.head + 1);
  for (let questions = 1; questions < 100; questions++) {
    expect(holdsFor(search, time)).to.equal(true);
    const page = log.page(nextQuestion(search));
    const left = narrowed(search, page, time);
    if (!left) return { page, questions };
    search = left;
  }
  throw new Error('It never ends.');
}

describe('the search for a time in the log', () => {
  it('ends at the page where that time is', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 50 }), { minLength: 1, maxLength: 1_000, size: 'max' }),
        fc.nat(999),
        fc.nat(30_000),
        (steps, gone, time) => {
          let at = 0;
          const times = steps.map((step) => (at += step));
          const log = createLog(times, gone % times.length);
          const { page } = find(log, time);
          const before = times.filter((one) => one <= time).length;
          // The last that is early enough is there, or just before, and the first that is too late is there.
          const [first, last] = [page.entries[0]?.seq ?? page.after! + 1, page.entries.at(-1)?.seq ?? 0];
          if (before > gone % times.length) expect(before).to.be.at.least(first - 1);
          if (before < times.length) expect(Math.max(before, gone % times.length) + 1).to.be.at.most(last);
        },
      ),
    );
  });

  it('asks for a few pages of a long log, wherever the place is', () => {
    const log = createLog(Array.from({ length: 100_000 }, (_, index) => index * 10));
    for (const time of [-1, 0, 1_234, 500_000, 999_990, 2_000_000]) {
      const { page, questions } = find(log, time);
      expect(questions).to.be.at.most(12);
      const [first, last] = [page.entries[0]!, page.entries.at(-1)!];
      expect(first.seq === 1 || first.at <= time + 10).to.equal(true);
      expect(last.seq === log.head || last.at > time).to.equal(true);
    }
  });

  it('ends also where the clock of the log was set back', () => {
    const times = Array.from({ length: 2_000 }, (_, index) => (index % 700) * 10);
    for (const time of [-1, 0, 3_500, 6_990, 9_000])
      expect(() => find(createLog(times), time)).not.to.throw();
  });
});
