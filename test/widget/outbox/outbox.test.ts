import { expect } from 'chai';
import type { Entry, Reset, ResetReason } from '../../../protocol/server-messages.ts';
import {
  emptyOutbox,
  isFull,
  mostDrafts,
  nextDraft,
  reduceOutbox,
  unsettled,
  type Draft,
  type Outbox,
  type OutboxEvent,
  type Present,
} from '../../../widget/outbox/outbox.ts';
import { ann, bo, edit, entries, entry, reaction, refusal } from '../support/frames.ts';

const now: Present = { me: ann.id, last: 2 };

const after = (events: readonly OutboxEvent[], outbox: Outbox = emptyOutbox, present: Present = now) =>
  events.reduce((former, event) => reduceOutbox(former, event, present), outbox);

const written = (draftId: string, text = 'Hello', author: string | undefined = ann.id) => ({
  draftId,
  deed: { type: 'post', text } as const,
  at: 42,
  author,
});
const drafted = (draftId: string, author: string | undefined = ann.id): OutboxEvent => ({
  type: 'drafted',
  draft: written(draftId, 'Hello', author),
});
const sent = (draftId: string): OutboxEvent => ({ type: 'sent', draftId });
const entered = (...all: readonly Entry[]): OutboxEvent => ({ type: 'entered', entries: all });
const accepted = (draftId: string, seq: number): OutboxEvent => ({ type: 'accepted', draftId, seq });
const welcomed = (
  why?: ResetReason,
  all: readonly Entry[] = [],
  head = all.at(-1)?.seq ?? 9,
): OutboxEvent => ({
  type: 'welcomed',
  why,
  head,
  entries: all,
});
const own = (seq: number, draftId: string) => entry(seq, { from: ann, draftId, text: 'Hello' });
const shapeOf = ({ drafts }: Outbox) => drafts.map(({ draftId, kind }) => `${draftId} ${kind}`);

const begun = after([drafted('a')]);

describe('outbox', () => {
  it('holds drafts in the order of writing', () => {
    expect(after([drafted('b')], begun).drafts).to.deep.equal([
      { kind: 'waiting', ...written('a') },
      { kind: 'waiting', ...written('b') },
    ]);
  });

  it('lets go what is in the log', () => {
    expect(shapeOf(after([entered(own(3, 'a'))], begun))).to.deep.equal([]);
  });

  it('lets go deeds of other kinds likewise', () => {
    for (const echo of [edit(3, 1, { from: ann, draftId: 'a' }), reaction(3, 1, { from: ann, draftId: 'a' })])
      expect(shapeOf(after([entered(echo)], begun))).to.deep.equal([]);
  });

  it('leaves a draft alone when somebody else has used the same id', () => {
    expect(after([entered(entry(3, { from: bo, draftId: 'a' }))], begun)).to.equal(begun);
  });

  it('bears an entry that nobody made', () => {
    const strange = { type: 'clock', seq: 3, at: 0 } as unknown as Entry;
    expect(after([entered(strange)], begun)).to.equal(begun);
    expect(after([entered(strange)], begun, { me: undefined, last: 3 })).to.equal(begun);
  });

  it('keeps an accepted draft where it is until its echo comes', () => {
    const outbox = after([accepted('a', 3)], begun);
    expect(outbox.drafts).to.deep.equal([{ kind: 'accepted', ...written('a'), seq: 3 }]);
    expect(shapeOf(after([entered(own(3, 'a'))], outbox))).to.deep.equal([]);
  });

  it('lets a draft go that is accepted as an entry of the past: its echo will never come', () => {
    expect(shapeOf(after([accepted('a', 1)], begun))).to.deep.equal([]);
    expect(shapeOf(after([accepted('a', 2)], begun))).to.deep.equal([]);
  });

  it('lets an accepted draft go when the entries have gone past it', () => {
    const outbox = after([accepted('a', 7)], begun);
    expect(shapeOf(after([entered(...entries(8, 9))], outbox, { ...now, last: 9 }))).to.deep.equal([]);
  });

  it('keeps a refused draft with the sentence, where it was', () => {
    const { drafts } = after([drafted('b'), refusal('a', { kind: 'final' })], begun);
    expect(drafts[0]).to.deep.equal({
      kind: 'refused',
      ...written('a'),
      final: true,
      sentence: 'That was fast. Wait a moment.',
    });
    expect(drafts.map(({ draftId }) => draftId)).to.deep.equal(['a', 'b']);
  });

  it('takes a refusal of an older server, without a kind, for one that may be tried again', () => {
    const { kind: _kind, ...older } = refusal('a');
    const { drafts } = after([older as typeof older & { kind: 'retry' }], begun);
    expect(drafts[0]).to.deep.include({ kind: 'refused', final: false });
  });

  it('lets a refused draft wait once more when it is retried, and forgets the sentence', () => {
    const { drafts } = after([refusal('a'), { type: 'retried', draftId: 'a' }], begun);
    expect(drafts).to.deep.equal([{ kind: 'waiting', ...written('a') }]);
  });

  it('says what a delayed draft waits for', () => {
    const { drafts } = after([{ type: 'delayed', draftId: 'a', sentence: 'In a moment.' }], begun);
    expect(drafts[0]).to.deep.equal({ kind: 'waiting', ...written('a'), sentence: 'In a moment.' });
  });

  it('forgets a draft that is discarded, and no other', () => {
    const outbox = after([drafted('b'), refusal('a'), { type: 'discarded', draftId: 'a' }], begun);
    expect(shapeOf(outbox)).to.deep.equal(['b waiting']);
  });

  it('changes nothing for the answer to a draft that is gone', () => {
    for (const answer of [accepted('x', 9), refusal('x'), { type: 'retried', draftId: 'x' } as const])
      expect(after([answer], begun)).to.deep.equal(begun);
  });

  it('is full with twenty drafts that wait for the log or for the person', () => {
    const ids = Array.from({ length: mostDrafts }, (_, index) => `d${index}`);
    const outbox = after(ids.map((id) => drafted(id)));
    expect(isFull(outbox.drafts)).to.equal(true);
    expect(isFull(after([refusal('d0')], outbox).drafts)).to.equal(true);
    expect(isFull(after([accepted('d0', 3)], outbox).drafts)).to.equal(false);
    expect(unsettled(after([accepted('d0', 3)], outbox).drafts)).to.have.length(mostDrafts - 1);
  });

  it('is not full with what waits for a moderator, who may have settled it while we were away', () => {
    const ids = Array.from({ length: mostDrafts }, (_, index) => `d${index}`);
    const held = ids.map((id) => ({ ...refusal(id), code: 'held' }) as const);
    const outbox = after(held, after(ids.map((id) => drafted(id))));
    expect(isFull(outbox.drafts)).to.equal(false);
    expect(unsettled(outbox.drafts)).to.have.length(mostDrafts);
    expect(
      isFull(
        after(
          ids.map((id) => drafted(`new-${id}`)),
          outbox,
        ).drafts,
      ),
    ).to.equal(true);
  });
});

describe('outbox, one flight at a time', () => {
  const idOf = (outbox: Outbox) => nextDraft(outbox)?.draftId;
  const flying = after([drafted('b'), sent('a')], begun);

  it('lets the first that waits go, and nothing beside it', () => {
    expect(idOf(begun)).to.equal('a');
    expect(idOf(flying)).to.equal(undefined);
    expect(idOf(after([refusal('a'), drafted('b')], begun))).to.equal('b');
    expect(idOf(emptyOutbox)).to.equal(undefined);
  });

  it('goes on once there is an answer, whatever it says', () => {
    expect(idOf(after([accepted('a', 3)], flying))).to.equal('b');
    expect(idOf(after([accepted('a', 1)], flying))).to.equal('b');
    expect(idOf(after([refusal('a')], flying))).to.equal('b');
  });

  it('does not go on by the answer to another draft', () => {
    for (const answer of [accepted('x', 9), refusal('x'), { type: 'due', draftId: 'x' } as const])
      expect(idOf(after([answer], flying))).to.equal(undefined);
  });

  it('lets nothing overtake a delayed draft, which goes again when it is due', () => {
    const outbox = after([{ type: 'delayed', draftId: 'a', sentence: 'Wait.' }], flying);
    expect(idOf(outbox)).to.equal(undefined);
    expect(idOf(after([{ type: 'due', draftId: 'a' }], outbox))).to.equal('a');
  });

  it('begins anew with a new link', () => {
    expect(idOf(after([{ type: 'unlinked' }], flying))).to.equal('a');
    expect(after([{ type: 'unlinked' }], begun)).to.equal(begun);
  });
});

describe('outbox, welcomed', () => {
  it('finds echoes in what the welcome brings', () => {
    const outbox = after([drafted('b'), welcomed(undefined, [own(3, 'a')])], begun);
    expect(shapeOf(outbox)).to.deep.equal(['b waiting']);
  });

  it('keeps drafts over a reset, but not what the reset brings as a message', () => {
    const events = [drafted('b'), drafted('c'), refusal('c'), welcomed('epoch', [own(1, 'a')])];
    expect(shapeOf(after(events, begun))).to.deep.equal(['b waiting', 'c refused']);
  });

  for (const why of ['epoch', 'ahead', 'fork', 'reasons-of-the-future' as Reset['why']] as const)
    it(`lets an accepted draft wait again after ${why}: its log is no more`, () => {
      const outbox = after([accepted('a', 3)], begun);
      const longer = after([welcomed(why, entries(1, 9))], outbox, { ...now, last: 9 });
      expect(longer.drafts).to.deep.equal([{ kind: 'waiting', ...written('a') }]);
      const echo = after([welcomed(why, [own(1, 'a')])], outbox);
      expect(echo.drafts).to.deep.equal([]);
    });

  for (const why of [undefined, 'fresh', 'too-far'] as const)
    it(`asks again for an accepted draft whose entry has not come with ${why ?? 'a resume'}`, () => {
      const outbox = after([accepted('a', 3), drafted('b')], begun);
      expect(shapeOf(after([welcomed(why)], outbox))).to.deep.equal(['a waiting', 'b waiting']);
      expect(shapeOf(after([welcomed(why, [own(3, 'a')])], outbox))).to.deep.equal(['b waiting']);
    });

  it('leaves an accepted draft of who we were before as it is, unless the log is shorter', () => {
    const outbox = after([accepted('a', 3)], begun);
    const asBo = { me: bo.id, last: 2 };
    expect(shapeOf(after([welcomed('fresh', [], 3)], outbox, asBo))).to.deep.equal(['a accepted']);
    expect(shapeOf(after([welcomed('fresh', [], 2)], outbox, asBo))).to.deep.equal(['a estranged']);
  });

  it('claims what was written before it was known who one is', () => {
    const outbox = after([{ type: 'drafted', draft: written('a', 'Hello', undefined) }, welcomed('fresh')]);
    expect(outbox.drafts).to.deep.equal([{ kind: 'waiting', ...written('a') }]);
  });

  it('hands drafts back that were written as somebody else: POST-8', () => {
    const refused = refusal('b');
    const outbox = after(
      [welcomed('fresh')],
      after([drafted('b'), refused, drafted('c'), accepted('c', 9)], begun),
      { me: bo.id, last: 2 },
    );
    expect(shapeOf(outbox)).to.deep.equal(['a estranged', 'b refused', 'c accepted']);
    expect(nextDraft(outbox)).to.equal(undefined);
  });

  it('hands back also what a lost log had accepted from somebody else', () => {
    const outbox = after([accepted('a', 9)], begun);
    expect(shapeOf(after([welcomed('epoch')], outbox, { me: bo.id, last: 2 }))).to.deep.equal([
      'a estranged',
    ]);
  });

  it('sends what was handed back as who one is now, where the person wants that', () => {
    const asBo: Present = { me: bo.id, last: 2 };
    const outbox = after([welcomed('fresh'), { type: 'retried', draftId: 'a' }], begun, asBo);
    expect(outbox.drafts).to.deep.equal([{ kind: 'waiting', ...written('a', 'Hello', bo.id) }]);
    expect(shapeOf(after([welcomed()], outbox, asBo))).to.deep.equal(['a waiting']);
  });
});

describe('outbox, restored', () => {
  const left: Draft[] = [
    { kind: 'waiting', ...written('x') },
    { kind: 'refused', ...written('y'), final: true, sentence: 'No.' },
  ];

  it('has what was left before what was written since', () => {
    const outbox = after([{ type: 'restored', drafts: left }], begun);
    expect(shapeOf(outbox)).to.deep.equal(['x waiting', 'y refused', 'a waiting']);
  });

  it('has nothing twice', () => {
    const outbox = after([{ type: 'restored', drafts: left }], begun);
    expect(after([{ type: 'restored', drafts: left }], outbox)).to.equal(outbox);
  });
});
