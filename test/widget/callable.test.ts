import { expect } from 'chai';
import { createCallable } from '../../widget/callable.ts';
import { initialState, type ChatState } from '../../widget/chat-state.ts';
import { emptyTimeline, reduce } from '../../widget/timeline/timeline.ts';
import { ann, bo, entry, fresh } from './support/frames.ts';

const cleo = { ...bo, id: 'cleo', name: 'Cleo' };
const dana = { ...bo, id: 'dana', name: 'Dana' };

const state = (change: Partial<ChatState> = {}): ChatState => ({
  ...initialState({ kind: 'idle' }, true),
  you: ann,
  here: [ann, bo, dana],
  timeline: reduce(
    emptyTimeline,
    fresh({ entries: [entry(1), entry(2, { from: cleo }), entry(3, { from: ann })] }),
  ),
  ...change,
});

describe('those who can be called', () => {
  it('are who spoke lately, then who else is here, and not oneself', () => {
    const { people } = createCallable()(state());
    expect(people.map(({ name }) => name)).to.deep.equal(['Cleo', 'Bo', 'Dana']);
  });

  it('are known by name in texts, oneself among them', () => {
    const { names } = createCallable()(state());
    expect(names).to.have.members(['Ann', 'Bo', 'Cleo', 'Dana']);
  });

  it('are the same lists until somebody comes or speaks', () => {
    const callable = createCallable();
    const before = state();
    const first = callable(before);
    expect(callable({ ...before, present: 9, drafts: [] })).to.equal(first);
    expect(callable({ ...before, here: [ann] })).not.to.equal(first);
  });
});
