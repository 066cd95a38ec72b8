// What the console and the server say to each other over HTTP; docs/console-api.md is its text. The schemas are
// the server’s; the console imports only the types.
import { z } from 'zod';
import { roomNamePattern } from './room-name.ts';
import type { AuditEntry, Entry, RestraintLine, Role, RoomMode } from './server-messages.ts';

/** Where everything of the console is, on the server’s own origin. */
export const consolePath = '/console';
export const consoleApiPath = '/console/api';

/** Before the key in the fragment of a one-time link, which no server ever sees. */
export const linkFragment = '#key=';

/** Most lines in one answer, where a route has pages. */
export const consoleLines = 100;

/** Minutes of the past that figures tell of. */
export const figureMinutes = 60;

/** Most that one person of the staff is kept to, in rooms or patterns. */
export const staffRooms = 100;

/** Bodies beyond these are refused, in bytes; the larger one is for lists of words. */
export const consoleBytes = 16_384;
export const consoleRulesBytes = 1_048_576;

/** Longest text that is searched for. */
export const searchCharacters = 200;

const id = z.string().min(1).max(128);
const personName = z.string().min(1).max(256);
const roomPattern = z.string().refine((pattern) => roomNamePattern.test(pattern.replace(/(?<=.)\*$/, '')), {
  error: 'must name rooms, or a beginning and a star, as in ["lobby", "team-*"]',
});

/** A one-time link’s key, and what its new owner is to be called; a moderator’s link knows that already. */
export const openSession = z.strictObject({
  key: z.string().min(1).max(128),
  name: personName.optional(),
});

/** The renewal that a session came with, in exchange for a fresh token. */
export const renewSession = z.strictObject({ renewal: z.string().min(1).max(128) });

export const addStaff = z.strictObject({
  name: personName,
  role: z.enum(['owner', 'moderator']),
  /** Left out: every room. */
  rooms: z.array(roomPattern).min(1).max(staffRooms).optional(),
});

/** A whole number of days; null keeps messages for ever; undefined goes back to what stands without. */
export const setRetention = z.strictObject({ days: z.int().min(1).max(36_500).nullable().optional() });

const count = z
  .string()
  .regex(/^\d{1,16}$/)
  .transform(Number)
  .pipe(z.int());
const limit = count.pipe(z.int().min(1).max(consoleLines)).optional();

export const listRooms = z.strictObject({
  /** Rooms whose names have this in them. */
  named: z.string().max(64).optional(),
  after: z.string().max(64).optional(),
  limit,
});

export const searchRoom = z.strictObject({
  text: z.string().max(searchCharacters).optional(),
  /** A participant’s id, or a part of a name. */
  who: z.string().max(128).optional(),
  before: count.optional(),
  limit,
});

export const listRestraints = z.strictObject({
  kind: z.enum(['ban', 'mute', 'shadow']).optional(),
  subject: id.optional(),
  /** The `next` of the page before. */
  after: z.string().max(160).optional(),
  limit,
});

export const listAudit = z.strictObject({
  before: count.optional(),
  by: id.optional(),
  whom: id.optional(),
  act: z.string().max(64).optional(),
  /** Unix time in milliseconds, the first included and the second not. */
  since: count.optional(),
  until: count.optional(),
  limit,
});

export const listLetters = z.strictObject({ before: count.optional(), limit });

export const exportRoom = z.strictObject({
  format: z.enum(['jsonl', 'csv']).default('jsonl'),
  participant: id.optional(),
});

export type OpenSession = z.infer<typeof openSession>;
export type RenewSession = z.infer<typeof renewSession>;
export type AddStaff = z.infer<typeof addStaff>;
export type SetRetention = z.infer<typeof setRetention>;
export type ListRooms = z.input<typeof listRooms>;
export type SearchRoom = z.input<typeof searchRoom>;
export type ListRestraints = z.input<typeof listRestraints>;
export type ListAudit = z.input<typeof listAudit>;
export type ListLetters = z.input<typeof listLetters>;
export type ExportRoom = z.input<typeof exportRoom>;

/** Why nothing was done. `sentence` is for the person, with the cure. */
export interface ConsoleRefusal {
  readonly code: ConsoleRefusalCode;
  readonly sentence: string;
  readonly retryAfterMs?: number;
  /** Of `bad-request`: what of it cannot be used, as `rules.words.block`. */
  readonly field?: string;
}

export type ConsoleRefusalCode =
  /** 400, 413, 415: the request is not as this document says. */
  | 'bad-request'
  | 'too-large'
  /** 401: no token, one that is not ours, one that ran out, one whose person was revoked or signed out. */
  | 'not-signed-in'
  /** 403: the link was used, is too old, or was never ours. */
  | 'bad-key'
  /** 403: by the matrix; in a room that is not yours; banned in that room; on somebody of a higher rank. */
  | 'not-allowed'
  | 'other-room'
  | 'banned'
  | 'outranked'
  /** 404 */
  | 'not-found'
  /** 409 */
  | 'name-taken'
  | 'too-many'
  /** 429 */
  | 'rate-limited'
  /** 503: the log does not answer just now. */
  | 'unavailable'
  /** 500 */
  | 'internal';

/** One of those who keep the chat. `id` is their participant id in every room. */
export interface Staff {
  readonly id: string;
  readonly name: string;
  readonly role: 'owner' | 'moderator';
  /** Rooms, or beginnings with a star; left out: every room. */
  readonly rooms?: readonly string[];
  /** Unix time in milliseconds, as all times here. */
  readonly since: number;
  readonly revokedAt?: number;
  /** When they signed in last; left out: never yet. */
  readonly seenAt?: number;
}

/** Signed in. The token goes into `Authorization: Bearer …` here and into `hello` in rooms. */
export interface ConsoleSession {
  readonly token: string;
  readonly expiresInMs: number;
  /** Makes fresh tokens for thirty days after its last use, until it is signed out or revoked. */
  readonly renewal: string;
  readonly you: Staff;
  /** What you may do over all rooms; what you may in one is told by its settings and by `welcome`. */
  readonly may: readonly string[];
}

export type RenewedSession = Omit<ConsoleSession, 'renewal'>;

/** `GET /session` */
export type SessionNow = Pick<ConsoleSession, 'you' | 'may' | 'expiresInMs'>;

/** A one-time link, shown once: only its hash is kept. */
export interface StaffLink {
  readonly you: Staff;
  readonly link: string;
  readonly expiresInMs: number;
}

export interface StaffList {
  readonly staff: readonly Staff[];
}

/** What a room is like just now. The last number of the minutes is the minute that runs. */
export interface RoomFigures {
  readonly present: number;
  readonly posts: readonly number[];
  readonly refused: readonly number[];
  readonly held: number;
  readonly mode: RoomMode;
}

export interface RoomLine {
  readonly name: string;
  /** The newest seq; 0 where nothing was ever said. */
  readonly head: number;
  /** Whether it can be entered: the configuration may know it no longer. */
  readonly open: boolean;
  /** Left out where nobody was in it for a while: then nothing has happened there. */
  readonly figures?: RoomFigures;
}

export interface RoomList {
  readonly rooms: readonly RoomLine[];
  /** The `after` of the next page; left out on the last. */
  readonly next?: string;
}

/** Newest first. `next`: the `before` to go on with, also where this page found nothing. */
export interface SearchPage {
  readonly entries: readonly Entry[];
  /** Left out where everything was looked at. */
  readonly next?: number;
}

export interface RestraintPage {
  readonly restraints: readonly RestraintLine[];
  readonly next?: string;
}

/** Newest first. */
export interface AuditPage {
  readonly audit: readonly AuditEntry[];
  readonly next?: number;
}

/** A capability, and the least role that may with nothing set. */
export interface CapabilityLine {
  readonly name: string;
  readonly preset: Role;
}

export type Matrix = Readonly<Record<string, Role>>;

/** Any part of a matrix; an empty one goes back to what stands without. */
export type MatrixPart = Readonly<Partial<Record<string, Role>>>;

/** As in the configuration; null puts out a rule that stands without. */
export interface RulesPart {
  readonly characters?: number | null | undefined;
  readonly lines?: number | null | undefined;
  readonly marks?: number | null | undefined;
  readonly emoji?: number | null | undefined;
  readonly capitals?: { readonly percent?: number | undefined; readonly letters?: number } | null | undefined;
  readonly links?:
    | {
        readonly off?: boolean | undefined;
        readonly allow?: readonly string[] | undefined;
        readonly deny?: readonly string[] | undefined;
      }
    | null
    | undefined;
  readonly words?:
    | {
        readonly block?: readonly string[] | undefined;
        readonly mask?: readonly string[] | undefined;
        readonly hold?: readonly string[] | undefined;
      }
    | null
    | undefined;
  readonly repeats?:
    { readonly times?: number | undefined; readonly withinSeconds?: number } | null | undefined;
}

/** `without`: what would hold if nothing were set here. `set`: what was set here. `now`: what holds. */
export interface Layered<Whole, Part> {
  readonly without: Whole;
  readonly set: Part;
  readonly now: Whole;
}

/** Of one room, or of all rooms where nothing else is said. */
export interface ConsoleSettings {
  readonly capabilities: readonly CapabilityLine[];
  readonly permissions: Layered<Matrix, MatrixPart>;
  readonly rules: Layered<RulesPart, RulesPart>;
  /** In days; null: for ever. */
  readonly retention: {
    readonly without: number | null;
    readonly set?: number | null;
    readonly now: number | null;
  };
  /** What you may do here, by the matrix as it is now. */
  readonly may: readonly string[];
}

/** What would become of a text. `text` is how it would be shown. */
export type TrialVerdict =
  | { readonly verdict: 'publish' | 'hold'; readonly text: string }
  | { readonly verdict: 'refuse'; readonly code: string; readonly sentence: string };

/** `rules`: as if these were set here, to try them before. */
export interface Trial {
  readonly text: string;
  readonly role: Role;
  readonly rules?: RulesPart;
}

/** How a webhook is, on whichever process delivers. `until` is when it is tried again; `reason` a sentence. */
export type WebhookState =
  | { readonly is: 'delivering' }
  | { readonly is: 'waiting'; readonly until: number; readonly reason?: string }
  | { readonly is: 'off'; readonly reason: string };

/** A webhook of the configuration. Of its address only the host is told, for the rest may be a secret. */
export interface WebhookLine {
  readonly name: string;
  readonly host: string;
  /** Names, or beginnings with a star. */
  readonly rooms: readonly string[];
  readonly events: readonly string[];
  readonly state: WebhookState;
}

export interface WebhookList {
  readonly webhooks: readonly WebhookLine[];
}

/** An entry that a webhook did not take, and that was given up. */
export interface LetterLine {
  readonly id: number;
  readonly webhook: string;
  readonly room: string;
  readonly seq: number;
  /** A sentence. */
  readonly reason: string;
  readonly at: number;
  readonly attempts: number;
  /** It waits to be sent again. */
  readonly again: boolean;
}

/** Newest first. */
export interface LetterPage {
  readonly letters: readonly LetterLine[];
  /** The `before` to go on with. */
  readonly next?: number;
}

export interface Erased {
  /** Entries that are empty now. */
  readonly count: number;
}
