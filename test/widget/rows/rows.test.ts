import { expect } from 'chai';
import type { Entry, MessageEntry } from '../../../protocol/server-messages.ts';
import { rowsOf, type MessageRow } from '../../../widget/timeline/rows.ts';
import { emptyTimeline, reduce, type Draft, type Timeline } from '../../../widget/timeline/timeline.ts';
import { ann, bo, entries, entry, fresh } from '../support/frames.ts';

const minute = 60_000;
const noon = 1_000 * minute;

const timelineOf = (all: readonly Entry[], drafts: readonly Draft[] = []): Timeline => ({
  ...emptyTimeline,
  entries: all,
  drafts,
});
const oneDay = () => 'one day';
const rows = (timeline: Timeline, dayOf: (at: number) => string = oneDay) => rowsOf(timeline, ann, dayOf);
const messages = (timeline: Timeline) =>
  rows(timeline).filter((row): row is MessageRow => row.kind === 'message');
/** Each message as `[` if it starts a run, `-` if it goes on, and `]` where the run ends. */
const runsOf = (all: readonly Entry[]) =>
  messages(timelineOf(all))
    .map(({ starts, continues }) => `${starts ? '[' : '-'}${continues ? '' : ']'}`)
    .join('');
const at = (ms: number, rest: Partial<MessageEntry> = {}) => entry(1, { at: noon + ms, ...rest });

describe('rowsOf', () => {
  it('has no row for an empty timeline', () => {
    expect(rows(emptyTimeline)).to.deep.equal([]);
  });

  it('has a row for each message, in order, and then for each draft', () => {
    const drafts: Draft[] = [{ kind: 'waiting', draftId: 'a', text: 'Mine', at: noon }];
    expect(messages(timelineOf(entries(1, 2), drafts)).map(({ text }) => text)).to.deep.equal([
      'text 1',
      'text 2',
      'Mine',
    ]);
  });

  it('has no row for an entry of a kind that it does not know', () => {
    const edit = { type: 'edit', seq: 2, at: noon } as unknown as Entry;
    expect(messages(timelineOf([entry(1), edit, entry(3)]))).to.have.length(2);
  });

  it('knows whose a message is', () => {
    expect(messages(timelineOf([entry(1), entry(2, { from: ann })])).map(({ own }) => own)).to.deep.equal([
      false,
      true,
    ]);
  });

  it('carries the draft until it is a message', () => {
    const draft: Draft = {
      kind: 'refused',
      draftId: 'a',
      text: 'Mine',
      at: noon,
      code: 'busy',
      sentence: 'No.',
    };
    const [first, second] = messages(timelineOf([entry(1)], [draft]));
    expect(first).not.to.have.property('draft');
    expect(second).to.deep.include({ text: 'Mine', own: true, from: ann });
    expect(second!.draft).to.deep.include(draft);
  });

  it('knows a draft for one’s own, also before it is known who one is', () => {
    const draft: Draft = { kind: 'waiting', draftId: 'a', text: 'Mine', at: noon };
    expect(rowsOf(timelineOf([], [draft]), undefined, oneDay)[1]).to.deep.include({
      text: 'Mine',
      own: true,
    });
  });

  it('gives every row a key of its own', () => {
    const twins = [entry(1, { draftId: 'same' }), entry(2, { from: ann, draftId: 'same' }), ...entries(3, 9)];
    const keys = rows(timelineOf(twins)).map(({ key }) => key);
    expect(new Set(keys).size).to.equal(keys.length);
  });

  it('keeps the key of a draft when it becomes a message', () => {
    let timeline = reduce(emptyTimeline, fresh({ entries: entries(1, 2) }), ann.id);
    timeline = reduce(timeline, { type: 'drafted', draftId: 'a', text: 'Mine', at: noon }, ann.id);
    const { key } = rows(timeline).at(-1)!;
    timeline = reduce(timeline, { type: 'accepted', draftId: 'a', seq: 3 }, ann.id);
    expect(rows(timeline).at(-1)!.key).to.equal(key);
    const echo = entry(3, { from: ann, draftId: 'a', text: 'Mine' });
    timeline = reduce(timeline, { type: 'entered', entry: echo }, ann.id);
    expect(rows(timeline).at(-1)!.key).to.equal(key);
    expect(timeline.drafts).to.deep.equal([]);
  });
});

describe('rowsOf, in runs', () => {
  it('ties the messages of one author together', () => {
    expect(runsOf([at(0), at(1), at(2)])).to.equal('[--]');
  });

  it('begins a run when another speaks', () => {
    expect(runsOf([at(0), at(1, { from: ann }), at(2, { from: ann }), at(3)])).to.equal('[][-][]');
  });

  it('begins a run after a pause of five minutes, counted from the message before', () => {
    const four = 4 * minute;
    expect(runsOf([at(0), at(four), at(2 * four)])).to.equal('[--]');
    expect(runsOf([at(0), at(5 * minute - 1)])).to.equal('[-]');
    expect(runsOf([at(0), at(5 * minute)])).to.equal('[][]');
  });

  it('begins a run when the author is called otherwise', () => {
    const renamed = { ...bo, name: 'Robert' };
    expect(runsOf([at(0), at(1, { from: renamed }), at(2, { from: renamed })])).to.equal('[][-]');
  });

  it('keeps two people of one name apart', () => {
    expect(runsOf([at(0), at(1, { from: { ...bo, id: 'bo-2' } })])).to.equal('[][]');
  });

  it('lets a draft join the run of its author', () => {
    const draft: Draft = { kind: 'waiting', draftId: 'a', text: 'Mine', at: noon + 1 };
    const all = messages(timelineOf([at(0, { from: ann })], [draft]));
    expect(all.map(({ starts, continues }) => [starts, continues])).to.deep.equal([
      [true, true],
      [false, false],
    ]);
  });
});

describe('rowsOf, by days', () => {
  const dayOf = (time: number) => `day ${Math.floor(time / (10 * minute))}`;
  const kindsOf = (all: readonly Entry[]) => rows(timelineOf(all), dayOf).map(({ kind }) => kind);

  it('begins each day with a divider', () => {
    expect(kindsOf([at(0), at(minute), at(10 * minute), at(30 * minute)])).to.deep.equal([
      'day',
      'message',
      'message',
      'day',
      'message',
      'day',
      'message',
    ]);
  });

  it('puts the time of its first message on the divider', () => {
    const [first] = rows(timelineOf([at(minute), at(2 * minute)]), dayOf);
    expect(first).to.deep.include({ kind: 'day', at: noon + minute });
  });

  it('lets no run reach over midnight', () => {
    const [, evening, , morning] = rows(timelineOf([at(10 * minute - 1), at(10 * minute)]), dayOf);
    expect(evening).to.deep.include({ starts: true, continues: false });
    expect(morning).to.deep.include({ starts: true, continues: false });
  });

  it('begins a day also for a draft', () => {
    const draft: Draft = { kind: 'waiting', draftId: 'a', text: 'Mine', at: noon + 10 * minute };
    expect(rows(timelineOf([at(0)], [draft]), dayOf).map(({ kind }) => kind)).to.deep.equal([
      'day',
      'message',
      'day',
      'message',
    ]);
  });
});
