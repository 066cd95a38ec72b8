// Deletes what is older than the owner wants to keep: at the start, and every hour from then on.
import type { Clock } from './clock.ts';
import type { Rooms } from './room/rooms.ts';
import type { Telemetry } from './telemetry/telemetry.ts';

const dayMs = 24 * 60 * 60 * 1_000;
const everyMs = 60 * 60 * 1_000;

/** Returns the undo. Without a number of days everything is kept. */
export function keepFor(
  rooms: Pick<Rooms, 'expire'>,
  days: number | undefined,
  clock: Pick<Clock, 'time' | 'after'>,
  telemetry: Pick<Telemetry, 'failed'>,
): () => void {
  if (days === undefined) return () => {};
  let stop: () => void;
  const run = () => {
    stop = clock.after(everyMs, run);
    rooms.expire(clock.time() - days * dayMs).catch((error: unknown) => {
      telemetry.failed('Old messages could not be deleted', error);
    });
  };
  run();
  return () => stop();
}
