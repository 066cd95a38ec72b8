// Bans everybody at once who said a phrase, or who came together: those below one’s rank, whether they are
// still there or have gone.
import type { Moderate } from '../../protocol/client-messages.ts';
import type { Participant, Role } from '../../protocol/server-messages.ts';
import type { Clock } from '../clock.ts';
import { outranks } from '../identity/permissions.ts';
import { isRestoral, type EntryRecord } from '../log/log.ts';
import type { Restraint } from '../log/standing.ts';
import { messageText } from '../room/entry-text.ts';
import type { Room } from '../room/room.ts';
import type { Rooms } from '../room/rooms.ts';
import type { HeldQueue } from './held-queue.ts';
import { createSaying } from './rules/words.ts';
import type { Comings } from './shield/comings.ts';
import type { Standings } from './standings.ts';
import { sweptEntries } from './sweep.ts';
import type { Whereabouts } from './whereabouts.ts';

/** So many are banned by one act; the same act again goes on. */
export const mostBanned = 1_000;

/** So many of them the audit log names. */
const mostNamed = 100;

const pageEntries = 100;

export interface BanManyServices {
  readonly rooms: Pick<Rooms, 'withdraw'>;
  readonly standings: Standings;
  readonly held: HeldQueue;
  readonly whereabouts: Whereabouts;
  readonly comings: Comings;
  readonly clock: Pick<Clock, 'time'>;
}

type Act = Extract<Moderate['act'], { do: 'ban-many' }>;

/** Those who were found, with the role they came or wrote with; and whether there may be others. */
interface Found {
  readonly roles: Map<string, Role>;
  readonly more: boolean;
}

/** `onImpose` is told of it before anything changes. Undefined, and nobody is banned, where the room cannot keep so many. Rejects where it is not known to be on disk. */
export async function banMany(
  act: Act,
  by: Participant,
  room: Room,
  services: BanManyServices,
  onImpose: (impose: readonly Restraint[]) => void,
): Promise<{ readonly count: number; readonly more: boolean } | undefined> {
  const { rooms, standings, held, clock } = services;
  const { standing } = room;
  const time = clock.time();
  const found = await find(act.by, room, services);
  const until = act.forMs === undefined ? undefined : time + act.forMs;
  const all = [...found.roles]
    .filter(([id, role]) => isWithinReach(id, role, by, room) && !isBanned(id, until, room))
    .map(([id]) => id);
  const ids = all.slice(0, mostBanned);
  const impose = [...new Set(ids.flatMap((id) => [id, ...networksOf(id, act, services.whereabouts)]))]
    // What somebody of a higher rank imposed stays as it is.
    .filter((subject) => !outranks((standing.restraint('ban', subject)?.by ?? 'guest') as Role, by.role))
    .map((subject): Restraint => ({
      kind: 'ban',
      subject,
      by: by.role,
      ...(until !== undefined && { until }),
    }));
  if (standing.isFull(impose.length, time)) return undefined;
  onImpose(impose);
  const banned = standings.change(standing, {
    room: room.name,
    impose,
    audit: {
      at: time,
      by: by.id,
      act: 'phrase' in act.by ? 'ban-by-phrase' : 'ban-by-joining',
      ...(ids.length > 0 && { many: ids.slice(0, mostNamed) }),
      ...(act.why !== undefined && { why: act.why }),
      ...(until !== undefined && { until }),
    },
  });
  const meant = new Set(ids);
  rooms.withdraw(room.name, ({ participant }) => meant.has(participant));
  room.reconsider();
  await Promise.all([banned, held.drop(room, ({ from }) => meant.has(from.id))]);
  return { count: ids.length, more: found.more || all.length > ids.length };
}

function find(by: Act['by'], room: Room, services: BanManyServices): Promise<Found> | Found {
  if ('phrase' in by) return whoSaid(by.phrase, by.since ?? 0, room, services.held);
  const [from, to] = by.joined;
  const comings = services.comings.between(room.name, from, to);
  return { roles: new Map(comings.map(({ participant, role }) => [participant, role])), more: false };
}

/** In messages and edits, and in what waits for a moderator. */
async function whoSaid(phrase: string, since: number, room: Room, held: HeldQueue): Promise<Found> {
  const says = createSaying(phrase);
  const roles = new Map<string, Role>();
  for (const { from, at, text, options = [] } of held.list(room))
    if (at >= since && [text, ...options].some(says)) roles.set(from.id, from.role);
  let before = room.ring.head + 1;
  for (let looked = 0; looked < sweptEntries; looked += pageEntries) {
    const { entries, more } = await room.read({ before, limit: pageEntries });
    for (const entry of entries)
      if (entry.at >= since && isSaying(entry) && says(messageText(entry.body)))
        roles.set(entry.participant, (JSON.parse(entry.author) as Participant).role);
    const oldest = entries[0];
    if (!more || !oldest || oldest.at < since) return { roles, more: false };
    before = oldest.seq;
  }
  return { roles, more: true };
}

/** What a restoral says was said by somebody else. */
function isSaying(entry: EntryRecord): boolean {
  const { kind } = entry;
  return kind === 'message' || kind === 'notice' || (kind === 'edit' && !isRestoral(entry));
}

/** By the role they are present with, if they are. */
function isWithinReach(id: string, role: Role, by: Participant, room: Room): boolean {
  return id !== by.id && outranks(by.role, room.presence.roleOf(id) ?? role);
}

/** For as long, or longer: so the same act goes on with the others. */
function isBanned(id: string, until: number | undefined, { standing }: Room): boolean {
  const ban = standing.restraint('ban', id);
  return ban !== undefined && (ban.until ?? Infinity) >= (until ?? Infinity);
}

function networksOf(id: string, { network }: Act, whereabouts: Whereabouts): readonly string[] {
  if (network === undefined) return [];
  const known = whereabouts.of(id);
  return network === 'wide' ? known.slice(-1) : known.slice(0, 1);
}
