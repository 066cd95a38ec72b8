// Deletes what is older than the owner wants to keep: at the start, and every hour from then on.
import type { Clock } from './clock.ts';
import type { Retention } from './moderation/live-settings.ts';
import type { Rooms } from './room/rooms.ts';
import type { Telemetry } from './telemetry/telemetry.ts';

const dayMs = 24 * 60 * 60 * 1_000;
const everyMs = 60 * 60 * 1_000;

/** Returns the undo. Asked each time, for it may be set anew meanwhile. */
export function keepFor(
  rooms: Pick<Rooms, 'expire'>,
  retention: () => Retention,
  clock: Pick<Clock, 'time' | 'after'>,
  telemetry: Pick<Telemetry, 'failed'>,
): () => void {
  let stop: () => void;
  /** Nothing is from before time 0. */
  const since = (days: number | undefined) => (days === undefined ? 0 : clock.time() - days * dayMs);
  const run = () => {
    stop = clock.after(everyMs, run);
    const { days, inRooms } = retention();
    if (days === undefined && inRooms.size === 0) return;
    const except = new Map([...inRooms].map(([room, own]) => [room, since(own)]));
    rooms.expire(since(days), except).catch((error: unknown) => {
      telemetry.failed('Old messages could not be deleted', error);
    });
  };
  run();
  return () => stop();
}
