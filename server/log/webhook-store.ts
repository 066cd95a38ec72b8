// How far each webhook is in each room, and what it could not be brought to take: the fourth durable port. It stands
// in the log’s own database, so that a place and the entries that it counts are always of one making. No text is in it.

/** All times are Unix time in milliseconds. */
export interface WebhookPlace {
  readonly room: string;
  /** What is up to this seq was taken, or is not wanted. */
  readonly seq: number;
  /** What comes next was tried in vain, so often, for the first time then. */
  readonly trouble?: Trouble;
}

export interface Trouble {
  readonly attempts: number;
  readonly since: number;
}

/** A place with entries after it. */
export interface DuePlace extends WebhookPlace {
  readonly head: number;
}

export interface DueQuery {
  readonly webhook: string;
  /** Names, or beginnings with a star. */
  readonly patterns: readonly string[];
  /** Only rooms that come after this one by their names. */
  readonly after: string;
  readonly limit: number;
}

/** An entry that was given up. What it says is read from the log, where it is looked at. */
export interface DeadLetter {
  /** Grows. */
  readonly id: number;
  readonly webhook: string;
  readonly room: string;
  readonly seq: number;
  /** A sentence. */
  readonly reason: string;
  /** When it was given up last. */
  readonly at: number;
  readonly attempts: number;
  /** Whether somebody asked that it is sent again, and it was not yet. */
  readonly isWanted: boolean;
}

export interface LetterQuery {
  /** Of all of them without it. */
  readonly webhook?: string;
  /** Only those that somebody wants sent again. */
  readonly areWanted?: boolean;
  readonly before: number;
  readonly limit: number;
}

/** Everything of one change is on disk, or nothing of it. */
export interface WebhookChange {
  readonly webhook: string;
  /** No place goes back. */
  readonly places?: readonly WebhookPlace[];
  /** How it is just now, as JSON. */
  readonly state?: string;
  readonly bury?: Pick<DeadLetter, 'room' | 'seq' | 'reason' | 'at' | 'attempts'>;
  /** Was sent again in vain, and rests. */
  readonly buryAgain?: Pick<DeadLetter, 'id' | 'reason' | 'at'>;
  /** Was taken after all, or is kept no longer. */
  readonly forget?: number;
}

export interface WebhookStore {
  /**
   * Whether this process is the one of those over the same log that delivers. Who is it stays it until it closes the
   * log or loses its connection, and asks now and then whether it still is.
   */
  mayDeliver(): Promise<boolean>;
  /** From now on the webhook has what is written in rooms of these patterns: nothing of before, where it did not have them. */
  beginWebhook(webhook: string, patterns: readonly string[]): Promise<void>;
  /** In order of their rooms’ names. */
  findDue(query: DueQuery): Promise<readonly DuePlace[]>;
  /** The place in one room; undefined where nothing comes after it. */
  dueIn(webhook: string, room: string): Promise<DuePlace | undefined>;
  /** Resolves after it is synced to disk, in the order of the calls. */
  changeWebhook(change: WebhookChange): Promise<void>;
  /** What was last said of how they are, by name. */
  readWebhookStates(): Promise<ReadonlyMap<string, string>>;
  /** The newest that fit, the newest first. */
  findDeadLetters(query: LetterQuery): Promise<readonly DeadLetter[]>;
  /** Resolves with whether there is such a letter. */
  wantDeadLetter(id: number): Promise<boolean>;
}
