// A standing store in memory, whose changes can be held or made to fail; for tests of what stands on the port.
import type {
  AuditLine,
  AuditRecord,
  HeldRecord,
  ReportRecord,
  Restraint,
  StandingChange,
  StandingRecord,
  StandingStore,
} from '../../server/log/standing.ts';

interface RoomState {
  mode?: string;
  readonly restraints: Map<string, Restraint>;
  readonly held: Map<string, HeldRecord>;
  readonly reports: Map<string, ReportRecord>;
}

export class MemoryStanding implements StandingStore {
  readonly rooms = new Map<string, RoomState>();
  /** How often each was changed. */
  readonly versions = new Map<string, number>();
  readonly lines: (AuditLine & { readonly room: string })[] = [];
  #failure: Error | undefined;
  #held: (() => void)[] | undefined;

  /** From now on changes fail, until called with nothing. */
  fail(failure?: Error): void {
    this.#failure = failure;
  }

  /** From now on changes wait for `release`. */
  hold(): void {
    this.#held = [];
  }

  release(): void {
    for (const go of this.#held?.splice(0) ?? []) go();
    this.#held = undefined;
  }

  readStanding(room: string, now: number): Promise<StandingRecord> {
    const { mode, restraints, held, reports } = this.#room(room);
    return Promise.resolve({
      mode,
      restraints: [...restraints.values()].filter(({ until }) => until === undefined || until > now),
      held: [...held.values()],
      reports: [...reports.values()],
    });
  }

  async changeStanding(change: StandingChange): Promise<void> {
    if (this.#held) await new Promise<void>((resolve) => this.#held!.push(resolve));
    if (this.#failure) throw this.#failure;
    const { room: name, mode, impose = [], lift = [], hold, release, report, settle, audit } = change;
    this.versions.set(name, (this.versions.get(name) ?? 0) + 1);
    const room = this.#room(name);
    if (mode !== undefined) room.mode = mode;
    for (const { kind, subject } of lift) room.restraints.delete(`${kind} ${subject}`);
    for (const one of impose) room.restraints.set(`${one.kind} ${one.subject}`, one);
    const key = ({ participant, draftId }: Pick<HeldRecord, 'participant' | 'draftId'>) =>
      `${participant} ${draftId}`;
    if (hold && !room.held.has(key(hold))) room.held.set(key(hold), hold);
    if (release) room.held.delete(key(release));
    const about = ({ participant, ref }: Pick<ReportRecord, 'participant' | 'ref'>) =>
      `${participant} ${ref}`;
    if (report && !room.reports.has(about(report))) room.reports.set(about(report), report);
    if (settle) room.reports.delete(about(settle));
    if (audit) this.note(name, audit);
  }

  /** What else is in the file is noted in the same transaction as it. */
  note(room: string, audit: AuditRecord): void {
    this.lines.push({ id: this.lines.length + 1, room, ...audit });
  }

  readAudit(room: string, before: number, limit: number): Promise<readonly AuditLine[]> {
    const lines = this.lines.filter((line) => line.room === room && line.id < before);
    return Promise.resolve(
      lines
        .slice(-limit)
        .reverse()
        .map(({ room: _room, ...line }) => line),
    );
  }

  #room(name: string): RoomState {
    let room = this.rooms.get(name);
    if (!room) this.rooms.set(name, (room = { restraints: new Map(), held: new Map(), reports: new Map() }));
    return room;
  }
}
