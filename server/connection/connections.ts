// All connections of this process: how many there are and from where, their heartbeat, their farewell.
import { closeCodes } from '../../protocol/close-codes.ts';
import type { Clock } from '../clock.ts';
import type { Occupancy } from './admission.ts';
import type { Connection, Stage, Visitor } from './connection.ts';
import type { LoopLag } from './loop-lag.ts';

/** How often silence is looked for. */
const beatEveryMs = 1_000;

/** So many are let in within a beat even while the loop is late: a share of its time that it can spare. */
const admittedWhileLate = 500;

export class Connections implements Occupancy {
  readonly #clock: Pick<Clock, 'after'>;
  readonly #lag: Pick<LoopLag, 'isLate'>;
  readonly #live = new Set<Connection>();
  /** Those who were not welcomed when they were looked at last, in the order in which they came. */
  readonly #newcomers = new Set<Connection>();
  #admittedSinceBeat = 0;
  readonly #byAddress = new Map<string, number>();
  #open = true;
  #stopBeat: (() => void) | undefined;
  #onEmpty: (() => void) | undefined;

  constructor(clock: Pick<Clock, 'after'>, lag: Pick<LoopLag, 'isLate'> = { isLate: false }) {
    this.#clock = clock;
    this.#lag = lag;
    this.#scheduleBeat();
  }

  get open(): boolean {
    return this.#open;
  }

  get overloaded(): boolean {
    return this.#lag.isLate && this.#admittedSinceBeat >= admittedWhileLate;
  }

  get total(): number {
    return this.#live.size;
  }

  /** How many have come how far. */
  get byStage(): Readonly<Record<Stage, number>> {
    const counts = { greeting: 0, joining: 0, present: 0, closed: 0 };
    for (const { stage } of this.#live) counts[stage]++;
    return counts;
  }

  /** Looks at the oldest only, for these are mostly welcomed first; all of them are looked at once a beat. */
  get newcomers(): number {
    for (const connection of this.#newcomers) {
      if (!isWelcomed(connection)) break;
      this.#newcomers.delete(connection);
    }
    return this.#newcomers.size;
  }

  from(addressKey: string): number {
    return this.#byAddress.get(addressKey) ?? 0;
  }

  add(connection: Connection): void {
    const { addressKey } = connection;
    this.#live.add(connection);
    this.#newcomers.add(connection);
    this.#admittedSinceBeat++;
    this.#byAddress.set(addressKey, this.from(addressKey) + 1);
  }

  remove(connection: Connection): void {
    if (!this.#live.delete(connection)) return;
    this.#newcomers.delete(connection);
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

  /** Everybody looks how they stand; who has to leave does so within this call. */
  reconsider(): void {
    for (const connection of [...this.#live]) connection.reconsider();
  }

  /** Sends off who would not be let in any more: they come back, and are told why at the door. */
  sendOff(isBarred: (visitor: Visitor) => boolean): void {
    for (const connection of [...this.#live])
      if (isBarred(connection.visitor))
        connection.close(closeCodes.reset, 'The settings of the chat changed. Come back and be told.');
  }

  #scheduleBeat(): void {
    this.#stopBeat = this.#clock.after(beatEveryMs, () => {
      for (const connection of this.#live) connection.beat();
      for (const connection of this.#newcomers)
        if (isWelcomed(connection)) this.#newcomers.delete(connection);
      this.#admittedSinceBeat = 0;
      this.#scheduleBeat();
    });
  }
}

function isWelcomed({ participantId }: Connection): boolean {
  return participantId !== '';
}
