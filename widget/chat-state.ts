// What a client knows of its room and of itself: everything there is to show.
import { limits as defaultLimits, type Limits } from '../protocol/limits.ts';
import type { Participant } from '../protocol/server-messages.ts';
import type { LinkState } from './connection/link.ts';
import type { Draft } from './outbox/outbox.ts';
import type { Writer } from './presence/typing.ts';
import { emptyTimeline, type Timeline } from './timeline/timeline.ts';

/** Everything there is to show; replaced, never changed. */
export interface ChatState {
  readonly link: LinkState;
  /** When the link was last lost or first sought, on the surroundings' clock; undefined while live or stopped. */
  readonly troubleSince: number | undefined;
  readonly you: Participant | undefined;
  /** Whether a name was chosen, by the visitor or by the host page. */
  readonly named: boolean;
  /** How many participants are here. */
  readonly present: number;
  /** Who they are, unless they are too many to be told. */
  readonly here: readonly Participant[] | undefined;
  /** Others who write something just now. */
  readonly writers: readonly Writer[];
  /** What the server takes, beside posts; empty until it was heard. */
  readonly capabilities: readonly string[];
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
    named,
    present: 0,
    here: undefined,
    writers: [],
    capabilities: [],
    limits: defaultLimits,
    waitUntil: undefined,
    timeline: emptyTimeline,
    drafts: [],
    loadingOlder: false,
  };
}
