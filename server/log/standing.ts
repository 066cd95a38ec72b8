// Who is held back in which room, how the room is kept, what waits for a moderator, and who did what: the
// second durable port. It stands beside the log, in its file and its thread, so that an act on a person is
// on disk after everything of theirs that was taken before it.

export type RestraintKind = 'ban' | 'mute' | 'shadow';

/** `subject` is a participant's id, or the keyed hash of a network: the port does not tell them apart. */
export interface Restraint {
  readonly kind: RestraintKind;
  readonly subject: string;
  /** The role of who imposed it: it holds nobody of that role or a higher one. */
  readonly by: string;
  /** Unix time in milliseconds; without it, until it is lifted. */
  readonly until?: number;
}

/** An act that waits: `record` is the draft as JSON, as it will be committed. */
export interface HeldRecord {
  readonly participant: string;
  readonly draftId: string;
  readonly record: string;
}

/** What somebody reported of message `ref`, by participant `whom`; the rest of it is `record`, as JSON. */
export interface ReportRecord {
  readonly participant: string;
  readonly ref: number;
  readonly whom: string;
  readonly record: string;
}

export interface StandingRecord {
  /** JSON, or undefined for a room that was never set otherwise. */
  readonly mode: string | undefined;
  readonly restraints: readonly Restraint[];
  /** In the order in which they came. */
  readonly held: readonly HeldRecord[];
  /** In the order in which they came. */
  readonly reports: readonly ReportRecord[];
}

/** One line of who acted on whom, ids only. */
export interface AuditRecord {
  /** Unix time in milliseconds. */
  readonly at: number;
  readonly by: string;
  readonly act: string;
  readonly whom?: string;
  readonly why?: string;
  readonly until?: number;
}

export interface AuditLine extends AuditRecord {
  /** Grows over all rooms. */
  readonly id: number;
}

/** Everything of one change is on disk, or nothing of it. */
export interface StandingChange {
  readonly room: string;
  readonly mode?: string;
  /** Each takes the place of one of the same kind and subject. */
  readonly impose?: readonly Restraint[];
  readonly lift?: readonly Pick<Restraint, 'kind' | 'subject'>[];
  readonly hold?: HeldRecord;
  readonly release?: Pick<HeldRecord, 'participant' | 'draftId'>;
  /** Changes nothing where the same person reported the same message before. */
  readonly report?: ReportRecord;
  readonly settle?: Pick<ReportRecord, 'participant' | 'ref'>;
  readonly audit?: AuditRecord;
}

export interface StandingStore {
  /** What holds in a room; restraints that ended before `now` are left out. */
  readStanding(room: string, now: number): Promise<StandingRecord>;
  /** Resolves after it is synced to disk, in the order of the calls, and after every earlier `append`. */
  changeStanding(change: StandingChange): Promise<void>;
  /** The `limit` newest lines of a room with a smaller id, the newest first. Lines are never changed. */
  readAudit(room: string, before: number, limit: number): Promise<readonly AuditLine[]>;
}
