// The SQLite adapter of the log port: a thread that writes, a thread that reads, and a third while a
// back-up is made.
import { mkdirSync } from 'node:fs';
import { dirname, extname } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Archive, AuditQuery, KnownRoom, RoomQuery, TheirPlace } from '../archive.ts';
import type { KeepingChange, KeepingRecord, KeepingStore } from '../keeping.ts';
import {
  LogUnavailable,
  type AppendOutcome,
  type DraftRecord,
  type EntryRecord,
  type Log,
  type LogPage,
  type LogRange,
  type OnExpired,
} from '../log.ts';
import type { AuditLine, StandingChange, StandingRecord, StandingStore } from '../standing.ts';
import type {
  DeadLetter,
  DueQuery,
  DuePlace,
  LetterQuery,
  WebhookChange,
  WebhookStore,
} from '../webhook-store.ts';
import type { BackUpReport } from './back-up-thread.ts';
import { logFailure, openFailure, problemOf, unusableFolder } from './failures.ts';
import { lockLog } from './file-lock.ts';
import { LogThread } from './log-thread.ts';
import type { ReaderRequest } from './reader-thread.ts';
import type { Expiry } from './sqlite-store.ts';
import type { WriterRequest } from './writer-thread.ts';

/** Opens the log file, making it and its folder if needed; rejects with LogUnavailable. */
export async function openSqliteLog(
  path: string,
): Promise<Log & StandingStore & KeepingStore & Archive & WebhookStore> {
  const unlock = claim(path);
  const log = new SqliteLog(path, unlock);
  try {
    await log.open();
    return log;
  } catch (error) {
    await log.close();
    throw error;
  }
}

/** Makes the folder, and the log this process's own. */
export function claim(path: string): () => void {
  try {
    mkdirSync(dirname(path), { recursive: true });
  } catch (error) {
    throw unusableFolder(path, (error as Error).message);
  }
  try {
    return lockLog(path);
  } catch (error) {
    throw openFailure(path, problemOf(error));
  }
}

class SqliteLog implements Log, StandingStore, KeepingStore, Archive, WebhookStore {
  readonly #unlock: () => void;
  readonly #writer: LogThread<WriterRequest>;
  #reader: LogThread<ReaderRequest> | undefined;
  #epoch = '';
  /** The back-up or erasure under way: one at a time. */
  #errand: Promise<unknown> = Promise.resolve();
  readonly #path: string;

  constructor(path: string, unlock: () => void) {
    this.#path = path;
    this.#unlock = unlock;
    this.#writer = new LogThread({
      script: 'writer-thread',
      path,
      onOpened: (epoch) => (this.#epoch = epoch as string),
    });
  }

  get epoch(): string {
    return this.#epoch;
  }

  async open(): Promise<void> {
    await this.#writer.ready();
    // Only now is there a file with tables to read.
    this.#reader = new LogThread({ script: 'reader-thread', path: this.#path });
    await this.#reader.ready();
  }

  append(drafts: readonly DraftRecord[]): Promise<readonly AppendOutcome[]> {
    return this.#writer.ask({ act: 'append', drafts });
  }

  read(room: string, range: LogRange): Promise<LogPage> {
    return this.#reader!.ask({ ask: 'page', room, range });
  }

  readStanding(room: string, now: number): Promise<StandingRecord> {
    return this.#reader!.ask({ ask: 'standing', room, now });
  }

  changeStanding(change: StandingChange): Promise<void> {
    return this.#writer.ask({ act: 'standing', change });
  }

  readAudit(room: string, before: number, limit: number): Promise<readonly AuditLine[]> {
    return this.#reader!.ask({ ask: 'audit', room, before, limit });
  }

  readKeeping(now: number): Promise<KeepingRecord> {
    return this.#reader!.ask({ ask: 'keeping', now });
  }

  changeKeeping(change: KeepingChange): Promise<void> {
    return this.#writer.ask({ act: 'keeping', change });
  }

  findRooms(query: RoomQuery): Promise<readonly KnownRoom[]> {
    return this.#reader!.ask({ ask: 'rooms', query });
  }

  readTheirs(
    participant: string,
    after: TheirPlace | undefined,
    limit: number,
  ): Promise<readonly (EntryRecord & { readonly room: string })[]> {
    return this.#reader!.ask({ ask: 'theirs', participant, after, limit });
  }

  findAudit(query: AuditQuery): Promise<readonly AuditLine[]> {
    return this.#reader!.ask({ ask: 'find-audit', query });
  }

  /** The file is held, and whoever works on it by this process’s hands knows who of them delivers. */
  mayDeliver(): Promise<boolean> {
    return Promise.resolve(true);
  }

  beginWebhook(webhook: string, patterns: readonly string[]): Promise<void> {
    return this.#writer.ask({ act: 'begin-webhook', webhook, patterns });
  }

  findDue(query: DueQuery): Promise<readonly DuePlace[]> {
    return this.#reader!.ask({ ask: 'due', query });
  }

  dueIn(webhook: string, room: string): Promise<DuePlace | undefined> {
    return this.#reader!.ask({ ask: 'due-in', webhook, room });
  }

  changeWebhook(change: WebhookChange): Promise<void> {
    return this.#writer.ask({ act: 'webhook', change });
  }

  readWebhookStates(): Promise<ReadonlyMap<string, string>> {
    return this.#reader!.ask({ ask: 'webhook-states' });
  }

  findDeadLetters(query: LetterQuery): Promise<readonly DeadLetter[]> {
    return this.#reader!.ask({ ask: 'letters', query });
  }

  wantDeadLetter(id: number): Promise<boolean> {
    return this.#writer.ask({ act: 'want-letter', id });
  }

  probe(): Promise<void> {
    return this.#writer.ask({ act: 'probe' });
  }

  async expire(
    before: number,
    onExpired?: OnExpired,
    except: ReadonlyMap<string, number> = new Map(),
  ): Promise<void> {
    let from: number | undefined = 0;
    let isAny = false;
    while (from !== undefined) {
      const { next, expired }: Expiry = await this.#writer.ask({ act: 'expire', before, from, except });
      for (const { room, seq } of expired) onExpired?.(room, seq);
      isAny ||= expired.length > 0;
      from = next;
    }
    // Pages as they were before must not lie there for as long as nothing is written.
    if (isAny) await this.#alone(() => this.#writer.ask({ act: 'empty-wal' }));
  }

  /** Not while a back-up holds on to what was there before. */
  erase(participant: string): Promise<number> {
    return this.#alone(async () => {
      const { count, epoch } = await this.#writer.ask<{ count: number; epoch: string }>({
        act: 'erase',
        participant,
      });
      this.#epoch = epoch;
      // Also when there was nothing: the time before, this may have failed.
      await this.#writer.ask({ act: 'forget' });
      return count;
    });
  }

  backUp(copy: string): Promise<void> {
    return this.#alone(() => backUp(this.#path, copy));
  }

  async close(): Promise<void> {
    // The writer last: it then finds itself alone and tidies up.
    await this.#errand;
    await this.#reader?.close();
    await this.#writer.close();
    this.#unlock();
  }

  #alone<Result>(act: () => Promise<Result>): Promise<Result> {
    const errand = this.#errand.then(act);
    this.#errand = errand.catch(() => {});
    return errand;
  }
}

function backUp(path: string, copy: string): Promise<void> {
  const file = new URL(`./back-up-thread${extname(import.meta.url)}`, import.meta.url);
  const worker = new Worker(file, { workerData: { path, copy }, name: 'ws-chat back-up' });
  return new Promise((resolve, reject) => {
    worker.once('error', reject);
    worker.once('exit', () => reject(new LogUnavailable('The back-up ended by itself. Try again.')));
    worker.once('message', (report: BackUpReport) => {
      if ('done' in report) resolve();
      else reject(logFailure(path, report.problem));
    });
  });
}
