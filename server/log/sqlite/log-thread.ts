// A worker thread that answers requests, and is started again when it dies: what it was asked then is
// rejected, for nobody knows how far it came; what is asked later is answered by the next one.
import { extname } from 'node:path';
import { Worker } from 'node:worker_threads';
import { LogUnavailable } from '../log.ts';
import { logFailure, openFailure } from './failures.ts';
import type { Asked, Report } from './thread-host.ts';

interface Waiting {
  resolve(result: unknown): void;
  reject(error: Error): void;
}

type State =
  | { readonly name: 'starting'; readonly started: Promise<Worker> }
  | { readonly name: 'running'; readonly worker: Worker }
  | { readonly name: 'closed' };

export interface LogThreadOptions {
  readonly script: 'writer-thread' | 'reader-thread';
  readonly path: string;
  /** Called each time it has opened the log. */
  readonly onOpened?: (opened: unknown) => void;
}

/** The first wait before another start; each further one is twice as long, up to the last. */
const firstRestMs = 50;
const lastRestMs = 2_000;

export class LogThread<Request> {
  readonly #options: LogThreadOptions;
  readonly #waiting = new Map<number, Waiting>();
  #state: State;
  #lastId = 0;
  #restMs = 0;

  constructor(options: LogThreadOptions) {
    this.#options = options;
    this.#state = this.#starting();
  }

  /** Resolves once it works; rejects, and ends it, when it cannot. */
  async ready(): Promise<void> {
    if (this.#state.name !== 'starting') return;
    try {
      await this.#state.started;
    } catch (error) {
      this.#state = { name: 'closed' };
      throw error;
    }
  }

  async ask<Result>(request: Request): Promise<Result> {
    if (this.#state.name === 'closed') throw closed();
    const worker = this.#state.name === 'running' ? this.#state.worker : await this.#state.started;
    return new Promise<Result>((resolve, reject) => {
      const id = ++this.#lastId;
      this.#waiting.set(id, { resolve, reject });
      worker.postMessage({ id, request } satisfies Asked<Request>);
    });
  }

  /** Answers what it was asked before, then ends. */
  async close(): Promise<void> {
    const state = this.#state;
    this.#state = { name: 'closed' };
    if (state.name === 'closed') return;
    const worker = state.name === 'running' ? state.worker : await state.started.catch(() => undefined);
    if (!worker) return;
    const exited = new Promise<void>((resolve) => worker.once('exit', () => resolve()));
    worker.postMessage({ id: 0, request: 'close' } satisfies Asked<Request>);
    await exited;
  }

  get #isClosed(): boolean {
    return this.#state.name === 'closed';
  }

  #starting(): State {
    const started = this.#start();
    // Those who wait for it hear of it; nobody else has to.
    started.catch(() => {});
    return { name: 'starting', started };
  }

  async #start(): Promise<Worker> {
    if (this.#restMs > 0) {
      await new Promise((resolve) => setTimeout(resolve, this.#restMs));
      if (this.#isClosed) throw closed();
    }
    this.#restMs = Math.min(lastRestMs, Math.max(firstRestMs, this.#restMs * 2));
    const { script, path, onOpened } = this.#options;
    // Runs as TypeScript from the sources and as JavaScript from the package.
    const file = new URL(`./${script}${extname(import.meta.url)}`, import.meta.url);
    const worker = new Worker(file, { workerData: { path }, name: `ws-chat ${script}` });
    return new Promise((resolve, reject) => {
      let failure: Error = new LogUnavailable(
        `The thread of the log ${path} ended by itself. It is started again.`,
      );
      worker.on('error', (error) => (failure = logFailure(path, { message: String(error), isWhole: false })));
      worker.on('message', (report: Report) => {
        if ('notOpened' in report) failure = openFailure(path, report.notOpened);
        else if ('id' in report) this.#settle(report);
        else {
          onOpened?.(report.opened);
          if (this.#state.name === 'starting') this.#state = { name: 'running', worker };
          this.#restMs = firstRestMs;
          resolve(worker);
        }
      });
      worker.once('exit', () => {
        reject(failure);
        this.#ended(failure);
      });
    });
  }

  #settle(report: Extract<Report, { id: number }>): void {
    const waiting = this.#waiting.get(report.id);
    this.#waiting.delete(report.id);
    if ('problem' in report) waiting?.reject(logFailure(this.#options.path, report.problem));
    else waiting?.resolve(report.result);
  }

  #ended(failure: Error): void {
    if (!this.#isClosed) this.#state = this.#starting();
    for (const waiting of this.#waiting.values()) waiting.reject(failure);
    this.#waiting.clear();
  }
}

function closed(): LogUnavailable {
  return new LogUnavailable('The log was closed.');
}
