// Who may do what a route is for: the one question before each of them, asked of the same matrix as in rooms.
import type { ConsoleRefusal } from '../../protocol/console.ts';
import { isRoomName } from '../../protocol/room-name.ts';
import { authorize, type Capability } from '../identity/permissions.ts';
import { keeps, type Signed } from '../identity/staff.ts';
import { everyRoom } from '../log/keeping.ts';
import { Author } from '../moderation/author.ts';
import type { Standing } from '../moderation/standing.ts';
import { refuse, type Route } from './route.ts';
import type { ConsoleServices } from './services.ts';

type Refused = { readonly refusal: ConsoleRefusal } | undefined;

export const notSignedIn: ConsoleRefusal = {
  code: 'not-signed-in',
  sentence: 'You are not signed in, or no longer. Open a new link, which an owner of this chat can make.',
};

const notAllowed = refuse(
  'not-allowed',
  'Your role may not do that here. An owner of this chat can change that.',
);

const otherRoom = refuse(
  'other-room',
  'You keep some rooms, and this is about others. Ask an owner of this chat.',
);

const noRoom = refuse('not-found', 'No room can be called that. Choose one of the list.');

const banned = refuse('banned', 'You are banned from this room. Ask an owner of this chat.');

/** Whoever a request’s header signs in. */
export async function signedBy(
  authorization: string | undefined,
  { staff }: Pick<ConsoleServices, 'staff'>,
): Promise<Signed | undefined> {
  const [, token] = /^Bearer ([\w.-]+)$/i.exec(authorization ?? '') ?? [];
  const signed = token === undefined ? undefined : await staff.check(token);
  return signed === 'expired' ? undefined : signed;
}

/** Undefined where they may. */
export async function refusalOf(
  signed: Signed,
  { asks }: Pick<Route, 'asks'>,
  room: string,
  services: ConsoleServices,
): Promise<Refused> {
  if (asks === 'signed-in') return undefined;
  if (room === everyRoom) return signed.who.rooms ? otherRoom : unless(mayIn(signed, asks, room, services));
  if (!isRoomName(room)) return noRoom;
  if (!keeps(signed.who, room)) return otherRoom;
  if (!mayIn(signed, asks, room, services)) return notAllowed;
  const { clock, hashNetwork } = services;
  const standing = await standingOf(room, services);
  return standing.holds('ban', new Author(signed.who, '', hashNetwork), clock.time()) && banned;
}

/** From memory, or from the disk where nobody is in the room. */
export function standingOf(
  room: string,
  { rooms, standings }: Pick<ConsoleServices, 'rooms' | 'standings'>,
): Promise<Standing> {
  const loaded = rooms.loaded(room);
  return loaded ? Promise.resolve(loaded.standing) : standings.load(room);
}

function mayIn({ who }: Signed, asks: Capability, room: string, { places }: ConsoleServices): boolean {
  return authorize(who, asks, places(room));
}

function unless(may: boolean): Refused {
  return may ? undefined : notAllowed;
}
