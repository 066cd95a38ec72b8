// People for tests of the room.
import type { Participant } from '../../protocol/server-messages.ts';

/** A guest, whose id is the name in lower case unless it is given. */
export function person(name: string, id = name.toLowerCase()): Participant {
  return { id, name, role: 'guest' };
}

/** So many guests, each with an id and a name of its own. */
export function people(count: number, prefix = 'Guest'): Participant[] {
  return Array.from({ length: count }, (_, index) => person(`${prefix} ${index}`, `${prefix}-${index}`));
}
