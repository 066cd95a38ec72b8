// What the server tells about itself, one call per thing that happened. Texts of messages and
// addresses of people are for nobody's file: only the terminal of the demo may show a text.
import type { Denial, Participant } from '../../protocol/server-messages.ts';

export interface Telemetry {
  connected(visit: Visit): void;
  posted(visit: Visit, seq: number, text: string): void;
  refused(visit: Visit, code: string): void;
  left(visit: Visit, code: number): void;
  /** An upgrade that was answered with a status instead. */
  denied(denial: Denial, room: string, origin: string | undefined): void;
  /** A member's token that was not taken: why, and never the token. */
  notSignedIn(room: string, reason: string): void;
  /** Something that the server's owner should know, with what to do about it. */
  advised(sentence: string): void;
  /** Something went wrong on our side; the process goes on. */
  failed(what: string, error: unknown): void;
}

/** One participant's stay in a room by one connection. */
export interface Visit {
  readonly room: string;
  readonly participant: Participant;
  /** How many are present, this one included. */
  present(): number;
}
