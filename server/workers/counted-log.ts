// A log that this process alone writes to, as one that several share: how far it is follows from what passes through.
// What several of them append while a commit is on its way goes into the next one together.
import type { AuditQuery, RoomQuery, TheirPlace } from '../log/archive.ts';
import type { KeepingChange } from '../log/keeping.ts';
import type { AppendOutcome, DraftRecord, LogPage, LogRange, OnExpired } from '../log/log.ts';
import type { KeptLog } from '../log/open-log.ts';
import type { Heads, RoomHead } from '../log/shared-log.ts';
import type { StandingChange } from '../log/standing.ts';
import type { DueQuery, LetterQuery, WebhookChange } from '../log/webhook-store.ts';
import { GroupCommit } from './group-commit.ts';
import type { HostedLog } from './messages.ts';
import { RoomHeads } from './room-heads.ts';

export class CountedLog implements HostedLog {
  readonly #log: KeptLog;
  readonly #secrets: ReadonlyMap<string, string>;
  readonly #heads: RoomHeads;
  readonly #commits: GroupCommit;
  #keeping = 0;

  /** `secrets`: what is known already, by name. */
  constructor(log: KeptLog, secrets: ReadonlyMap<string, string>, heads = new RoomHeads()) {
    this.#log = log;
    this.#secrets = secrets;
    this.#heads = heads;
    this.#commits = new GroupCommit((drafts) => this.#append(drafts));
  }

  get epoch(): string {
    return this.#log.epoch;
  }

  append(drafts: readonly DraftRecord[]): Promise<readonly AppendOutcome[]> {
    return this.#commits.append(drafts);
  }

  async read(room: string, range: LogRange): Promise<LogPage> {
    const page = await this.#log.read(room, range);
    this.#heads.reached(room, page.head);
    return page;
  }

  probe() {
    return this.#log.probe();
  }

  async expire(before: number, onExpired?: OnExpired, except?: ReadonlyMap<string, number>): Promise<void> {
    const hear: OnExpired = (room, seq) => {
      this.#heads.expiredTo(room, seq);
      onExpired?.(room, seq);
    };
    await this.#log.expire(before, hear, except);
  }

  erase(participant: string) {
    this.#commits.flush();
    return this.#log.erase(participant);
  }

  backUp(path: string) {
    return this.#log.backUp(path);
  }

  readStanding(room: string, now: number) {
    return this.#log.readStanding(room, now);
  }

  async changeStanding(change: StandingChange): Promise<void> {
    this.#commits.flush();
    try {
      await this.#log.changeStanding(change);
    } finally {
      // Also where that is not known.
      this.#heads.standingChanged(change.room);
    }
  }

  readAudit(room: string, before: number, limit: number) {
    return this.#log.readAudit(room, before, limit);
  }

  readKeeping(now: number) {
    return this.#log.readKeeping(now);
  }

  async changeKeeping(change: KeepingChange): Promise<void> {
    this.#commits.flush();
    try {
      await this.#log.changeKeeping(change);
    } finally {
      this.#keeping++;
    }
  }

  findRooms(query: RoomQuery) {
    return this.#log.findRooms(query);
  }

  readTheirs(participant: string, after: TheirPlace | undefined, limit: number) {
    return this.#log.readTheirs(participant, after, limit);
  }

  findAudit(query: AuditQuery) {
    return this.#log.findAudit(query);
  }

  mayDeliver() {
    return this.#log.mayDeliver();
  }

  beginWebhook(webhook: string, patterns: readonly string[]) {
    return this.#log.beginWebhook(webhook, patterns);
  }

  findDue(query: DueQuery) {
    return this.#log.findDue(query);
  }

  dueIn(webhook: string, room: string) {
    return this.#log.dueIn(webhook, room);
  }

  changeWebhook(change: WebhookChange) {
    return this.#log.changeWebhook(change);
  }

  readWebhookStates() {
    return this.#log.readWebhookStates();
  }

  findDeadLetters(query: LetterQuery) {
    return this.#log.findDeadLetters(query);
  }

  wantDeadLetter(id: number) {
    return this.#log.wantDeadLetter(id);
  }

  async heads(names: readonly string[]): Promise<Heads> {
    const found = await Promise.all(names.map(async (name) => [name, await this.#headOf(name)] as const));
    const { epoch } = this;
    const rooms = new Map(found.filter(([, { head, standing }]) => head + standing > 0));
    return { epoch, keeping: this.#keeping, rooms };
  }

  /** The file is held, so that nobody can put an older one in its place: the epoch that holds goes on. */
  renewEpoch(): Promise<string> {
    return Promise.resolve(this.epoch);
  }

  secret(name: string, candidate: string): Promise<string> {
    return Promise.resolve(this.#secrets.get(name) ?? candidate);
  }

  watch(): void {
    // It cannot change behind our back.
  }

  async close(): Promise<void> {
    this.#commits.flush();
    await this.#log.close();
  }

  async #append(drafts: readonly DraftRecord[]): Promise<readonly AppendOutcome[]> {
    try {
      const outcomes = await this.#log.append(drafts);
      outcomes.forEach(({ seq }, index) => this.#heads.reached(drafts[index]!.room, seq));
      return outcomes;
    } catch (error) {
      // It may be on disk all the same.
      for (const { room } of drafts) this.#heads.doubt(room);
      throw error;
    }
  }

  async #headOf(room: string): Promise<RoomHead> {
    const known = this.#heads.of(room);
    if (known) return known;
    const { head, entries } = await this.read(room, { after: 0, limit: 1 });
    this.#heads.expiredTo(room, (entries[0]?.seq ?? head + 1) - 1);
    return this.#heads.of(room)!;
  }
}
