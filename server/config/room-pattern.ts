// Which rooms an entry of the configuration speaks of: one by its name, or all that begin so.
import { isRoomName } from '../../protocol/room-name.ts';

export function matchesRoom(pattern: string, room: string): boolean {
  if (!isRoomName(room)) return false;
  return pattern.endsWith('*') ? room.startsWith(pattern.slice(0, -1)) : room === pattern;
}
