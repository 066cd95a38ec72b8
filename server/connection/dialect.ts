// The language of a connection: what its frames say, and how it is told things.
import type { ClientMessage, Hello } from '../../protocol/client-messages.ts';
import type { Batch, Entry, Page, ServerMessage, Welcome } from '../../protocol/server-messages.ts';
import type { Ring } from '../room/ring.ts';
import type { Run } from '../room/shared-runs.ts';
import type { Signal } from '../room/signal.ts';

/** Messages that carry entries; these are passed beside them, as text that is ready already. */
export type Bearer =
  | Omit<Extract<Welcome, { resumed: true }>, 'entries'>
  | Omit<Extract<Welcome, { resumed: false }>, 'entries'>
  | Omit<Page, 'entries'>;

/** Everything else that is said to one connection alone. */
export type Remark = Exclude<ServerMessage, Welcome | Page | Batch | Entry>;

/** The frame broke the wire; the reason goes into the close frame. */
export interface Malformed {
  readonly malformed: string;
}

/** What one reader gets of a run, which may hold nothing for it. */
export interface CatchUp extends Pick<Run, 'end'> {
  readonly bytes: Buffer | undefined;
}

export interface Dialect {
  /** What a client that never says `hello` is taken to have said. */
  readonly greeting?: Hello;
  read(frame: string): ClientMessage | Malformed;
  /** Undefined where the language has no words for it. */
  say(remark: Remark): Buffer | undefined;
  sayWithEntries(bearer: Bearer, entries: readonly string[]): Buffer | undefined;
  signal(signal: Signal): Buffer | undefined;
  /** The frames after `cursor` that begin within `most` bytes, as this reader gets them. */
  catchUp(ring: Ring, cursor: number, most: number, participantId: string): CatchUp;
  /** The same for who takes several entries in one frame, where the language has such frames. */
  readonly inBatches?: CatchingUp;
}

export type CatchingUp = Pick<Dialect, 'catchUp'>;
