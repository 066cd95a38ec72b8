// Which rooms there are: those of the configuration that are no patterns, and all that were ever written in.
import { keeps } from '../identity/staff.ts';
import type { Archive, KnownRoom, RoomQuery } from '../log/archive.ts';

export interface FoundRooms {
  /** In order of their names. */
  readonly rooms: readonly KnownRoom[];
  /** The `after` of the next page, where there is one. */
  readonly next?: string;
}

interface RoomLists {
  readonly log: Pick<Archive, 'findRooms'>;
  readonly settings: { readonly rooms: readonly { readonly name: string }[] };
}

export async function findRooms(
  { log, settings }: RoomLists,
  { named, patterns, after, limit }: RoomQuery,
): Promise<FoundRooms> {
  const known = await log.findRooms({ named, patterns, after, limit: limit + 1 });
  const heads = new Map(known.map(({ name, head }) => [name, head]));
  const who = patterns === undefined ? {} : { rooms: patterns };
  for (const { name } of settings.rooms)
    if (name > after && name.includes(named) && !name.endsWith('*') && keeps(who, name))
      heads.set(name, heads.get(name) ?? 0);
  const names = [...heads.keys()].sort((one, other) => (one < other ? -1 : 1));
  const rooms = names.slice(0, limit).map((name) => ({ name, head: heads.get(name)! }));
  return { rooms, ...(names.length > limit && { next: names[limit - 1]! }) };
}
