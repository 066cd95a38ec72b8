// A room by itself, over a log in memory and on a clock that runs by hand.
import { Standing } from '../../server/moderation/standing.ts';
import type { Relay } from '../../server/room/relay.ts';
import { Room } from '../../server/room/room.ts';
import { entries } from './drafts.ts';
import { ManualClock } from './manual-clock.ts';
import { MemoryLog } from './memory-log.ts';

export interface LoneRoomOptions {
  /** By so many entries the log is further than the room. */
  readonly more?: number;
  readonly relay?: Relay;
}

/** That is here up to `head`. */
export function createRoom(head = 0, { more = 0, relay }: LoneRoomOptions = {}) {
  const log = new MemoryLog();
  log.rooms.set('lobby', entries(1, head + more));
  const clock = new ManualClock();
  const failures: unknown[] = [];
  const onFailure = (error: unknown) => void failures.push(error);
  const newest = { epoch: log.epoch, head, entries: entries(1, head), more: false };
  const room = new Room('lobby', newest, new Standing(), { log, clock, onFailure, ...(relay && { relay }) });
  return { log, clock, failures, room };
}

/** What its ring holds. */
export const seqsOf = ({ ring }: Room) => ring.since(ring.tail).map(({ record }) => record.seq);
