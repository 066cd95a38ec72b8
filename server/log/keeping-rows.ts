// Those who keep the chat and what lets them in, as rows of any database.
import type { Pass, StaffRecord } from './keeping.ts';

export interface StaffRow {
  readonly id: string;
  readonly name: string;
  readonly role: 'owner' | 'moderator';
  /** JSON. */
  readonly rooms: string | null;
  readonly since: number;
  readonly revoked: number | null;
  readonly seen: number | null;
}

export interface PassRow extends Omit<Pass, 'staff'> {
  readonly staff: string | null;
}

export function readStaff({ rooms, revoked, seen, ...record }: StaffRow): StaffRecord {
  return {
    ...record,
    ...(rooms !== null && { rooms: JSON.parse(rooms) as string[] }),
    ...(revoked !== null && { revokedAt: revoked }),
    ...(seen !== null && { seenAt: seen }),
  };
}

export function staffRow({ id, name, role, rooms, since, revokedAt, seenAt }: StaffRecord): StaffRow {
  const kept = rooms === undefined ? null : JSON.stringify(rooms);
  return { id, name, role, rooms: kept, since, revoked: revokedAt ?? null, seen: seenAt ?? null };
}

export function readPass({ staff, ...pass }: PassRow): Pass {
  return { ...pass, ...(staff !== null && { staff }) };
}
