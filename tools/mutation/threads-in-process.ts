// Stands in for node:worker_threads: what a thread does is done in the process of the tests, where the runner
// knows the active mutant and sees what a test reaches. Messages are still copies, and come in a later turn.
import { EventEmitter } from 'node:events';
import type { MessagePort } from 'node:worker_threads';

type Listener = (message: unknown) => void;

/** A thread's own end; what a listener throws ends the thread. */
class ThreadPort {
  readonly #port: MessagePort;
  readonly #end: (error: unknown) => void;
  isListened = false;
  isEnded = false;

  constructor(port: MessagePort, end: (error: unknown) => void) {
    this.#port = port;
    this.#end = end;
  }

  on(event: 'message', listener: Listener): void {
    this.isListened = true;
    this.#port.on(event, (message: unknown) => {
      if (this.isEnded) return;
      try {
        listener(message);
      } catch (error) {
        this.#end(error);
      }
    });
  }

  postMessage(message: unknown): void {
    this.#port.postMessage(message);
  }

  close(): void {
    this.isEnded = true;
    this.#port.close();
  }
}

/** Those of the thread whose script is being run: scripts read them at once, so one starts at a time. */
export let parentPort: ThreadPort | null = null;
export let workerData: unknown = null;

let starts = 0;
let lastStart = Promise.resolve();

export class Worker extends EventEmitter {
  readonly #port: MessagePort;
  readonly #inside: ThreadPort;

  constructor(script: URL, options: { readonly workerData: unknown }) {
    super();
    const { port1, port2 } = new MessageChannel() as unknown as Record<'port1' | 'port2', MessagePort>;
    this.#port = port1;
    this.#inside = new ThreadPort(port2, (error) => this.#fail(error));
    port1.on('message', (message) => this.emit('message', message));
    port1.once('close', () => this.emit('exit'));
    const data = structuredClone(options.workerData);
    lastStart = lastStart.then(() => this.#run(script, data));
    // As Node tells of its own.
    process.emit('worker', this as never);
  }

  postMessage(message: unknown): void {
    this.#port.postMessage(message);
  }

  /** What was sent to the thread is lost, what it has sent arrives. */
  async terminate(): Promise<void> {
    const exited = new Promise((resolve) => this.once('exit', resolve));
    this.#inside.close();
    await exited;
  }

  async #run(script: URL, data: unknown): Promise<void> {
    if (this.#inside.isEnded) return;
    parentPort = this.#inside;
    workerData = data;
    try {
      // Each thread runs its script anew.
      await import(/* @vite-ignore */ `${script.href}?start=${++starts}`);
      if (!this.#inside.isListened) this.#inside.close();
    } catch (error) {
      this.#fail(error);
    }
  }

  #fail(error: unknown): void {
    this.emit('error', error);
    this.#inside.close();
  }
}
