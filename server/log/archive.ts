// What those who keep the chat look up over rooms: a port for reading alone, so that its questions never stand
// in the way of those that a room asks.
import type { EntryRecord } from './log.ts';
import type { AuditLine } from './standing.ts';

export interface RoomQuery {
  /** Names with this in them. */
  readonly named: string;
  /** Names, or beginnings with a star, of which one must fit; undefined: all. */
  readonly patterns: readonly string[] | undefined;
  readonly after: string;
  readonly limit: number;
}

export interface KnownRoom {
  readonly name: string;
  readonly head: number;
}

/** A place among one participant’s entries, which are in order of room and seq. */
export interface TheirPlace {
  readonly room: string;
  readonly seq: number;
}

export interface AuditQuery {
  readonly room: string;
  readonly before: number;
  readonly by?: string | undefined;
  readonly whom?: string | undefined;
  readonly act?: string | undefined;
  /** Unix time in milliseconds, the first included and the second not. */
  readonly since?: number | undefined;
  readonly until?: number | undefined;
  readonly limit: number;
}

export interface Archive {
  /** In order of their names. */
  findRooms(query: RoomQuery): Promise<readonly KnownRoom[]>;
  /** What a participant wrote in all rooms, after a place. */
  readTheirs(
    participant: string,
    after: TheirPlace | undefined,
    limit: number,
  ): Promise<readonly (EntryRecord & { readonly room: string })[]>;
  /** The newest lines that fit, the newest first. */
  findAudit(query: AuditQuery): Promise<readonly AuditLine[]>;
}
