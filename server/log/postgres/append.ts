// A batch in one transaction of two round trips: the first locks its rooms and looks up all that the batch may
// come upon, the second writes what was decided. The locks hold until the commit, so that the order of seqs is
// the order of commits, whichever node writes.
import { randomUUID } from 'node:crypto';
import { decide, type DecisionForRoom } from '../decide.ts';
import type { AppendOutcome, DraftRecord, EntryRecord } from '../log.ts';
import { columns, insertEntries, overwriteEntries, verified, type RowOfRoom } from './entry-table.ts';
import type { KnownLog } from './known-log.ts';
import { epochOf, lockRooms, makeRooms, readEpoch, renewEpoch, type LockedRoom } from './rooms.ts';
import { statement, type Question, type Session } from './session.ts';
import { noteActs, type Act } from './standing-table.ts';

/** A room of the batch: as it was found, and what becomes of it. */
interface Decided extends LockedRoom {
  readonly decision: DecisionForRoom;
}

export async function append(
  session: Session,
  known: KnownLog,
  where: string,
  drafts: readonly DraftRecord[],
): Promise<readonly AppendOutcome[]> {
  const names = [...new Set(drafts.map(({ room }) => room))];
  const looks = new Map(names.map((name) => [name, known.look(name)]));
  const former = known.epoch;
  const first = [makeRooms(names), lockRooms(names), readEpoch(), heldOf(drafts)] as const;
  return session.transact(first, async ([, rooms, epochs, rows], finish) => {
    const epoch = epochOf(epochs, where);
    const { outcomes, decided } = decideOn(drafts, rooms, rows, where);
    const wentBack = rooms.some(({ name, head }) => known.isShorter(looks.get(name)!, epoch, head));
    // Never another entry under a seq that was told in this epoch.
    const renewal = wentBack ? [renewEpoch(randomUUID(), epoch)] : [];
    const answers = await finish(...renewal, ...changesOf(decided), readEpoch());
    const now = epochOf(answers.at(-1)! as readonly { value: string }[], where);
    const isNews = known.adopt(now, former);
    for (const { name, decision } of decided) known.reached(name, decision.head, now);
    if (isNews) known.doubt();
    return outcomes;
  });
}

function decideOn(
  drafts: readonly DraftRecord[],
  rooms: readonly LockedRoom[],
  rows: readonly RowOfRoom[],
  where: string,
): { outcomes: readonly AppendOutcome[]; decided: readonly Decided[] } {
  const entries = new Map(rooms.map(({ id }) => [id, [] as EntryRecord[]]));
  for (const row of rows) entries.get(row.room)!.push(verified(row, where));
  const held = new Map(rooms.map(({ id, name, head }) => [name, { head, entries: entries.get(id)! }]));
  const { outcomes, rooms: decisions } = decide(drafts, held);
  return { outcomes, decided: rooms.map((room) => ({ ...room, decision: decisions.get(room.name)! })) };
}

function changesOf(decided: readonly Decided[]): Question[] {
  const ofRooms = <Value>(values: (decision: DecisionForRoom) => readonly Value[]) =>
    decided.flatMap(({ id, decision }) => values(decision).map((record) => ({ room: id, record })));
  const added = ofRooms(({ added }) => added);
  const overwritten = ofRooms(({ overwritten }) => overwritten);
  const acts: Act[] = ofRooms(({ notes }) => notes);
  const grown = decided.filter(({ head, decision }) => decision.head > head);
  // Where nothing is new one room is written as it is: a twin is acknowledged too, and a transaction that wrote
  // nothing would not wait until a standby has what it is the twin of. (Its locks are written as well, today.)
  const touched = grown.length > 0 ? grown : decided.slice(0, 1);
  return [
    ...(added.length > 0 ? [insertEntries(added)] : []),
    ...(overwritten.length > 0 ? [overwriteEntries(overwritten)] : []),
    ...(acts.length > 0 ? [noteActs(acts)] : []),
    advance(
      touched.map(({ id }) => id),
      touched.map(({ decision }) => decision.head),
    ),
  ];
}

function heldOf(drafts: readonly DraftRecord[]): Question<RowOfRoom> {
  const referring = drafts.filter(({ ref }) => ref !== undefined);
  const removals = referring.filter(({ kind }) => kind === 'removal');
  const rooms = (some: readonly DraftRecord[]) => some.map(({ room }) => room);
  const refs = (some: readonly DraftRecord[]) => some.map(({ ref }) => ref);
  return held(
    rooms(drafts),
    drafts.map(({ participant }) => participant),
    drafts.map(({ draftId }) => draftId),
    rooms(referring),
    refs(referring),
    rooms(removals),
    refs(removals),
  );
}

/**
 * Each is looked up by itself, by its whole key: a join may be made another way while the server knows little of
 * the tables, and then looks through a room's entries for each draft.
 */
const inRoom = 'entry.room = (SELECT id FROM room WHERE room.name = about.name)';

const held = statement<RowOfRoom>(
  'held',
  `SELECT ${columns} FROM unnest($1::text[], $2::text[], $3::text[]) AS about (name, participant, draft)
   CROSS JOIN LATERAL (
     SELECT * FROM entry
     WHERE participant = about.participant AND ${inRoom} AND draft = about.draft OFFSET 0
   ) AS entry
   UNION ALL
   SELECT ${columns} FROM unnest($4::text[], $5::bigint[]) AS about (name, ref)
   CROSS JOIN LATERAL (
     SELECT * FROM entry WHERE ${inRoom} AND seq = about.ref AND kind = 'message' OFFSET 0
   ) AS entry
   UNION ALL
   SELECT ${columns} FROM unnest($6::text[], $7::bigint[]) AS about (name, ref)
   CROSS JOIN LATERAL (
     SELECT * FROM entry WHERE ${inRoom} AND ref = about.ref AND kind = 'edit' OFFSET 0
   ) AS entry`,
);

const advance = statement(
  'advance',
  `UPDATE room SET head = new.head FROM unnest($1::bigint[], $2::bigint[]) AS new (id, head)
   WHERE room.id = new.id`,
);
