import { expect } from 'chai';
import type { Entry } from '../../../protocol/server-messages.ts';
import {
  emptyFold,
  findLine,
  foldBefore,
  foldFrom,
  foldOnto,
  type Fold,
  type Line,
  type Message,
} from '../../../widget/timeline/fold.ts';
import {
  ann,
  bo,
  edit,
  entries,
  entry,
  notice,
  pin,
  poll,
  pollEnd,
  reaction,
  removal,
  startAt,
  vote,
} from '../support/frames.ts';

const fold = (...all: readonly Entry[]): Fold => foldOnto(emptyFold, all);
const first = (...all: readonly Entry[]) => fold(...all).lines[0] as Message;

describe('fold', () => {
  it('makes a line of each message', () => {
    expect(fold(entry(7, { replyTo: 3 })).lines).to.deep.equal([
      {
        kind: 'message',
        seq: 7,
        at: startAt + 7_000,
        draftId: 'd7',
        from: bo,
        text: 'text 7',
        replyTo: 3,
        edited: false,
        pinned: false,
        reactions: [],
      },
    ]);
  });

  it('makes a line of each notice', () => {
    const { text } = notice(1);
    expect(fold(notice(1)).lines).to.deep.equal([
      { kind: 'notice', seq: 1, at: startAt + 1_000, draftId: 'd1', from: bo, text, level: 'info' },
    ]);
  });

  it('makes no line of a notice that was erased', () => {
    expect(fold(notice(1, { text: '' })).lines).to.deep.equal([]);
  });

  it('makes no line of an entry of a kind that it does not know', () => {
    const strange = { type: 'fireworks', seq: 2, at: 0 } as unknown as Entry;
    expect(fold(entry(1), strange, entry(3)).lines.map(({ seq }) => seq)).to.deep.equal([1, 3]);
  });

  it('gives a message the text of its latest edit', () => {
    const message = first(entry(1), edit(2, 1, { text: 'better' }), edit(3, 1, { text: 'best' }));
    expect(message).to.deep.include({ text: 'best', edited: true });
  });

  it('starts a message anew that is restored, in answer to what it answered', () => {
    const before = [entry(1, { replyTo: 1 }), edit(2, 1), reaction(3, 1), pin(4, 1), removal(5, 1)];
    const again = edit(6, 1, { text: 'again', restored: true, replyTo: 1 });
    const anew = first(entry(1, { replyTo: 1, text: 'again' }));
    expect(first(...before, again)).to.deep.equal(anew);
    expect(first(entry(1, { text: 'again', restored: true }), removal(5, 1), again)).to.deep.equal(anew);
    expect(first(...before, again, edit(7, 1, { text: 'new' }))).to.deep.include({
      text: 'new',
      edited: true,
    });
  });

  it('leaves a restored message removed that was taken back again', () => {
    const again = edit(3, 1, { text: 'again', restored: true });
    const emptied = edit(3, 1, { text: '', restored: true, removed: true });
    for (const restoral of [again, emptied])
      expect(first(entry(1), removal(2, 1), restoral, removal(4, 1)).kind).to.equal('removed');
    expect(first(entry(1), removal(2, 1), emptied).kind).to.equal('removed');
  });

  it('leaves nothing of a removed message but its place', () => {
    const bare = { kind: 'removed', seq: 1, at: startAt + 1_000, draftId: 'd1', from: bo };
    expect(first(entry(1, { replyTo: 1 }), edit(2, 1), reaction(3, 1), removal(4, 1))).to.deep.equal(bare);
    expect(first(entry(1, { text: '', removed: true, replyTo: 1 }))).to.deep.equal(bare);
  });

  it('takes an edit without its text for the removal that emptied it', () => {
    expect(first(entry(1), edit(2, 1, { text: '', removed: true })).kind).to.equal('removed');
  });

  it('lets a removal win for ever', () => {
    const later = [edit(3, 1), reaction(4, 1), pin(5, 1), removal(6, 1)];
    expect(fold(entry(1), removal(2, 1), ...later)).to.deep.equal(fold(entry(1), removal(2, 1)));
  });

  it('groups reactions by emoji, in the order in which they came', () => {
    const { reactions } = first(
      entry(1),
      reaction(2, 1, { emoji: '🎉' }),
      reaction(3, 1),
      reaction(4, 1, { emoji: '🎉', from: ann }),
    );
    expect(reactions).to.deep.equal([
      { emoji: '🎉', who: [bo, ann] },
      { emoji: '👍', who: [bo] },
    ]);
  });

  it('takes a reaction off again, and the emoji with the last who had it', () => {
    const all = [entry(1), reaction(2, 1), reaction(3, 1, { from: ann })];
    const off = reaction(4, 1, { on: false });
    expect(first(...all, off).reactions).to.deep.equal([{ emoji: '👍', who: [ann] }]);
    expect(first(...all, off, reaction(5, 1, { on: false, from: ann })).reactions).to.deep.equal([]);
  });

  it('counts a reaction once, and bears one that is taken off before it was there', () => {
    const once = fold(entry(1), reaction(2, 1));
    const twice = foldOnto(once, [reaction(3, 1)]);
    expect(twice.lines[0]).to.equal(once.lines[0]);
    const none = fold(entry(1));
    const off = [reaction(2, 1, { on: false }), reaction(3, 1, { emoji: '🎉', on: false })];
    expect(foldOnto(none, off).lines[0]).to.equal(none.lines[0]);
    const other = foldOnto(once, [reaction(3, 1, { on: false, from: ann })]);
    expect(other.lines[0]).to.equal(once.lines[0]);
  });

  it('pins and unpins', () => {
    expect(first(entry(1), pin(2, 1)).pinned).to.equal(true);
    expect(first(entry(1), pin(2, 1), pin(3, 1, false)).pinned).to.equal(false);
  });

  it('counts the newest vote of each in a poll, and none that was taken back', () => {
    const { poll: asked } = first(poll(1), vote(2, 1, 0), vote(3, 1, 1), vote(4, 1, 2, ann));
    expect(asked?.options).to.deep.equal(['Yes', 'No', 'Later']);
    expect([...asked!.votes]).to.deep.equal([
      ['bo', 1],
      ['ann', 2],
    ]);
    expect(first(poll(1), vote(2, 1, 0), vote(3, 1)).poll!.votes.get('bo')).to.equal(undefined);
  });

  it('ends a poll', () => {
    expect(first(poll(1), vote(2, 1, 0)).poll!.ended).to.equal(false);
    expect(first(poll(1), pollEnd(2, 1)).poll!.ended).to.equal(true);
  });

  it('makes no poll of a message by votes on it', () => {
    expect(first(entry(1), vote(2, 1, 0), pollEnd(3, 1))).to.deep.equal(first(entry(1)));
  });

  it('starts a restored poll anew, open and without votes', () => {
    const again = edit(5, 1, { text: 'Tea?', options: ['Yes', 'No', 'Later'], restored: true });
    expect(first(poll(1), vote(2, 1, 0), pollEnd(3, 1), removal(4, 1), again)).to.deep.equal(first(poll(1)));
  });

  it('lets an amendment of a kind that it does not know change nothing', () => {
    const strange = { type: 'gilding', seq: 2, at: 0, ref: 1 } as unknown as Entry;
    expect(fold(entry(1), strange)).to.deep.equal(fold(entry(1)));
  });

  it('changes no notice and no amendment', () => {
    const all = [notice(1), entry(2), edit(3, 2)];
    const { lines, early } = fold(...all, edit(4, 1), removal(5, 3));
    expect(lines).to.deep.equal(fold(...all).lines);
    expect(early).to.deep.equal([removal(5, 3)]);
  });

  it('keeps an amendment for a message that is not held', () => {
    const { lines, early } = fold(edit(5, 2), entry(6), reaction(7, 1));
    expect(lines.map(({ seq }) => seq)).to.deep.equal([6]);
    expect(early).to.deep.equal([edit(5, 2), reaction(7, 1)]);
  });

  it('changes nothing that was given out', () => {
    const before = fold(entry(1), reaction(2, 1), edit(3, 0));
    const copy = structuredClone(before);
    foldBefore(before, [entry(0)]);
    foldOnto(before, [edit(4, 1), reaction(5, 1, { from: ann }), entry(6)]);
    foldFrom(before, [entry(9)]);
    expect(before).to.deep.equal(copy);
  });
});

describe('fold of what comes', () => {
  const begun = fold(...entries(1, 500));

  it('touches no line but the amended one', () => {
    const { lines } = foldOnto(begun, [edit(501, 250), entry(502)]);
    const changed = begun.lines.filter((line, index) => line !== lines[index]);
    expect(changed.map(({ seq }) => seq)).to.deep.equal([250]);
    expect(lines).to.have.length(501);
  });

  it('is the same where nothing comes', () => {
    expect(foldOnto(begun, [])).to.equal(begun);
  });
});

describe('fold of a page in front', () => {
  const held = fold(edit(5, 2, { text: 'better' }), entry(6), removal(7, 3), reaction(8, 1));

  it('applies what was there before its message', () => {
    const { lines, early } = foldBefore(held, [entry(2), entry(3), edit(4, 2, { text: 'good' })]);
    expect(lines[0]).to.deep.include({ seq: 2, text: 'better' });
    expect(lines[1]).to.deep.include({ seq: 3, kind: 'removed' });
    expect(early).to.deep.equal([reaction(8, 1)]);
  });

  it('keeps the page’s own early ones, before the others', () => {
    const { early } = foldBefore(held, [reaction(2, 1), entry(3)]);
    expect(early).to.deep.equal([reaction(2, 1), edit(5, 2, { text: 'better' }), reaction(8, 1)]);
  });

  it('touches no line that was held', () => {
    expect(foldBefore(held, entries(2, 4)).lines.at(-1)).to.equal(held.lines[0]);
  });
});

describe('fold that lets the oldest go', () => {
  const all: Entry[] = [...entries(1, 4), edit(5, 2), edit(6, 4), reaction(7, 0)];

  it('keeps the lines that are held, and the amendments of the others', () => {
    const held = all.slice(2);
    const whole = fold(...all);
    const left = foldFrom(whole, held);
    expect(left).to.deep.equal(fold(...held));
    expect(left.lines[0]).to.equal(whole.lines[2]);
    expect(foldBefore(left, all.slice(0, 2))).to.deep.equal(whole);
  });

  it('is empty where nothing is held', () => {
    expect(foldFrom(fold(...all), [])).to.deep.equal(emptyFold);
  });
});

describe('findLine', () => {
  const { lines } = fold(entry(2), edit(3, 2), entry(4), entry(5), entry(9));

  it('finds each line by its seq, and none where there is none', () => {
    const found = Array.from({ length: 12 }, (_, seq) => findLine(lines, seq)?.seq);
    const none = undefined;
    expect(found).to.deep.equal([none, none, 2, none, 4, 5, none, none, none, 9, none, none]);
    expect(findLine([] as Line[], 1)).to.equal(undefined);
  });
});
