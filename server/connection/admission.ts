// May this request enter a room? One judgement for every upgrade, and for the page that asks why not.
import type { KnownDenial } from '../../protocol/denials.ts';
import { isRoomName } from '../../protocol/room-name.ts';
import { matchesRoom } from '../config/room-pattern.ts';
import { subprotocol } from '../../protocol/version.ts';
import type { OriginPolicy } from './origin-policy.ts';

export interface RoomRule {
  /** A name, or a beginning and a star. */
  readonly pattern: string;
  readonly admits: OriginPolicy;
}

export interface AdmissionSettings {
  /** In order: the first that matches counts. */
  readonly rooms: readonly RoomRule[];
  /** Where clients land that name no room. */
  readonly defaultRoom: string | undefined;
  readonly plainClients: boolean;
  readonly maxConnections: number;
  readonly maxConnectionsPerAddress: number;
}

/** How full the house is. */
export interface Occupancy {
  readonly open: boolean;
  /** So late that no more can be let in at this moment. */
  readonly overloaded: boolean;
  readonly total: number;
  /** How many of them have not been welcomed yet. */
  readonly newcomers: number;
  from(addressKey: string): number;
}

/** Of all connections, so large a part may be some that were not welcomed yet: they cost, and may be nobody. */
const newcomersShare = 1 / 4;

/** What is known of a request before anything is done for it. */
export interface Knock {
  /** The room's name; undefined on the bare address, where plain clients land. */
  readonly room: string | undefined;
  readonly origin: string | undefined;
  readonly host: string | undefined;
  readonly addressKey: string;
  /** The offered subprotocols, none from a plain client. */
  readonly protocols: readonly string[];
}

export type Admission =
  | { readonly admitted: true; readonly room: string; readonly plain: boolean }
  | { readonly admitted: false; readonly room: string; readonly denial: KnownDenial };

export type Judge = (knock: Knock) => Admission;

/** The settings are asked for each time, because they may change. */
export function createJudge(settingsNow: () => AdmissionSettings, occupancy: Occupancy): Judge {
  return (knock) => {
    const settings = settingsNow();
    const room = knock.room ?? settings.defaultRoom ?? '';
    const denial =
      barred(room, knock, settings) ??
      language(knock, settings.plainClients) ??
      crowded(knock, settings, occupancy);
    if (denial) return { admitted: false, room, denial };
    return { admitted: true, room, plain: knock.protocols.length === 0 };
  };
}

/** Whether there is such a room, and pages of this origin may be in it. */
export function barred(
  room: string,
  { origin, host }: Partial<Pick<Knock, 'origin' | 'host'>>,
  { rooms }: Pick<AdmissionSettings, 'rooms'>,
): KnownDenial | undefined {
  const rule = rooms.find(({ pattern }) => matchesRoom(pattern, room));
  if (!rule) return noSuchRoom(room);
  return rule.admits(origin, host) ? undefined : foreign(origin);
}

function noSuchRoom(room: string): KnownDenial {
  if (room === '')
    return { status: 404, code: 'no-such-room', sentence: 'Name a room: a chat’s address is /rooms/<room>.' };
  const sentence = isRoomName(room)
    ? `There is no room “${room}” here. The chat’s owner can add it with --room ${room}.`
    : 'This cannot be a room’s name. Use up to 64 lower-case letters, digits, dots, underscores and hyphens.';
  return { status: 404, code: 'no-such-room', sentence };
}

function foreign(origin: string | undefined): KnownDenial {
  return { status: 403, code: 'origin-not-allowed', sentence: foreignSentence(origin) };
}

function foreignSentence(origin: string | undefined): string {
  if (origin === undefined)
    return 'This request names no origin, as browsers do. The chat’s owner can admit other programs with --allow-missing-origin.';
  if (origin === 'null')
    return 'This page has no origin: it was opened from a file or stands in a sandbox. The chat’s owner can admit such pages with --allow-null-origin.';
  const site = origin.slice(0, 200);
  return `Pages of ${site} may not use this chat yet. The chat’s owner can admit them with --origin ${site}`;
}

function language({ protocols }: Knock, plainClients: boolean): KnownDenial | undefined {
  if (protocols.includes(subprotocol) || (protocols.length === 0 && plainClients)) return undefined;
  const sentence =
    protocols.length === 0
      ? `This chat speaks the subprotocol ${subprotocol}. Its owner can admit clients that speak plain text with --plain-clients.`
      : `This chat speaks the subprotocol ${subprotocol} and none of those offered. Use a client of the same version.`;
  return { status: 400, code: 'unknown-language', sentence };
}

function crowded(knock: Knock, settings: AdmissionSettings, occupancy: Occupancy): KnownDenial | undefined {
  if (!occupancy.open)
    return {
      status: 503,
      code: 'restarting',
      sentence: 'The chat is restarting. It will be back in a moment.',
      retryAfterMs: 2_000,
    };
  if (occupancy.overloaded || occupancy.newcomers >= Math.ceil(settings.maxConnections * newcomersShare))
    return {
      status: 503,
      code: 'overloaded',
      sentence: 'Very many people are coming in right now. Try again in a moment.',
      retryAfterMs: 2_000,
    };
  if (occupancy.total >= settings.maxConnections)
    return {
      status: 503,
      code: 'full',
      sentence: 'The chat is full right now. Try again in a minute.',
      retryAfterMs: 30_000,
    };
  if (occupancy.from(knock.addressKey) >= settings.maxConnectionsPerAddress)
    return {
      status: 429,
      code: 'too-many-connections',
      sentence: 'Too many connections come from your network. Close some tabs and try again.',
      retryAfterMs: 30_000,
    };
  return undefined;
}
