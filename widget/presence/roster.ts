// Who is here: how many, and by name unless they are too many. Pure.
import type { Participant, Presence } from '../../protocol/server-messages.ts';

export interface Roster {
  readonly count: number;
  /** Undefined where they are too many to be told. */
  readonly here: readonly Participant[] | undefined;
}

export function reduceRoster(roster: Roster, { count, here, came, gone }: Presence): Roster {
  if (here || !(came ?? gone) || !roster.here) return { count, here };
  // Who comes again is called otherwise now, and keeps the place.
  const news = new Map(came?.map((one) => [one.id, one]));
  const stayed = roster.here.filter(({ id }) => !gone?.includes(id));
  const known = stayed.map((one) => news.get(one.id) ?? one);
  for (const { id } of known) news.delete(id);
  return { count, here: [...known, ...news.values()] };
}
