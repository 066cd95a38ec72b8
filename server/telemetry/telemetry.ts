// What the server tells about itself, one call per thing that happened. Texts of messages and
// addresses of people are for nobody's file: only the terminal of the demo may show a text.
import type { KnownDenial } from '../../protocol/denials.ts';
import type { RefusalCode } from '../../protocol/refusals.ts';
import type { Participant, ResetReason } from '../../protocol/server-messages.ts';

export interface Telemetry {
  connected(visit: Visit, source: WelcomeSource): void;
  posted(visit: Visit, seq: number, text: string): void;
  /** Something that a participant wanted was refused. */
  refused(visit: Visit, code: RefusalCode): void;
  left(visit: Visit, code: number): void;
  /** A connection ended before it was welcomed. */
  endedEarly(code: number): void;
  /** An upgrade that was answered with a status instead. */
  denied(denial: KnownDenial, room: string, origin: string | undefined): void;
  /** A member's token that was not taken: why, and never the token. */
  notSignedIn(room: string, reason: string): void;
  /** Something that the server's owner should know, with what to do about it. */
  advised(sentence: string): void;
  /** Something went wrong on our side; the process goes on. */
  failed(what: string, error: unknown): void;
}

/** Whether a newcomer went on where they had been, out of memory or of the log, or began anew, and why. */
export type WelcomeSource = 'ring' | 'log' | ResetReason;

/** One participant's stay in a room by one connection. */
export interface Visit {
  readonly room: string;
  readonly participant: Participant;
  /** How many are present, this one included. */
  present(): number;
}
