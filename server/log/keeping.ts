// Who keeps this chat, by which keys they come in, and what they set: the third durable port. It stands beside
// the standing of rooms, in the same file and thread, and is small enough to be held in memory whole.
import type { AuditRecord } from './standing.ts';

/** In the place of a room’s name: what is of all rooms. No room can be called that. */
export const everyRoom = '*';

/** All times are Unix time in milliseconds. */
export interface StaffRecord {
  readonly id: string;
  readonly name: string;
  readonly role: 'owner' | 'moderator';
  /** Rooms, or beginnings with a star; without them, every room. */
  readonly rooms?: readonly string[];
  readonly since: number;
  readonly revokedAt?: number;
  /** When they signed in last. */
  readonly seenAt?: number;
}

/** What lets somebody in: a link, once; a renewal, again and again. Only its hash is known. */
export interface Pass {
  readonly hash: string;
  readonly kind: 'link' | 'renewal';
  /** Without it: whoever has the link becomes an owner. */
  readonly staff?: string;
  readonly until: number;
}

/** What was set in one room, or in all: JSON. */
export interface SettingRecord {
  readonly room: string;
  readonly value: string;
}

export interface KeepingRecord {
  readonly staff: readonly StaffRecord[];
  readonly passes: readonly Pass[];
  readonly settings: readonly SettingRecord[];
}

/** Everything of one change is on disk, or nothing of it. */
export interface KeepingChange {
  /** In the place of what was known of that id. */
  readonly staff?: StaffRecord;
  readonly issue?: Pass;
  /** Hashes of passes that are good for nothing any more. */
  readonly end?: readonly string[];
  /** Without a value: nothing is set there any more. */
  readonly setting?: Pick<SettingRecord, 'room'> & { readonly value: string | undefined };
  readonly audit?: AuditRecord & { readonly room: string };
}

export interface KeepingStore {
  /** Passes that ended before `now` are left out. */
  readKeeping(now: number): Promise<KeepingRecord>;
  /** Resolves after it is synced to disk, in the order of the calls. */
  changeKeeping(change: KeepingChange): Promise<void>;
}
