// Takes back many messages: one by one, as entries like any other, so that every client and every later page
// knows of them by what they know already.
import { isRestoral, type DraftRecord, type EntryRecord } from '../log/log.ts';
import type { Room } from '../room/room.ts';
import type { Rooms } from '../room/rooms.ts';
import type { Refusal } from './refusal.ts';
import type { KeptText } from './undoables.ts';

/** So far back a sweep looks; what is older takes another one. */
export const sweptEntries = 10_000;

/** So many removals are under way at once: fewer than a room keeps ready for its readers. */
const atOnce = 100;

/** Why those who began it may not go on, asked before each page; undefined while they may. */
export type Stop = () => Refusal | undefined;

export interface Sweep {
  /** What every removal says of who did it. */
  readonly by: Pick<DraftRecord, 'participant' | 'author' | 'spares'>;
  readonly since: number;
  readonly isMeant: (entry: EntryRecord) => boolean;
  readonly at: () => number;
  readonly stop: Stop;
  /** Told what they said, of those that somebody else said. */
  readonly onTaken: (texts: readonly KeptText[]) => void;
}

/** Resolves with how many there were, once they are on disk, and whether older ones may be left. */
export async function sweep(
  room: Room,
  rooms: Rooms,
  { by, since, isMeant, at, stop, onTaken }: Sweep,
): Promise<{ count: number; more: boolean }> {
  let before = room.ring.head + 1;
  let count = 0;
  /** By message, the last time that it was restored: then it can be taken back anew. */
  const restorals = new Map<number, number>();
  for (let looked = 0; looked < sweptEntries; looked += atOnce) {
    haltIf(stop());
    const { entries, more } = await room.read({ before, limit: atOnce });
    for (const entry of entries.toReversed())
      if (isRestoral(entry) && !restorals.has(entry.ref!)) restorals.set(entry.ref!, entry.seq);
    const meant = entries.filter((entry) => entry.kind === 'message' && entry.at >= since && isMeant(entry));
    const texts: KeptText[] = [];
    const outcomes = await Promise.all(
      // The same removal by the same person is one entry, however often it is asked for.
      meant.map(({ seq }) =>
        submitted(
          rooms,
          {
            ...by,
            room: room.name,
            kind: 'removal',
            draftId: `sweep-${seq}${restorals.has(seq) ? `-${restorals.get(seq)}` : ''}`,
            at: at(),
            ref: seq,
            own: false,
            keeps: true,
            body: `{"ref":${seq}}`,
          },
          texts,
        ),
      ),
    ).finally(() => onTaken(texts));
    count += outcomes.filter(Boolean).length;
    const oldest = entries[0];
    if (!more || !oldest || oldest.at < since) return { count, more: false };
    before = oldest.seq;
  }
  return { count, more: true };
}

/** Whether it is an entry now; rejects where the log does not take it. */
function submitted(
  rooms: Rooms,
  draft: DraftRecord & { readonly ref: number },
  texts: KeptText[],
): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const isTaken = rooms.submit(draft, (outcome, removal, taken) => {
      if (taken) texts.push({ ref: draft.ref, removal, taken });
      if (outcome === 'unavailable' || outcome === 'withdrawn') reject(new SweepHalted());
      else resolve(outcome === 'committed');
    });
    if (!isTaken) reject(new SweepHalted());
  });
}

const unfinished: Refusal = {
  code: 'unavailable',
  sentence: 'Only a part of it could be stored. Do the same again in a while, and it goes on.',
  retryAfterMs: 5_000,
};

/** The log took not all of it, and asked once more, it goes on; or those who began it may not go on. */
export class SweepHalted extends Error {
  override readonly name = 'SweepHalted';
  readonly refusal: Refusal;

  constructor(refusal = unfinished) {
    super(refusal.sentence);
    this.refusal = refusal;
  }
}

export function haltIf(refusal: Refusal | undefined): void {
  if (refusal) throw new SweepHalted(refusal);
}
