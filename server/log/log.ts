// The durable ordered log: the port. Adapters stand in their own folders and pass one contract suite.

/** What is to become an entry. `author` and `body` are JSON objects as text, stored as they come. */
export interface DraftRecord {
  readonly room: string;
  readonly kind: 'message';
  /** Id of the participant who wrote it. */
  readonly participant: string;
  readonly draftId: string;
  /** Unix time in milliseconds. */
  readonly at: number;
  readonly author: string;
  readonly body: string;
}

export interface EntryRecord extends Omit<DraftRecord, 'room'> {
  /** 1, 2, 3… in its room, without a hole. */
  readonly seq: number;
}

/**
 * `committed`: on disk as `seq`. `twin`: the same draft already is entry `seq`. `conflict`: the
 * draft's key already is entry `seq`, with another body.
 */
export interface AppendOutcome {
  readonly outcome: 'committed' | 'twin' | 'conflict';
  readonly seq: number;
}

/** The `limit` newest entries with `seq < before`, or the `limit` oldest with `seq > after`. */
export type LogRange =
  { readonly before: number; readonly limit: number } | { readonly after: number; readonly limit: number };

export interface LogPage {
  /** The room's newest seq, 0 for a room without entries. */
  readonly head: number;
  /** In order of seq, whichever way was asked. */
  readonly entries: readonly EntryRecord[];
  /** Whether the log holds more in the asked direction. */
  readonly more: boolean;
}

export interface Log {
  /** The log's identity: another one means that seqs are not comparable. */
  readonly epoch: string;
  /**
   * Writes a batch in one transaction, in order. Resolves after it is synced to disk, one outcome
   * per draft. The key (room, participant, draftId) is unique for ever.
   * Rejects when nothing of the batch was written, or when that is not known.
   */
  append(drafts: readonly DraftRecord[]): Promise<readonly AppendOutcome[]>;
  read(room: string, range: LogRange): Promise<LogPage>;
  close(): Promise<void>;
}

/** The log cannot be opened; the message is a sentence with its cure. */
export class LogUnavailable extends Error {
  override readonly name = 'LogUnavailable';
}
