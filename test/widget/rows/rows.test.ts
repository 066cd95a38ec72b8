import { expect } from 'chai';
import type { Entry, MessageEntry, Participant } from '../../../protocol/server-messages.ts';
import type { Draft } from '../../../widget/outbox/outbox.ts';
import { createRows, type DraftRow, type MessageRow, type Row } from '../../../widget/rows/rows.ts';
import { emptyTimeline, reduce, type Timeline } from '../../../widget/timeline/timeline.ts';
import { ann, bo, edit, entries, entry, fresh, notice, reaction, removal } from '../support/frames.ts';

const minute = 60_000;
const noon = 1_000 * minute;

const timelineOf = (all: readonly Entry[]): Timeline => reduce(emptyTimeline, fresh({ entries: all }));
const oneDay = () => 'one day';

interface Given {
  readonly drafts?: readonly Draft[];
  readonly me?: Participant | undefined;
  readonly dayOf?: (at: number) => string;
}

const shown = (all: readonly Entry[], given: Given = {}) => ({
  timeline: timelineOf(all),
  drafts: [],
  me: ann,
  dayOf: oneDay,
  ...given,
});
const rowsOf = (all: readonly Entry[], given: Given = {}) => createRows()(shown(all, given));

type Spoken = Extract<Row, { readonly own: boolean }>;
const isSpoken = (row: Row): row is Spoken => 'own' in row;
const spoken = (all: readonly Entry[], given: Given = {}) => rowsOf(all, given).filter(isSpoken);
const message = (all: readonly Entry[], index = 0) => spoken(all)[index] as MessageRow;

/** Each message as `[` if it starts a run, `-` if it goes on, and `]` where the run ends. */
const runsOf = (all: readonly Entry[]) =>
  spoken(all)
    .map(({ starts, continues }) => `${starts ? '[' : '-'}${continues ? '' : ']'}`)
    .join('');

/** Messages at these times past noon, in the order of the log. */
const talk = (...lines: readonly (readonly [ms: number, rest?: Partial<MessageEntry>])[]) =>
  lines.map(([ms, rest], index) => entry(index + 1, { at: noon + ms, ...rest }));

const draft: Draft = {
  kind: 'waiting',
  draftId: 'a',
  deed: { type: 'post', text: 'Mine' },
  at: noon,
  author: 'ann',
};

describe('rows', () => {
  it('are none for an empty timeline', () => {
    expect(rowsOf([])).to.deep.equal([]);
  });

  it('are one for each message, in order, and then for each draft', () => {
    const texts = spoken(entries(1, 2), { drafts: [draft] }).map((row) => (row as MessageRow).text);
    expect(texts).to.deep.equal(['text 1', 'text 2', 'Mine']);
  });

  it('are none for an entry of a kind that is not known', () => {
    const unknown = { ...entry(2), type: 'fireworks' } as unknown as Entry;
    expect(spoken([entry(1), unknown, entry(3)])).to.have.length(2);
  });

  it('know whose a message is', () => {
    const rows = spoken([entry(1), entry(2, { from: ann })]);
    expect(rows.map(({ own }) => own)).to.deep.equal([false, true]);
  });

  it('carry the draft until it is a message', () => {
    const refused: Draft = { ...draft, kind: 'refused', final: false, sentence: 'No.' };
    const [first, second] = spoken([entry(1)], { drafts: [refused] });
    expect(first!.kind).to.equal('message');
    expect(second).to.deep.include({ kind: 'draft', text: 'Mine', own: true, from: ann, draft: refused });
  });

  it('know a draft for one’s own, also before it is known who one is', () => {
    const [row] = spoken([], { drafts: [draft], me: undefined });
    expect(row).to.deep.include({ text: 'Mine', own: true });
  });

  it('have a key of their own each', () => {
    const twins = [
      entry(1, { draftId: 'same' }),
      entry(2, { from: ann, draftId: 'same' }),
      notice(3, { draftId: 'same' }),
      ...entries(4, 9),
    ];
    const keys = rowsOf(twins, { drafts: [draft] }).map(({ key }) => key);
    expect(new Set(keys).size).to.equal(keys.length);
  });

  it('keep the key of a draft when it becomes a message, and when that is taken back', () => {
    const echo = entry(3, { from: ann, draftId: 'a', text: 'Mine' });
    const before = rowsOf(entries(1, 2), { drafts: [draft] }).at(-1)!.key;
    const early = rowsOf(entries(1, 2), { drafts: [draft], me: undefined }).at(-1)!.key;
    const keys = [[echo], [echo, removal(4, 3)]].map(
      (news) => rowsOf([...entries(1, 2), ...news]).at(-1)!.key,
    );
    expect([early, ...keys]).to.deep.equal([before, before, before]);
  });

  it('show no deed but a message before the log does, unless it has failed', () => {
    const deed = { type: 'edit', ref: 1, text: 'Better' } as const;
    const failed: Draft = { ...draft, deed, kind: 'refused', final: true, sentence: 'Not yours.' };
    expect(spoken([entry(1)], { drafts: [{ ...draft, deed }] })).to.have.length(1);
    expect(spoken([entry(1)], { drafts: [failed] })[1]).to.deep.include({ kind: 'draft', text: 'Better' });
    const remove: Draft = { ...failed, deed: { type: 'remove', ref: 1 } };
    expect(spoken([entry(1)], { drafts: [remove] })[1]).to.deep.include({ kind: 'draft', text: '' });
  });
});

describe('rows of what was amended', () => {
  it('show the newest text, and that it was edited', () => {
    const row = message([entry(1), edit(2, 1, { text: 'Better' })]);
    expect(row).to.deep.include({ kind: 'message', seq: 1, text: 'Better', edited: true });
    expect(message([entry(1)]).edited).to.equal(false);
  });

  it('show a place where a message was taken back', () => {
    const [row] = spoken([entry(1), removal(2, 1)]);
    expect(row).to.deep.include({ kind: 'removed', from: bo });
    expect(row).not.to.have.property('text');
  });

  it('group reactions by emoji, with who, and whether that is one too', () => {
    const row = message([
      entry(1),
      reaction(2, 1),
      reaction(3, 1, { emoji: '🎉' }),
      reaction(4, 1, { from: ann }),
    ]);
    expect(row.reactions).to.deep.equal([
      { emoji: '👍', names: ['Bo', 'Ann'], own: true },
      { emoji: '🎉', names: ['Bo'], own: false },
    ]);
  });

  it('quote what a message answers, as it is now', () => {
    const answer = entry(2, { from: ann, replyTo: 1 });
    expect(message([entry(1), answer], 1).reply).to.deep.equal({
      kind: 'message',
      name: 'Bo',
      text: 'text 1',
    });
    expect(message([entry(1), answer, edit(3, 1, { text: 'Better' })], 1).reply).to.deep.include({
      text: 'Better',
    });
    expect(message([entry(1), answer, removal(3, 1)], 1).reply).to.deep.equal({ kind: 'removed' });
    expect(message([entry(2, { replyTo: 1 })]).reply).to.deep.equal({ kind: 'unknown' });
    expect(message([entry(1)]).reply).to.equal(undefined);
  });

  it('quote what a draft answers', () => {
    const answer: Draft = { ...draft, deed: { type: 'post', text: 'Yes', replyTo: 1 } };
    const row = spoken([entry(1)], { drafts: [answer] })[1] as DraftRow;
    expect(row.reply).to.deep.equal({ kind: 'message', name: 'Bo', text: 'text 1' });
  });

  it('show a notice between runs', () => {
    const rows = rowsOf([entry(1), notice(2), entry(3)]);
    expect(rows.map(({ kind }) => kind)).to.deep.equal(['day', 'message', 'notice', 'message']);
    expect(runsOf([entry(1), notice(2), entry(3)])).to.equal('[][]');
    expect(rows[2]).to.deep.include({ text: 'notice 2' });
  });

  it('count first of all what was skipped', () => {
    const reset = fresh({ why: 'too-far', entries: entries(8, 9), more: true });
    const timeline = reduce(timelineOf(entries(1, 3)), reset);
    const [first] = createRows()({ timeline, drafts: [], me: ann, dayOf: oneDay });
    expect(first).to.deep.include({ kind: 'skipped', count: 4 });
  });
});

describe('rows, in runs', () => {
  it('tie the messages of one author together', () => {
    expect(runsOf(talk([0], [1], [2]))).to.equal('[--]');
  });

  it('begin a run when another speaks', () => {
    expect(runsOf(talk([0], [1, { from: ann }], [2, { from: ann }], [3]))).to.equal('[][-][]');
  });

  it('begin a run after a pause of five minutes, counted from the message before', () => {
    const four = 4 * minute;
    expect(runsOf(talk([0], [four], [2 * four]))).to.equal('[--]');
    expect(runsOf(talk([0], [5 * minute - 1]))).to.equal('[-]');
    expect(runsOf(talk([0], [5 * minute]))).to.equal('[][]');
  });

  it('begin a run when the author is called otherwise', () => {
    const renamed = { ...bo, name: 'Robert' };
    expect(runsOf(talk([0], [1, { from: renamed }], [2, { from: renamed }]))).to.equal('[][-]');
  });

  it('keep two people of one name apart', () => {
    expect(runsOf(talk([0], [1, { from: { ...bo, id: 'bo-2' } }]))).to.equal('[][]');
  });

  it('let a draft join the run of its author', () => {
    const all = spoken(talk([0, { from: ann }]), { drafts: [{ ...draft, at: noon + 1 }] });
    expect(all.map(({ starts, continues }) => [starts, continues])).to.deep.equal([
      [true, true],
      [false, false],
    ]);
  });

  it('let a removed message stay in its run', () => {
    expect(runsOf([...talk([0], [1], [2]), removal(4, 2)])).to.equal('[--]');
  });
});

describe('rows, by days', () => {
  const dayOf = (time: number) => `day ${Math.floor(time / (10 * minute))}`;
  const kindsOf = (all: readonly Entry[], drafts: readonly Draft[] = []) =>
    rowsOf(all, { dayOf, drafts }).map(({ kind }) => kind);

  it('begin each day with a divider', () => {
    expect(kindsOf(talk([0], [minute], [10 * minute], [30 * minute]))).to.deep.equal([
      'day',
      'message',
      'message',
      'day',
      'message',
      'day',
      'message',
    ]);
  });

  it('put the time of its first message on the divider', () => {
    const [first] = rowsOf(talk([minute], [2 * minute]), { dayOf });
    expect(first).to.deep.include({ kind: 'day', at: noon + minute });
  });

  it('let no run reach over midnight', () => {
    const [evening, morning] = spoken(talk([10 * minute - 1], [10 * minute]), { dayOf });
    expect(evening).to.deep.include({ starts: true, continues: false });
    expect(morning).to.deep.include({ starts: true, continues: false });
  });

  it('begin a day also for a draft', () => {
    const late = { ...draft, at: noon + 10 * minute };
    expect(kindsOf(talk([0]), [late])).to.deep.equal(['day', 'message', 'day', 'draft']);
  });

  it('go by the reader’s new zone when that changes', () => {
    const rows = createRows();
    const all = shown(talk([0], [10 * minute]));
    expect(rows(all).map(({ kind }) => kind)).to.deep.equal(['day', 'message', 'message']);
    expect(rows({ ...all, dayOf }).map(({ kind }) => kind)).to.deep.equal([
      'day',
      'message',
      'day',
      'message',
    ]);
  });
});

describe('rows that were there before', () => {
  /** The places of the rows that are not the same objects as before. */
  function renewed(before: Given & { all: readonly Entry[] }, after: Given & { all: readonly Entry[] }) {
    const rows = createRows();
    const timeline = timelineOf(before.all);
    const next = reduce(timeline, { type: 'entered', entries: after.all.slice(before.all.length) });
    const former = rows({ ...shown([]), ...before, timeline }).filter(isSpoken);
    const now = rows({ ...shown([]), ...after, timeline: next }).filter(isSpoken);
    return former.flatMap((row, index) => (row === now[index] ? [] : [index]));
  }

  const begun = talk([0], [1], [2], [3, { from: ann, replyTo: 1 }]);

  it('are the same objects when something else is said', () => {
    const news = entry(5, { at: noon + 4 });
    expect(renewed({ all: begun }, { all: [...begun, news] })).to.deep.equal([]);
  });

  it('are new where their run goes on', () => {
    const news = entry(5, { at: noon + 4, from: ann });
    expect(renewed({ all: begun }, { all: [...begun, news] })).to.deep.equal([3]);
  });

  it('are new where they were amended, or what they answer was', () => {
    expect(renewed({ all: begun }, { all: [...begun, reaction(5, 2)] })).to.deep.equal([1]);
    expect(renewed({ all: begun }, { all: [...begun, edit(5, 1)] })).to.deep.equal([0, 3]);
  });

  it('are new when it turns out who one is', () => {
    expect(renewed({ all: begun, me: undefined }, { all: begun })).to.deep.equal([0, 1, 2, 3]);
  });
});
