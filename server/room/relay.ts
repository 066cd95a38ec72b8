// How a room reaches its like on other nodes: the port. Where there are none, nothing is told and nobody waits.
import type { Participant, Refused } from '../../protocol/server-messages.ts';
import type { EntryRecord } from '../log/log.ts';

/** Who of a room is on one node: by name, unless they are too many. */
export interface Roster {
  readonly count: number;
  readonly here?: readonly Participant[];
}

export type Writer = Pick<Participant, 'id' | 'name'>;

export interface Relay {
  /** How long an entry is waited for that others have overtaken, in milliseconds, before the log is read for it. */
  readonly patienceMs: number;
  /** Whether no other node writes to these rooms. */
  readonly isAlone: boolean;
  /** Resolves when whatever others tell of a room from then on is heard, as far as that can be had. */
  follow(room: string): Promise<void> | undefined;
  unfollow(room: string): void;
  /** It is in memory from now on. */
  loaded(room: string): void;
  /** It was committed by this node. */
  committed(room: string, record: EntryRecord): void;
  /** Who of the room is here, after it changed. */
  present(room: string, roster: Roster): void;
  typing(room: string, writer: Writer, on: boolean): void;
  /** Somebody has to leave who may be elsewhere. */
  kicked(room: string, participantId: string): void;
  told(room: string, participantId: string, refused: Refused): void;
}

const nothing = () => {};

export const alone: Relay = {
  patienceMs: 0,
  isAlone: true,
  follow: () => undefined,
  unfollow: nothing,
  loaded: nothing,
  committed: nothing,
  present: nothing,
  typing: nothing,
  kicked: nothing,
  told: nothing,
};
