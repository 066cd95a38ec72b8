import { expect } from 'chai';
import fc from 'fast-check';
import { emptyFold, foldOnto } from '../../../widget/timeline/fold.ts';
import { acts, LogStory, type Step } from '../support/log-story.ts';
import { ann } from '../support/frames.ts';

const step: fc.Arbitrary<Step> = fc.record({ act: fc.constantFrom(...acts), dice: fc.nat({ max: 209 }) });
const steps = fc.array(step, { maxLength: 80, size: 'max' });

const told = (run: (story: LogStory) => void) =>
  fc.assert(
    fc.property(steps, (all) => {
      const story = new LogStory();
      for (const one of all) {
        story.take(one);
        run(story);
      }
      story.finish();
      run(story);
    }),
    { numRuns: 500 },
  );

describe('timeline, whatever comes in whatever order', () => {
  it('has its entries in the order of the log, once, without a hole, up to the last', () => {
    told(({ timeline: { entries, last }, log }) => {
      expect(entries).to.deep.equal(log.slice(last - entries.length, last));
    });
  });

  it('amounts to what its entries amount to', () => {
    told(({ timeline: { entries, lines, early } }) => {
      expect({ lines, early }).to.deep.equal(foldOnto(emptyFold, entries));
    });
  });

  it('loses no draft: each is shown as a draft or is in the log', () => {
    told(({ outbox: { drafts }, log, written }) => {
      const shown = new Set(drafts.map(({ draftId }) => draftId));
      const stored = new Set(log.filter(({ from }) => from === ann).map(({ draftId }) => draftId));
      expect(written.filter((draftId) => !shown.has(draftId) && !stored.has(draftId))).to.deep.equal([]);
    });
  });

  it('shows nothing twice, as a draft and as a message', () => {
    told(({ outbox: { drafts }, timeline: { entries } }) => {
      const echoed = new Set(entries.filter(({ from }) => from === ann).map(({ draftId }) => draftId));
      expect(drafts.filter(({ draftId }) => echoed.has(draftId))).to.deep.equal([]);
    });
  });

  it('has every draft in the log, and none left, once all has arrived', () => {
    fc.assert(
      fc.property(steps, (all) => {
        const story = new LogStory();
        for (const one of all) story.take(one);
        story.finish();
        expect(story.timeline.last).to.equal(story.log.length);
        expect(story.outbox.drafts).to.deep.equal([]);
        const stored = story.log.filter(({ from }) => from === ann).map(({ draftId }) => draftId);
        expect(stored.sort()).to.deep.equal([...story.written].sort());
      }),
      { numRuns: 500 },
    );
  });
});
