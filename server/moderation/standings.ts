// Brings the standing of rooms from the disk, and their changes to it. A change holds from the moment it is
// made, and is acknowledged when it is on disk.
import type { Clock } from '../clock.ts';
import type { StandingChange, StandingStore } from '../log/standing.ts';
import { Standing } from './standing.ts';

export class Standings {
  readonly #store: StandingStore;
  readonly #clock: Pick<Clock, 'time'>;
  readonly #onChanged: (room: string) => void;
  /** Changes on their way, by room. */
  readonly #pending = new Map<string, Promise<unknown>>();

  /** `onChanged`: a change of a room is on disk. */
  constructor(
    store: StandingStore,
    clock: Pick<Clock, 'time'>,
    onChanged: (room: string) => void = () => {},
  ) {
    this.#store = store;
    this.#clock = clock;
    this.#onChanged = onChanged;
  }

  /** Once for each time that a room is loaded. What is on its way is waited for, or the file would be behind. */
  async load(room: string): Promise<Standing> {
    await this.#pending.get(room);
    return new Standing(await this.#store.readStanding(room, this.#clock.time()));
  }

  /** Reads it anew, for others may have changed it; what is on its way from here is waited for. */
  async renew(room: string, standing: Standing): Promise<void> {
    for (;;) {
      await this.#pending.get(room);
      const record = await this.#store.readStanding(room, this.#clock.time());
      if (!this.#pending.has(room)) return standing.renew(record);
    }
  }

  /** Rejects where it is not known to be on disk; it holds all the same, for as long as the room is in memory. */
  async change(standing: Standing, change: StandingChange): Promise<void> {
    standing.apply(change);
    const { room } = change;
    const written = this.#store.changeStanding(change).then(() => this.#onChanged(room));
    const pending = written
      .catch(() => {})
      .finally(() => {
        if (this.#pending.get(room) === pending) this.#pending.delete(room);
      });
    this.#pending.set(room, pending);
    return written;
  }

  audit(room: string, before: number, limit: number): ReturnType<StandingStore['readAudit']> {
    return this.#store.readAudit(room, before, limit);
  }
}
