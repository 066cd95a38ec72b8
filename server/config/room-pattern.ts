// Which rooms an entry of the configuration speaks of: one by its name, or all that begin so.
import { z } from 'zod';
import { isRoomName, roomNamePattern } from '../../protocol/room-name.ts';

export function matchesRoom(pattern: string, room: string): boolean {
  if (!isRoomName(room)) return false;
  return pattern.endsWith('*') ? room.startsWith(pattern.slice(0, -1)) : room === pattern;
}

/** A room's name, or a beginning and a star. */
export const roomPattern = z
  .string()
  .refine((pattern) => roomNamePattern.test(pattern.replace(/(?<=.)\*$/, '')), {
    error: ({ input }) =>
      `“${String(input)}” cannot be a room’s name; use lower-case letters, digits, dots, underscores and hyphens, and a star at the end for all that begin so`,
  });
