// Takes back many messages: one by one, as entries like any other, so that every client and every later page
// knows of them by what they know already.
import type { DraftRecord, EntryRecord } from '../log/log.ts';
import type { Room } from '../room/room.ts';
import type { Rooms } from '../room/rooms.ts';

/** So far back a sweep looks; what is older takes another one. */
export const sweptEntries = 10_000;

/** So many removals are under way at once: fewer than a room keeps ready for its readers. */
const atOnce = 100;

export interface Sweep {
  /** What every removal says of who did it. */
  readonly by: Pick<DraftRecord, 'participant' | 'author' | 'spares'>;
  readonly since: number;
  readonly isMeant: (entry: EntryRecord) => boolean;
  readonly at: () => number;
}

/** Resolves with how many there were, once they are on disk, and whether older ones may be left. */
export async function sweep(
  room: Room,
  rooms: Rooms,
  { by, since, isMeant, at }: Sweep,
): Promise<{ count: number; more: boolean }> {
  let before = room.ring.head + 1;
  let count = 0;
  for (let looked = 0; looked < sweptEntries; looked += atOnce) {
    const { entries, more } = await room.read({ before, limit: atOnce });
    const meant = entries.filter((entry) => entry.kind === 'message' && entry.at >= since && isMeant(entry));
    const outcomes = await Promise.all(
      // The same removal by the same person is one entry, however often it is asked for.
      meant.map(({ seq }) =>
        submitted(rooms, {
          ...by,
          room: room.name,
          kind: 'removal',
          draftId: `sweep-${seq}`,
          at: at(),
          ref: seq,
          own: false,
          body: `{"ref":${seq}}`,
        }),
      ),
    );
    count += outcomes.filter(Boolean).length;
    const oldest = entries[0];
    if (!more || !oldest || oldest.at < since) return { count, more: false };
    before = oldest.seq;
  }
  return { count, more: true };
}

/** Whether it is an entry now; rejects where the log does not take it. */
function submitted(rooms: Rooms, draft: DraftRecord): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const taken = rooms.submit(draft, (outcome) => {
      if (outcome === 'unavailable' || outcome === 'withdrawn') reject(new SweepHalted());
      else resolve(outcome === 'committed');
    });
    if (!taken) reject(new SweepHalted());
  });
}

/** The log took not all of it; asked once more, it goes on. */
export class SweepHalted extends Error {
  override readonly name = 'SweepHalted';
}
