// All connections of this process: how many there are and from where, their heartbeat, their farewell.
import { closeCodes } from '../../protocol/close-codes.ts';
import type { Clock } from '../clock.ts';
import type { Occupancy } from './admission.ts';
import type { Connection } from './connection.ts';

/** How often silence is looked for. */
const beatEveryMs = 1_000;

export class Connections implements Occupancy {
  readonly #clock: Pick<Clock, 'after'>;
  readonly #live = new Set<Connection>();
  readonly #byAddress = new Map<string, number>();
  #open = true;
  #stopBeat: (() => void) | undefined;
  #onEmpty: (() => void) | undefined;

  constructor(clock: Pick<Clock, 'after'>) {
    this.#clock = clock;
    this.#scheduleBeat();
  }

  get open(): boolean {
    return this.#open;
  }

  get total(): number {
    return this.#live.size;
  }

  from(addressKey: string): number {
    return this.#byAddress.get(addressKey) ?? 0;
  }

  add(connection: Connection): void {
    const { addressKey } = connection;
    this.#live.add(connection);
    this.#byAddress.set(addressKey, this.from(addressKey) + 1);
  }

  remove(connection: Connection): void {
    if (!this.#live.delete(connection)) return;
    const { addressKey } = connection;
    const left = this.from(addressKey) - 1;
    if (left > 0) this.#byAddress.set(addressKey, left);
    else this.#byAddress.delete(addressKey);
    if (this.total === 0) this.#onEmpty?.();
  }

  /** From now on nobody is admitted. */
  shut(): void {
    this.#open = false;
  }

  /** Sends everyone off to come back within `spreadMs`; who has not gone after `graceMs` is cut. */
  async dismissAll(spreadMs: number, graceMs: number): Promise<void> {
    this.#stopBeat?.();
    const gone = new Promise<void>((resolve) => (this.#onEmpty = resolve));
    for (const connection of this.#live) connection.dismiss(spreadMs);
    if (this.total === 0) return;
    const stopTimer = this.#clock.after(graceMs, () => {
      for (const connection of this.#live) connection.destroy();
    });
    await gone;
    stopTimer();
  }

  /** Sends everyone off to come back at once: what they were told does not hold any more. */
  resetAll(): void {
    for (const connection of [...this.#live.keys()])
      connection.close(closeCodes.reset, 'The messages changed. Come back for them.');
  }

  #scheduleBeat(): void {
    this.#stopBeat = this.#clock.after(beatEveryMs, () => {
      for (const connection of this.#live) connection.beat();
      this.#scheduleBeat();
    });
  }
}
