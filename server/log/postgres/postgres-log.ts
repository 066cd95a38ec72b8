// The Postgres adapter of the log port, for several nodes on one log: a connection that writes, one that answers
// what rooms ask, and one for those who look up over rooms.
import type { Archive, AuditQuery, KnownRoom, RoomQuery, TheirPlace } from '../archive.ts';
import type { KeepingChange, KeepingRecord, KeepingStore } from '../keeping.ts';
import type { AppendOutcome, DraftRecord, EntryRecord, Log, LogPage, LogRange, OnExpired } from '../log.ts';
import type { Heads, SharedLog } from '../shared-log.ts';
import type { AuditLine, StandingChange, StandingRecord, StandingStore } from '../standing.ts';
import type {
  DeadLetter,
  DueQuery,
  DuePlace,
  LetterQuery,
  WebhookChange,
  WebhookStore,
} from '../webhook-store.ts';
import { readAddress, type PostgresAddress } from './address.ts';
import { findAudit, findRooms, readTheirs } from './archive-reader.ts';
import { backUp } from './back-up.ts';
import { Connection } from './connection.ts';
import { readKeeping } from './keeping-table.ts';
import { KnownLog } from './known-log.ts';
import { readHeads, readPage } from './page-reader.ts';
import { migrate } from './schema.ts';
import { byKey, leaving, planned, uncancelled } from './session-settings.ts';
import { Session, statement, type Question, type SessionOptions } from './session.ts';
import { readAudit, readStanding } from './standing-table.ts';
import { dueIn, findDeadLetters, findDue, mayDeliver, readWebhookStates } from './webhook-table.ts';
import { Writer } from './writer.ts';

export type PostgresLog = Log & StandingStore & KeepingStore & Archive & WebhookStore & SharedLog;

export interface PostgresLogOptions {
  /** How long an answer may take before it is doubted that it comes. */
  readonly patienceMs?: number;
}

const defaultPatienceMs = 15_000;

/** Opens the log in a database, making its tables if needed; rejects with LogUnavailable. */
export async function openPostgresLog(
  address: string,
  { patienceMs = defaultPatienceMs }: PostgresLogOptions = {},
): Promise<PostgresLog> {
  const log = new SharedPostgresLog(readAddress(address), patienceMs);
  try {
    await log.open();
    return log;
  } catch (error) {
    await log.close();
    throw error;
  }
}

class SharedPostgresLog implements Log, StandingStore, KeepingStore, Archive, WebhookStore, SharedLog {
  readonly #address: PostgresAddress;
  readonly #known = new KnownLog();
  readonly #reader: Connection;
  readonly #archive: Connection;
  readonly #writing: Connection;
  readonly #writer: Writer;
  /** For what takes long and is done at the side. */
  readonly #errand: SessionOptions;
  /** The back-up under way, or the erasure or expiry whose traces are swept: one at a time, for a back-up holds on to what was. */
  #aside: Promise<unknown> = Promise.resolve();

  constructor(address: PostgresAddress, patienceMs: number) {
    this.#address = address;
    const isAtWork = async (pid: number) => {
      const [[found]] = await (await this.#reader.session()).send(activity(pid));
      return found?.works ?? false;
    };
    const onReopened = () => this.#known.doubt();
    const common = { ...leaving(Math.ceil(patienceMs / 3)), statement_timeout: `${patienceMs}` };
    this.#reader = new Connection({ address, patienceMs, settings: { ...common, ...byKey }, onReopened });
    this.#archive = new Connection({ address, patienceMs, settings: { ...common, ...planned } });
    this.#errand = { address, patienceMs, isAtWork, settings: { ...common, ...uncancelled } };
    this.#writing = new Connection({
      ...this.#errand,
      settings: { ...common, ...uncancelled, ...byKey },
      onReopened,
    });
    this.#writer = new Writer(this.#writing, this.#known, this.#where);
  }

  get epoch(): string {
    return this.#known.epoch;
  }

  async open(): Promise<void> {
    await this.#writing.ready();
    await migrate(await this.#writing.session(), this.#where);
    await Promise.all([this.#reader.ready(), this.#archive.ready()]);
    await this.heads([]);
    // A disk that takes nothing is told now rather than at the first message.
    await this.probe();
  }

  append(drafts: readonly DraftRecord[]): Promise<readonly AppendOutcome[]> {
    return this.#writer.append(drafts);
  }

  async read(room: string, range: LogRange): Promise<LogPage> {
    return readPage(await this.#reader.session(), this.#known, this.#where, room, range);
  }

  async heads(rooms: readonly string[]): Promise<Heads> {
    return readHeads(await this.#reader.session(), this.#known, this.#where, rooms);
  }

  renewEpoch(former: string): Promise<string> {
    return this.#writer.renewEpoch(former);
  }

  secret(name: string, candidate: string): Promise<string> {
    return this.#writer.secret(name, candidate);
  }

  watch(onDoubt: () => void): void {
    this.#known.watch(onDoubt);
  }

  async readStanding(room: string, now: number): Promise<StandingRecord> {
    return readStanding(await this.#reader.session(), room, now);
  }

  changeStanding(change: StandingChange): Promise<void> {
    return this.#writer.changeStanding(change);
  }

  async readAudit(room: string, before: number, limit: number): Promise<readonly AuditLine[]> {
    return readAudit(await this.#reader.session(), room, before, limit);
  }

  async readKeeping(now: number): Promise<KeepingRecord> {
    return readKeeping(await this.#reader.session(), now);
  }

  changeKeeping(change: KeepingChange): Promise<void> {
    return this.#writer.changeKeeping(change);
  }

  async findRooms(query: RoomQuery): Promise<readonly KnownRoom[]> {
    return findRooms(await this.#archive.session(), query);
  }

  async readTheirs(
    participant: string,
    after: TheirPlace | undefined,
    limit: number,
  ): Promise<readonly (EntryRecord & { readonly room: string })[]> {
    return readTheirs(await this.#archive.session(), this.#where, participant, after ?? {}, limit);
  }

  async findAudit(query: AuditQuery): Promise<readonly AuditLine[]> {
    return findAudit(await this.#archive.session(), query);
  }

  async mayDeliver(): Promise<boolean> {
    return mayDeliver(await this.#archive.session());
  }

  beginWebhook(webhook: string, patterns: readonly string[]): Promise<void> {
    return this.#writer.beginWebhook(webhook, patterns);
  }

  async findDue(query: DueQuery): Promise<readonly DuePlace[]> {
    return findDue(await this.#archive.session(), query);
  }

  async dueIn(webhook: string, room: string): Promise<DuePlace | undefined> {
    return dueIn(await this.#archive.session(), webhook, room);
  }

  changeWebhook(change: WebhookChange): Promise<void> {
    return this.#writer.changeWebhook(change);
  }

  async readWebhookStates(): Promise<ReadonlyMap<string, string>> {
    return readWebhookStates(await this.#archive.session());
  }

  async findDeadLetters(query: LetterQuery): Promise<readonly DeadLetter[]> {
    return findDeadLetters(await this.#archive.session(), query);
  }

  wantDeadLetter(id: number): Promise<boolean> {
    return this.#writer.wantDeadLetter(id);
  }

  probe(): Promise<void> {
    return this.#writer.probe();
  }

  async expire(
    before: number,
    onExpired?: OnExpired,
    except: ReadonlyMap<string, number> = new Map(),
  ): Promise<void> {
    let after = '';
    let isAny = false;
    for (let isMore = true; isMore;) {
      const step = await this.#writer.expire(before, after, except);
      for (const { room, seq } of step.expired) onExpired?.(room, seq);
      isAny ||= step.deleted;
      after = step.done;
      isMore = step.isMore;
    }
    // Another node that sweeps sweeps this too.
    if (isAny) await this.#sweep('VACUUM (SKIP_LOCKED) entry, report');
  }

  /** Also sweeps when there was nothing: the time before, that may have failed. */
  async erase(participant: string): Promise<number> {
    const count = await this.#writer.erase(participant);
    // What is left of rows in the indexes goes as well, however few they are.
    await this.#sweep('VACUUM (INDEX_CLEANUP ON) entry, restraint, held, report, audit, staff, pass');
    return count;
  }

  backUp(path: string): Promise<void> {
    return this.#alone(() => backUp(this.#address, path));
  }

  async close(): Promise<void> {
    await this.#aside;
    await this.#writer.close();
    await Promise.all([this.#reader.close(), this.#archive.close()]);
  }

  get #where(): string {
    return this.#address.where;
  }

  /** On a connection of its own: it may take long, and nobody is to wait. */
  #sweep(text: string): Promise<void> {
    return this.#alone(async () => {
      const session = await Session.open(this.#errand);
      try {
        await session.send({ text } satisfies Question);
      } finally {
        await session.end();
      }
    });
  }

  #alone(act: () => Promise<void>): Promise<void> {
    const done = this.#aside.then(act);
    this.#aside = done.catch(() => {});
    return done;
  }
}

const activity = statement<{ readonly works: boolean }>(
  'activity',
  `SELECT state IN ('active', 'disabled') AS works FROM pg_stat_activity WHERE pid = $1`,
);
