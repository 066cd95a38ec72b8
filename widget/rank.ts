// Who stands above whom among those in a room.
import type { Role } from '../protocol/server-messages.ts';

/** The highest is first. */
export const rank: Readonly<Record<Role, number>> = { owner: 0, moderator: 1, member: 2, guest: 3 };

/** Whether the first may act on the second: nobody may on those of their own rank, or of a higher one. */
export function outranks(role: Role | undefined, other: Role): boolean {
  return role !== undefined && rank[role] < rank[other];
}
