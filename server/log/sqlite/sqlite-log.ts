// The SQLite adapter of the log port: asks the writer thread and waits for its answer.
import { mkdirSync } from 'node:fs';
import { dirname, extname } from 'node:path';
import { Worker } from 'node:worker_threads';
import {
  LogUnavailable,
  type AppendOutcome,
  type DraftRecord,
  type Log,
  type LogPage,
  type LogRange,
} from '../log.ts';
import type { WriterReport, WriterRequest } from './writer-thread.ts';

interface Waiting {
  resolve(result: unknown): void;
  reject(error: Error): void;
}

/** A request before it has its number. */
type Unnumbered<Request> = Request extends unknown ? Omit<Request, 'id'> : never;

/** Opens the log file, making it and its folder if needed; rejects with LogUnavailable. */
export async function openSqliteLog(path: string): Promise<Log> {
  try {
    mkdirSync(dirname(path), { recursive: true });
  } catch (error) {
    throw unwritable(path, error);
  }
  // Runs as TypeScript from the sources and as JavaScript from the package.
  const script = new URL(`./writer-thread${extname(import.meta.url)}`, import.meta.url);
  const worker = new Worker(script, { workerData: { path }, name: 'ws-chat log' });
  return new Promise((resolve, reject) => {
    worker.once('error', (error) => reject(unwritable(path, error)));
    worker.once('message', (report: WriterReport) => {
      if ('opened' in report) {
        worker.removeAllListeners('error');
        resolve(new SqliteLog(worker, report.opened));
      } else if ('notOpened' in report) {
        reject(report.expected ? new LogUnavailable(report.notOpened) : unwritable(path, report.notOpened));
      }
    });
  });
}

class SqliteLog implements Log {
  readonly epoch: string;
  readonly #worker: Worker;
  readonly #waiting = new Map<number, Waiting>();
  #lastId = 0;
  #ended: Error | undefined;

  constructor(worker: Worker, epoch: string) {
    this.epoch = epoch;
    this.#worker = worker;
    worker.on('message', (report: WriterReport) => this.#settle(report));
    worker.on('error', (error: Error) => this.#end(error));
    worker.on('exit', () => this.#end(new LogUnavailable('The log was closed.')));
  }

  append(drafts: readonly DraftRecord[]): Promise<readonly AppendOutcome[]> {
    return this.#ask<AppendOutcome[]>({ act: 'append', drafts });
  }

  read(room: string, range: LogRange): Promise<LogPage> {
    return this.#ask<LogPage>({ act: 'read', room, range });
  }

  probe(): Promise<void> {
    return this.#ask({ act: 'close' });
  }

  expire(): Promise<void> {
    return this.#ask({ act: 'close' });
  }

  erase(): Promise<number> {
    return this.#ask({ act: 'close' });
  }

  backUp(): Promise<void> {
    return this.#ask({ act: 'close' });
  }

  async close(): Promise<void> {
    if (this.#ended) return;
    const exited = new Promise<void>((resolve) => this.#worker.once('exit', () => resolve()));
    await this.#ask({ act: 'close' });
    await exited;
  }

  #ask<Result>(request: Unnumbered<WriterRequest>): Promise<Result> {
    if (this.#ended) return Promise.reject(this.#ended);
    const id = ++this.#lastId;
    return new Promise<Result>((resolve, reject) => {
      this.#waiting.set(id, { resolve: resolve, reject });
      this.#worker.postMessage({ id, ...request });
    });
  }

  #settle(report: WriterReport): void {
    if (!('id' in report)) return;
    const waiting = this.#waiting.get(report.id);
    this.#waiting.delete(report.id);
    if ('problem' in report) waiting?.reject(new LogUnavailable(report.problem));
    else waiting?.resolve(report.result);
  }

  #end(error: Error): void {
    this.#ended ??= error;
    for (const waiting of this.#waiting.values()) waiting.reject(this.#ended);
    this.#waiting.clear();
  }
}

function unwritable(path: string, cause: unknown): LogUnavailable {
  const detail = cause instanceof Error ? cause.message : String(cause);
  return new LogUnavailable(
    `The data folder ${dirname(path)} cannot be used (${detail}). Make it writable for this user, or name another one with --data.`,
  );
}
