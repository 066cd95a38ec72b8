import { expect } from 'chai';
import type { Entry, MessageEntry, Participant } from '../../../protocol/server-messages.ts';
import type { Draft } from '../../../widget/outbox/outbox.ts';
import type { DraftRow, MessageRow, Row } from '../../../widget/rows/row.ts';
import { expected } from '../../../widget/rows/expected.ts';
import { createRows } from '../../../widget/rows/rows.ts';
import { emptyTimeline, reduce, type Timeline } from '../../../widget/timeline/timeline.ts';
import {
  ann,
  bo,
  edit,
  entries,
  entry,
  fresh,
  notice,
  poll,
  reaction,
  removal,
  vote,
} from '../support/frames.ts';

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
  expected,
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

  it('leave out the drafts where the log goes on past them', () => {
    const rows = createRows()({ ...shown(entries(1, 2), { drafts: [draft] }), isAhead: true });
    expect(rows.filter(({ kind }) => kind === 'draft')).to.deep.equal([]);
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
      seq: 1,
      name: 'Bo',
      text: 'text 1',
    });
    expect(message([entry(1), answer, edit(3, 1, { text: 'Better' })], 1).reply).to.deep.include({
      text: 'Better',
    });
    expect(message([entry(1), answer, removal(3, 1)], 1).reply).to.deep.equal({
      kind: 'removed',
      seq: 1,
    });
    expect(message([entry(2, { replyTo: 1 })]).reply).to.deep.equal({ kind: 'unknown', seq: 1 });
    expect(message([entry(1)]).reply).to.equal(undefined);
  });

  it('quote what a draft answers', () => {
    const answer: Draft = { ...draft, deed: { type: 'post', text: 'Yes', replyTo: 1 } };
    const row = spoken([entry(1)], { drafts: [answer] })[1] as DraftRow;
    expect(row.reply).to.deep.equal({ kind: 'message', seq: 1, name: 'Bo', text: 'text 1' });
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

describe('rows of what one does oneself', () => {
  const under = (deed: Draft['deed'], rest: Partial<Draft> = {}) => [{ ...draft, deed, ...rest } as Draft];
  const rowUnder = (drafts: readonly Draft[], all: readonly Entry[] = [entry(1, { from: ann })]) =>
    spoken(all, { drafts })[0]!;

  it('show another text at once, and that it is not in the log yet', () => {
    const row = rowUnder(under({ type: 'edit', ref: 1, text: 'Better' }));
    expect(row).to.deep.include({ text: 'Better', edited: true, pending: true });
  });

  it('show a place where a message is being taken back', () => {
    expect(rowUnder(under({ type: 'remove', ref: 1 })).kind).to.equal('removed');
  });

  it('count one’s reaction at once, on and off', () => {
    const on = under({ type: 'react', ref: 1, emoji: '👍', on: true });
    expect(rowUnder(on)).to.deep.include({ reactions: [{ emoji: '👍', names: ['Ann'], own: true }] });
    const off = under({ type: 'react', ref: 1, emoji: '👍', on: false });
    const all = [entry(1), reaction(2, 1, { from: ann })];
    expect(rowUnder(off, all)).to.deep.include({ reactions: [], pending: false });
  });

  it('show one’s choice in a poll at once, and its end', () => {
    const asked = [poll(1), vote(2, 1, 0, ann)];
    const pollUnder = (deed: Draft['deed']) => (rowUnder(under(deed), asked) as MessageRow).poll;
    expect((rowUnder([], asked) as MessageRow).poll).to.deep.include({ choice: 0, ended: false });
    expect(pollUnder({ type: 'vote', ref: 1, option: 2 })?.choice).to.equal(2);
    expect(pollUnder({ type: 'vote', ref: 1 })?.choice).to.equal(undefined);
    expect(pollUnder({ type: 'end-poll', ref: 1 })?.ended).to.equal(true);
  });

  it('show a poll from the first moment, as what it asks', () => {
    const deed = { type: 'poll', text: 'Coffee?', options: ['Yes', 'No'] } as const;
    const row = rowsOf([], { drafts: under({ ...deed, options: [...deed.options] }) }).at(-1);
    expect(row).to.deep.include({ kind: 'draft', text: 'Coffee?' });
  });

  it('show the message as the log has it where the deed has failed', () => {
    const failed = { kind: 'refused', final: true, sentence: 'Not yours.' } as const;
    const row = rowUnder(under({ type: 'edit', ref: 1, text: 'Better' }, failed));
    expect(row).to.deep.include({ text: 'text 1', pending: false });
  });

  it('are made anew when a deed is on its way, and when it has come', () => {
    const rows = createRows();
    const timeline = timelineOf([entry(1)]);
    const given = { ...shown([]), timeline };
    const before = rows(given).at(-1);
    const drafts = under({ type: 'react', ref: 1, emoji: '👍', on: true });
    const amid = rows({ ...given, drafts }).at(-1);
    expect(amid).not.to.equal(before);
    expect(rows({ ...given, drafts }).at(-1)).to.equal(amid);
    expect((rows(given).at(-1) as MessageRow).reactions).to.deep.equal([]);
  });
});

describe('rows that call the reader', () => {
  const calls = (text: string, me: Participant = ann) => message([entry(1, { text })], 0).calls && me === ann;

  it('are those that name them, as a word, in any case', () => {
    for (const text of ['@Ann', 'hello @ann!', '(@ANN)', '@Anna @Ann'])
      expect(calls(text), text).to.equal(true);
    for (const text of ['Ann', '@Anna', '@An', '@ Ann']) expect(calls(text), text).to.equal(false);
  });

  it('are those that answer them, and none of their own', () => {
    expect(message([entry(1, { from: ann }), entry(2, { replyTo: 1 })], 1).calls).to.equal(true);
    expect(message([entry(1), entry(2, { replyTo: 1 })], 1).calls).to.equal(false);
    expect(message([entry(1, { from: ann, text: '@Ann' })]).calls).to.equal(false);
  });
});

describe('rows that were not read', () => {
  const kindsAfter = (all: readonly Entry[], unreadAfter: number) =>
    createRows()({ ...shown(all), unreadAfter }).map(({ kind }) => kind);

  it('begin with a line', () => {
    expect(kindsAfter(entries(1, 3), 2)).to.deep.equal(['day', 'message', 'message', 'unread', 'message']);
    expect(kindsAfter(entries(1, 3), 3)).not.to.include('unread');
  });

  it('do not begin with what one wrote oneself, or with what is gone', () => {
    const all = [entry(1), entry(2, { from: ann }), entry(3), entry(4), removal(5, 3)];
    expect(kindsAfter(all, 1)).to.deep.equal(['day', 'message', 'message', 'removed', 'unread', 'message']);
  });

  it('begin a run of their own', () => {
    const rows = createRows()({ ...shown(entries(1, 2)), unreadAfter: 1 }).filter(isSpoken);
    expect(rows.map(({ starts }) => starts)).to.deep.equal([true, true]);
  });
});

describe('rows of a flood', () => {
  const seqs = (rows: readonly Row[]) => rows.map((row) => ('seq' in row ? row.seq : row.kind));

  it('leave out what was skipped, and say how many that are', () => {
    const rows = createRows()({
      ...shown(entries(1, 9)),
      skips: [
        { from: 2, to: 4 },
        { from: 6, to: 6 },
      ],
    });
    expect(seqs(rows)).to.deep.equal(['day', 1, 'skipped', 5, 'skipped', 7, 8, 9]);
    expect(rows[2]).to.deep.include({ count: 3, from: 2 });
  });

  it('never leave out one’s own, or what calls one', () => {
    const all = [entry(1), entry(2, { from: ann }), entry(3, { text: '@Ann' }), entry(4), entry(5)];
    const rows = createRows()({ ...shown(all), skips: [{ from: 1, to: 4 }] });
    expect(seqs(rows)).to.deep.equal(['day', 2, 3, 'skipped', 5]);
    expect(rows[3]).to.deep.include({ count: 2 });
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
