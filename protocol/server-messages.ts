// What the server says. Clients ignore fields and types they do not know, so these may grow.
import type { Limits } from './limits.ts';

export type Role = 'owner' | 'moderator' | 'member' | 'guest';

/** Who is in a room. `id` is stable, `name` is what people see. */
export interface Participant {
  readonly id: string;
  readonly name: string;
  readonly role: Role;
}

/** An entry that says something. `seq` counts 1, 2, 3… in its room, `at` is Unix time in milliseconds. */
export interface MessageEntry {
  readonly type: 'message';
  readonly seq: number;
  readonly at: number;
  readonly draftId: string;
  readonly from: Participant;
  readonly text: string;
}

export type Entry = MessageEntry;

/** Why a resume was not possible: the client replaces its rows by `entries`. */
export type ResetReason = 'fresh' | 'epoch' | 'ahead' | 'too-far';

interface WelcomeCommon {
  readonly type: 'welcome';
  readonly you: Participant;
  /** Proves next time that you are the same participant. */
  readonly token: string;
  readonly room: string;
  readonly epoch: string;
  /** The newest seq; after a reset the one that `entries` end at. */
  readonly head: number;
  readonly limits: Limits;
  readonly capabilities: readonly string[];
  readonly present: number;
}

/** `entries` continue without a hole from `since`; what is newer follows as frames. */
export interface Resumed extends WelcomeCommon {
  readonly resumed: true;
  readonly entries: readonly Entry[];
}

/** `entries` are the newest; `more` tells whether older ones exist. */
export interface Reset extends WelcomeCommon {
  readonly resumed: false;
  readonly why: ResetReason;
  readonly entries: readonly Entry[];
  readonly more: boolean;
}

export type Welcome = Resumed | Reset;

/** The draft is on disk as entry `seq`. */
export interface Accepted {
  readonly type: 'accepted';
  readonly draftId: string;
  readonly seq: number;
}

/** The draft was not taken. `sentence` is for the person who wrote it. */
export interface Refused {
  readonly type: 'refused';
  readonly draftId: string;
  readonly code: string;
  readonly sentence: string;
  readonly retryAfterMs?: number;
}

/** The answer to `history`, in order; `more` tells whether still older ones exist. */
export interface Page {
  readonly type: 'page';
  readonly before: number;
  readonly entries: readonly Entry[];
  readonly more: boolean;
}

/** `count` participants are here now. */
export interface Presence {
  readonly type: 'presence';
  readonly count: number;
}

/** You are called this from now on. */
export interface Renamed {
  readonly type: 'renamed';
  readonly you: Participant;
}

export interface Ping {
  readonly type: 'ping';
}

export interface Pong {
  readonly type: 'pong';
}

/** The server is going down: come back after a random part of `spreadMs`. */
export interface Goodbye {
  readonly type: 'goodbye';
  readonly spreadMs: number;
}

export type ServerMessage =
  Welcome | Entry | Accepted | Refused | Page | Presence | Renamed | Ping | Pong | Goodbye;

/** Why a page may not enter a room, as `GET /rooms/<room>/admission` and a refused upgrade tell it. */
export interface Denial {
  readonly status: 400 | 403 | 404 | 429 | 503;
  readonly code: string;
  readonly sentence: string;
  readonly retryAfterMs?: number;
}
