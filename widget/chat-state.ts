// What a client knows of its room and of itself: everything there is to show.
import { limits as defaultLimits, type Limits } from '../protocol/limits.ts';
import type { Participant, RoomMode, Waiting } from '../protocol/server-messages.ts';
import type { LinkState } from './connection/link.ts';
import type { SignInState } from './credentials.ts';
import type { Draft } from './outbox/outbox.ts';
import type { Writer } from './presence/typing.ts';
import { emptyTimeline, type Timeline } from './timeline/timeline.ts';

/** What the server makes of a name that it was asked for. */
export type NamingState =
  | { readonly kind: 'asked'; readonly name: string }
  /** Somebody else's: `sentence` says so. */
  | { readonly kind: 'refused'; readonly name: string; readonly sentence: string };

/** Everything there is to show; replaced, never changed. */
export interface ChatState {
  readonly link: LinkState;
  /** When the link was last lost or first sought, on the surroundings' clock; undefined while live or stopped. */
  readonly troubleSince: number | undefined;
  readonly you: Participant | undefined;
  /** How the page's token stands; undefined for a guest. */
  readonly signIn: SignInState | undefined;
  /** Whether there is a name: chosen by the visitor, by the host page or by the site that signed a member in. */
  readonly named: boolean;
  /** What becomes of a name that is not had, or not yet; undefined where nobody waits for one. */
  readonly naming: NamingState | undefined;
  /** How many participants are here. */
  readonly present: number;
  /** Who they are, unless they are too many to be told. */
  readonly here: readonly Participant[] | undefined;
  /** Others who write something just now. */
  readonly writers: readonly Writer[];
  /** What the server takes, beside posts; empty until it was heard. */
  readonly capabilities: readonly string[];
  /** What may be done here; empty until it was heard. Of a server that keeps no matrix, what anybody did before. */
  readonly may: readonly string[];
  /** How the room is kept just now. */
  readonly mode: RoomMode;
  /** What waits for those who may review it; for others nothing ever does. */
  readonly waiting: Waiting;
  readonly limits: Limits;
  /** Until then nothing further can be sent, on the surroundings' clock; undefined where that was never so. */
  readonly waitUntil: number | undefined;
  readonly timeline: Timeline;
  /** What was done here and is not in the timeline yet, in that order. */
  readonly drafts: readonly Draft[];
  readonly loadingOlder: boolean;
}

/** Before anything was heard. */
export function initialState(link: LinkState, named: boolean): ChatState {
  return {
    link,
    troubleSince: undefined,
    you: undefined,
    signIn: undefined,
    named,
    naming: undefined,
    present: 0,
    here: undefined,
    writers: [],
    capabilities: [],
    may: [],
    mode: {},
    waiting: { held: 0, reports: 0 },
    limits: defaultLimits,
    waitUntil: undefined,
    timeline: emptyTimeline,
    drafts: [],
    loadingOlder: false,
  };
}
