// A log in a process of its own, and this process as one of its workers.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { channelOf } from '../../server/workers/channel.ts';
import type { PrimarySaid, WorkerSaid } from '../../server/workers/messages.ts';
import { RemoteLog } from '../../server/workers/remote-log.ts';

export type HostAsked = { readonly type: 'open'; readonly path: string } | { readonly type: 'shut' };
export type HostSaid = { readonly type: 'opened'; readonly epoch: string } | { readonly type: 'shut' };

const program = fileURLToPath(new URL('./log-host-process.ts', import.meta.url));

export class LogHostProcess {
  readonly #child = fork(program, { serialization: 'advanced' });
  readonly #line = channelOf<PrimarySaid | HostSaid, WorkerSaid | HostAsked>(this.#child, 'exit');
  #hearers: ((said: PrimarySaid) => void)[] = [];
  #onSaid: (said: HostSaid) => void = () => {};
  #onEnd = (): void => {};

  constructor() {
    this.#line.onEnd(() => this.#onEnd());
    this.#line.hear((said) => {
      if (said.type === 'opened' || said.type === 'shut') this.#onSaid(said);
      else for (const hearer of this.#hearers) hearer(said);
    });
  }

  /** One at a time. Its `close` closes the log too. */
  async open(path: string): Promise<RemoteLog> {
    this.#hearers = [];
    const opened = await this.#ask({ type: 'open', path });
    const { send } = this.#line;
    const channel = {
      send,
      hear: (hearer: (said: PrimarySaid) => void) => void this.#hearers.push(hearer),
      onEnd: (ended: () => void) => void (this.#onEnd = ended),
    };
    const log = new RemoteLog(channel, opened.type === 'opened' ? opened.epoch : '');
    const close = log.close.bind(log);
    log.close = async () => {
      await close();
      await this.#ask({ type: 'shut' });
    };
    return log;
  }

  /** It answers nothing any more, and does not know it. */
  pause(): void {
    this.#child.kill('SIGSTOP');
  }

  async kill(): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    this.#child.kill('SIGKILL');
    await once(this.#child, 'exit');
  }

  #ask(asked: HostAsked): Promise<HostSaid> {
    return new Promise((resolve) => {
      this.#onSaid = resolve;
      this.#line.send(asked);
    });
  }
}
