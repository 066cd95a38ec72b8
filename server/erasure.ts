// Erases what somebody wrote: from the log, and from what the server holds in memory, before and after it.
import type { Connections } from './connection/connections.ts';
import type { Staff } from './identity/staff.ts';
import type { Log } from './log/log.ts';
import type { Undoables } from './moderation/undoables.ts';
import type { Rooms } from './room/rooms.ts';

export interface ErasureServices {
  readonly log: Pick<Log, 'erase'>;
  readonly staff: Pick<Staff, 'forget'>;
  readonly rooms: Pick<Rooms, 'suspend' | 'startAnew'>;
  readonly undoables: Pick<Undoables, 'clear'>;
  readonly connections: Pick<Connections, 'resetAll'>;
}

/** Resolves with the number of entries; where it rejects, some of it may be done, and it is asked again. */
export async function erase(participant: string, services: ErasureServices): Promise<number> {
  const { log, rooms } = services;
  // The log is at it for a while: until then nobody lets in what waited of theirs, nor undoes what took it,
  // and who kept the chat does not sign in and so write their name again.
  const resume = rooms.suspend(participant);
  letGo(participant, services);
  try {
    return await log.erase(participant);
  } finally {
    // Also where it failed: the log may have another epoch, and lack words that rooms still hold.
    letGo(participant, services);
    resume();
  }
}

/** What of theirs is in memory goes. */
export function letGo(participant: string, services: Omit<ErasureServices, 'log'>): void {
  services.staff.forget(participant);
  letGoOfAll(services);
}

/** Everybody comes back to rooms that are read anew. */
export function letGoOfAll({
  rooms,
  undoables,
  connections,
}: Pick<ErasureServices, 'rooms' | 'undoables' | 'connections'>): void {
  undoables.clear();
  rooms.startAnew();
  connections.resetAll();
}
