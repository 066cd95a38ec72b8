import { expect } from 'chai';
import type { Entry } from '../../../protocol/server-messages.ts';
import { pinsIn } from '../../../widget/timeline/pins.ts';
import { emptyTimeline, reduce } from '../../../widget/timeline/timeline.ts';
import { entries, entry, fresh, pin, removal } from '../support/frames.ts';

const pinned = (...all: readonly Entry[]) => pinsIn(reduce(emptyTimeline, fresh({ entries: all })));
const seqs = (...all: readonly Entry[]) => pinned(...all).map(({ seq }) => seq);

describe('what is pinned', () => {
  it('is the newest pin first, whatever the order of the messages', () => {
    expect(seqs(...entries(1, 3), pin(4, 3), pin(5, 1))).to.deep.equal([1, 3]);
    expect(pinned(entry(1), pin(2, 1))[0]!.message!.text).to.equal('text 1');
  });

  it('comes anew where it is pinned again, and goes where it is let go or removed', () => {
    expect(seqs(...entries(1, 2), pin(3, 1), pin(4, 2), pin(5, 1))).to.deep.equal([1, 2]);
    expect(seqs(...entries(1, 2), pin(3, 1), pin(4, 2), pin(5, 1, false))).to.deep.equal([2]);
    expect(seqs(...entries(1, 2), pin(3, 1), removal(4, 1))).to.deep.equal([]);
  });

  it('may be older than what is held', () => {
    expect(pinned(entry(8), pin(9, 3))).to.deep.equal([{ seq: 3, message: undefined }]);
  });
});
