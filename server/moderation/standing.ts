// How one room stands: how it is kept, who is held back in it, what waits. In memory, so that judging costs
// no read; what changes here is written by `standings.ts`.
import type { Participant, ReportLine, Role, RoomMode, Waiting } from '../../protocol/server-messages.ts';
import { outranks } from '../identity/permissions.ts';
import type {
  HeldRecord,
  Restraint,
  RestraintKind,
  StandingChange,
  StandingRecord,
} from '../log/standing.ts';
import type { Author } from './author.ts';
import { isNetwork } from './networks.ts';
import { Recent } from './recent.ts';
import { maySettle, reportId, reportLineOf } from './report-line.ts';

/** Most bans and mutes of a room. */
export const mostRestraints = 10_000;

/** Most drafts that wait in a room, and of these by one person: nobody takes the others’ places. */
export const mostHeld = 200;
export const mostHeldOfOne = 10;

/** Most reports that wait in a room, and of these by one person. */
export const mostReports = 500;
export const mostReportsOfOne = 20;

const untouched: StandingRecord = { mode: undefined, restraints: [], held: [], reports: [] };

export class Standing {
  #mode: RoomMode = {};
  readonly #restraints = new Map<string, Restraint>();
  readonly #held = new Map<string, HeldRecord>();
  readonly #reports = new Map<string, ReportLine>();
  #onWaiting: () => void = () => {};
  #networks = 0;
  /** What was said a moment ago; not kept over a restart. */
  readonly recent = new Recent();

  constructor(record: StandingRecord = untouched) {
    this.renew(record);
  }

  /** As the log has it: another node may have changed it. What stays as it was stays the same object. */
  renew({ mode = '{}', restraints, held, reports }: StandingRecord): void {
    if (mode !== JSON.stringify(this.#mode)) this.#mode = JSON.parse(mode) as RoomMode;
    this.#restraints.clear();
    this.#networks = 0;
    this.apply({ impose: restraints });
    const former = new Map(this.#held);
    this.#held.clear();
    for (const record of held) {
      const known = former.get(keyOf(record));
      this.#held.set(keyOf(record), known?.record === record.record ? known : { ...record });
    }
    this.#reports.clear();
    for (const record of reports) this.#reports.set(reportId(record), reportLineOf(record));
    this.#onWaiting();
  }

  /** From now on told when what waits for those who keep the room has changed. */
  watch(onWaiting: () => void): void {
    this.#onWaiting = onWaiting;
  }

  get mode(): RoomMode {
    return this.#mode;
  }

  get restraints(): readonly Restraint[] {
    return [...this.#restraints.values()];
  }

  get held(): readonly HeldRecord[] {
    return [...this.#held.values()];
  }

  get reports(): readonly ReportLine[] {
    return [...this.#reports.values()];
  }

  report(id: string): ReportLine | undefined {
    return this.#reports.get(id);
  }

  /** How much waits for somebody who may look at it. */
  waitingFor(by: Participant): Waiting {
    return {
      held: this.#held.size,
      reports: this.reports.filter((report) => maySettle(by, report)).length,
    };
  }

  heldDraft(participant: string, draftId: string): HeldRecord | undefined {
    return this.#held.get(keyOf({ participant, draftId }));
  }

  /** What of this kind holds somebody now. Networks hold guests only: whoever signs in is known by name. */
  holds(kind: RestraintKind, author: Author, now: number): Restraint | undefined {
    if (this.#restraints.size === 0) return undefined;
    const { id, role } = author.participant;
    const own = this.#valid(kind, id, role, now);
    if (own || this.#networks === 0 || role !== 'guest') return own;
    for (const network of author.networks) {
      const found = this.#valid(kind, network, role, now);
      if (found) return found;
    }
    return undefined;
  }

  restraint(kind: RestraintKind, subject: string): Restraint | undefined {
    return this.#restraints.get(`${kind} ${subject}`);
  }

  /** Whether so many more would be too many, after those that have ended are gone. */
  isFull(more: number, now: number): boolean {
    if (this.#restraints.size + more <= mostRestraints) return false;
    for (const restraint of this.#restraints.values()) if (hasEnded(restraint, now)) this.#lift(restraint);
    return this.#restraints.size + more > mostRestraints;
  }

  apply(change: Omit<StandingChange, 'room'>): void {
    const { mode, impose = [], lift = [], hold, release, report, settle } = change;
    if (mode !== undefined) this.#mode = JSON.parse(mode) as RoomMode;
    for (const one of lift) this.#lift(one);
    for (const one of impose) {
      this.#lift(one);
      this.#restraints.set(`${one.kind} ${one.subject}`, one);
      if (isNetwork(one.subject)) this.#networks++;
    }
    if (hold) this.#held.set(keyOf(hold), hold);
    if (release) this.#held.delete(keyOf(release));
    if (report) this.#reports.set(reportId(report), reportLineOf(report));
    if (settle) this.#reports.delete(reportId(settle));
    if (hold || release || report || settle) this.#onWaiting();
  }

  /** What was reported of entries up to `seq` goes with them. */
  expire(seq: number): void {
    for (const { id, ref } of this.reports) if (ref <= seq) this.#reports.delete(id);
    this.#onWaiting();
  }

  #lift({ kind, subject }: Pick<Restraint, 'kind' | 'subject'>): void {
    if (this.#restraints.delete(`${kind} ${subject}`) && isNetwork(subject)) this.#networks--;
  }

  #valid(kind: RestraintKind, subject: string, role: Role, now: number): Restraint | undefined {
    const found = this.restraint(kind, subject);
    if (!found || hasEnded(found, now) || !outranks(found.by as Role, role)) return undefined;
    return found;
  }
}

function keyOf({ participant, draftId }: Pick<HeldRecord, 'participant' | 'draftId'>): string {
  return `${participant} ${draftId}`;
}

function hasEnded({ until }: Restraint, now: number): boolean {
  return until !== undefined && until <= now;
}
