// What the server says. Clients ignore fields and types they do not know, so these may grow.
import type { Limits } from './limits.ts';
import type { RefusalKind } from './refusals.ts';
import type { ReportReason } from './reports.ts';

export type Role = 'owner' | 'moderator' | 'member' | 'guest';

/** Who is in a room. `id` is stable, `name` is what people see. */
export interface Participant {
  readonly id: string;
  readonly name: string;
  readonly role: Role;
  /** Of members only, where their site says so: the address of a picture, and a colour as `#rrggbb`. */
  readonly avatar?: string;
  readonly color?: string;
}

/** Why a guest is not called what was asked for. */
export interface NameRefusal {
  readonly code: 'name-taken' | 'name-reserved';
  readonly sentence: string;
}

/** What every entry has. `seq` counts 1, 2, 3… in its room, `at` is Unix time in milliseconds. */
interface EntryCommon {
  readonly seq: number;
  readonly at: number;
  readonly draftId: string;
  readonly from: Participant;
}

/** An entry that says something. `replyTo` is the seq of the message it answers. */
export interface MessageEntry extends EntryCommon {
  readonly type: 'message';
  readonly text: string;
  readonly replyTo?: number;
  /** It is a poll: the text asks, and these can be chosen from. */
  readonly options?: readonly string[];
  /** It was taken back: the text is empty and nobody has it any more. */
  readonly removed?: true;
  /** It was taken back, and says this again: a later edit tells so. */
  readonly restored?: true;
}

/** Message `ref` says this from now on. */
export interface EditEntry extends EntryCommon {
  readonly type: 'edit';
  readonly ref: number;
  readonly text: string;
  /** Its message was taken back, and this text with it. */
  readonly removed?: true;
  /** The message had been taken back, and says this again: in answer to `replyTo`, with these `options`, and as if it were new. */
  readonly restored?: true;
  readonly replyTo?: number;
  readonly options?: readonly string[];
}

/** Message `ref` was taken back, by its author or by those who keep the room. */
export interface RemovalEntry extends EntryCommon {
  readonly type: 'removal';
  readonly ref: number;
}

/** `from` put an emoji on message `ref`, or took it off. */
export interface ReactionEntry extends EntryCommon {
  readonly type: 'reaction';
  readonly ref: number;
  readonly emoji: string;
  readonly on: boolean;
}

/** Message `ref` is kept in view, or no longer. */
export interface PinEntry extends EntryCommon {
  readonly type: 'pin';
  readonly ref: number;
  readonly on: boolean;
}

/** `from` chose an option of poll `ref`, counted from 0, in the place of any other; without one they took it back. */
export interface VoteEntry extends EntryCommon {
  readonly type: 'vote';
  readonly ref: number;
  readonly option?: number;
}

/** Poll `ref` is over: it takes no more votes. */
export interface PollEndEntry extends EntryCommon {
  readonly type: 'poll-end';
  readonly ref: number;
}

/** How much a notice should stand out. */
export type NoticeLevel = 'info' | 'warning' | 'highlight';

/** A line of the room's own. */
export interface NoticeEntry extends EntryCommon {
  readonly type: 'notice';
  readonly text: string;
  /** `info` where it is left out. */
  readonly level?: NoticeLevel;
}

export type Entry =
  MessageEntry | EditEntry | RemovalEntry | ReactionEntry | VoteEntry | PollEndEntry | PinEntry | NoticeEntry;

export type EntryKind = Entry['type'];

/** How a room is kept just now, by those who keep it; with nothing in it, it is open. */
export interface RoomMode {
  /** The wait between two messages of one person. */
  readonly slowSeconds?: number | undefined;
  readonly membersOnly?: boolean | undefined;
  readonly emojiOnly?: boolean | undefined;
  readonly readOnly?: boolean | undefined;
  /** Every text waits for a moderator. */
  readonly holdAll?: boolean | undefined;
  /** `until` is Unix time in milliseconds; without it, until it is lifted. */
  readonly paused?:
    { readonly message?: string | undefined; readonly until?: number | undefined } | undefined;
  /** Guests are held off: they write more slowly and without links, and those who just came wait. */
  readonly shield?: Shield | undefined;
}

/** The raid shield of a room. Times are Unix time in milliseconds. */
export interface Shield {
  /** When it was put up by hand, or when the first happened of what brought it up. */
  readonly since: number;
  /** When it comes down by itself, if it is calm by then; of a former one, when it came down. */
  readonly until: number;
  /** The wait between two acts of one guest. */
  readonly slowSeconds: number;
  /** Somebody put it up, or many came, or much was refused. */
  readonly cause: 'hand' | 'joins' | 'refusals';
}

/** Work that has to be done first, as ALTCHA asks for it: find the number, from 0 to `maxnumber`, whose digest with the salt is `challenge`. */
export interface Challenge {
  readonly algorithm: 'SHA-256';
  readonly challenge: string;
  readonly maxnumber: number;
  readonly salt: string;
  readonly signature: string;
}

/** Why a resume was not possible: the client replaces its rows by `entries`. */
export type ResetReason = 'fresh' | 'epoch' | 'ahead' | 'fork' | 'too-far';

interface WelcomeCommon {
  readonly type: 'welcome';
  readonly you: Participant;
  /** Proves next time that you are the same guest; empty for members, whose tokens come from their site. */
  readonly token: string;
  /** For members: the connection ends after this long, unless it is renewed. */
  readonly expiresInMs?: number;
  readonly nameRefused?: NameRefusal;
  readonly room: string;
  readonly epoch: string;
  /** The newest seq; after a reset the one that `entries` end at. */
  readonly head: number;
  readonly limits: Limits;
  readonly capabilities: readonly string[];
  /** What the participant may do here, by the server's matrix of permissions. */
  readonly may?: readonly string[];
  /** How the room is kept, unless it is open. */
  readonly mode?: RoomMode;
  /** For those who may `review`: what waits for them, unless nothing does. */
  readonly waiting?: Waiting;
  readonly present: number;
  /** Who they are, unless they are too many to tell. */
  readonly here?: readonly Participant[];
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
  /** `retry`: the same draft may go again; `final`: it must change first. */
  readonly kind: RefusalKind;
  readonly sentence: string;
  readonly retryAfterMs?: number;
  /** Of `proof-needed`: after `prove` the same draft may go at once. */
  readonly challenge?: Challenge;
}

/** What was asked by `moderate` is done, and on disk. */
export interface Moderated {
  readonly type: 'moderated';
  readonly draftId: string;
  /** Of what is done to many: how many there were, and whether there may be more. */
  readonly count?: number;
  readonly more?: boolean;
  /** As it was asked for. */
  readonly held?: readonly HeldDraft[];
  readonly reports?: readonly ReportLine[];
  readonly restraints?: readonly RestraintLine[];
  readonly audit?: readonly AuditEntry[];
  /** The one that is up, or the latest that was; left out where the room remembers none. */
  readonly shield?: Shield;
}

/** A draft that waits for a moderator. */
export interface HeldDraft {
  readonly from: Participant;
  readonly draftId: string;
  readonly at: number;
  readonly text: string;
  /** Of a poll. */
  readonly options?: readonly string[];
  /** Of an edit: the message that it would change. */
  readonly ref?: number;
}

/** What a visitor reported. `id` is how it is resolved or dismissed. */
export interface ReportLine {
  readonly id: string;
  readonly at: number;
  readonly from: Participant;
  /** The message, and who wrote it, named as then. */
  readonly ref: number;
  readonly about: Participant;
  readonly reason: ReportReason;
  readonly text?: string;
}

/** Who, or which network, is held back, by somebody of which role; `until` is Unix time in milliseconds. */
export interface RestraintLine {
  readonly kind: 'ban' | 'mute' | 'shadow';
  readonly subject: string;
  readonly by: string;
  readonly until?: number;
}

/** Who acted on whom. `id` grows. What the server did by itself is by `server`. */
export interface AuditEntry {
  readonly id: number;
  readonly at: number;
  readonly by: string;
  readonly act: string;
  readonly whom?: string;
  /** Of what was done to many: the first hundred of them. */
  readonly many?: readonly string[];
  readonly why?: string;
  readonly until?: number;
}

/** The report is on disk, for those who keep the room. */
export interface Reported {
  readonly type: 'reported';
  readonly draftId: string;
}

/** How much waits for those who keep the room. */
export interface Waiting {
  /** Drafts that were held back. */
  readonly held: number;
  readonly reports: number;
}

/** The same when it changes, to those who may `review`. */
export interface WaitingNow extends Waiting {
  readonly type: 'waiting';
}

/** How the room is kept from now on. */
export interface ModeNow {
  readonly type: 'mode';
  readonly mode: RoomMode;
}

/** What you may do here from now on: the matrix of permissions was changed. */
export interface MayNow {
  readonly type: 'may';
  readonly may: readonly string[];
}

/** The answer to `history`, in order; `more` tells whether there are further ones in the asked direction. */
/** Several entries in order, for who said that they take them so: each frame costs a browser more than what is in it. */
export interface Batch {
  readonly type: 'entries';
  readonly entries: readonly Entry[];
}

export interface Page {
  readonly type: 'page';
  /** As it was asked: one of the two. */
  readonly before?: number;
  readonly after?: number;
  readonly entries: readonly Entry[];
  readonly more: boolean;
}

/**
 * `count` participants are here now. `here` is all of them; `came` and `gone` (their ids) change what
 * was told before; with neither they are too many to be told by name.
 */
export interface Presence {
  readonly type: 'presence';
  readonly count: number;
  readonly here?: readonly Participant[];
  readonly came?: readonly Participant[];
  readonly gone?: readonly string[];
}

/** These write something just now, all that are told; each for six seconds unless told again. */
export interface TypingNow {
  readonly type: 'typing';
  readonly who: readonly Pick<Participant, 'id' | 'name'>[];
}

/** You should hold everything up to `seq`. */
export interface Head {
  readonly type: 'head';
  readonly seq: number;
}

/** You are called this from now on. */
export interface Renamed {
  readonly type: 'renamed';
  readonly you: Participant;
  readonly nameRefused?: NameRefusal;
}

/** A member's fresh token was taken: this is who you are now, and for how long. */
export interface Renewed {
  readonly type: 'renewed';
  readonly you: Participant;
  readonly expiresInMs: number;
  /** What this participant may do from now on. */
  readonly may: readonly string[];
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
  | Welcome
  | Entry
  | Accepted
  | Refused
  | Moderated
  | Reported
  | WaitingNow
  | ModeNow
  | MayNow
  | Page
  | Batch
  | Presence
  | TypingNow
  | Head
  | Renamed
  | Renewed
  | Ping
  | Pong
  | Goodbye;

/** Why a page may not enter a room, as `GET /rooms/<room>/admission` and a refused upgrade tell it. */
export interface Denial {
  readonly status: 400 | 403 | 404 | 429 | 503;
  readonly code: string;
  readonly sentence: string;
  readonly retryAfterMs?: number;
}
