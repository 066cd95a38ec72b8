// A log in memory that several nodes of one test write to.
import type { Heads, RoomHead, SharedLog } from '../../server/log/shared-log.ts';
import { MemoryLog } from './memory-log.ts';

export class SharedMemoryLog extends MemoryLog implements SharedLog {
  /** How often the standing of a room was changed. */
  standingOf: (room: string) => number = () => 0;
  keeping = 0;
  readonly #secrets = new Map<string, string>();
  readonly #doubters: (() => void)[] = [];

  async heads(rooms: readonly string[]): Promise<Heads> {
    const heads = new Map<string, RoomHead>();
    for (const room of rooms) {
      const { head, entries } = await this.read(room, { after: 0, limit: 1 });
      const standing = this.standingOf(room);
      if (head + standing > 0)
        heads.set(room, { head, expired: (entries[0]?.seq ?? head + 1) - 1, standing });
    }
    return { epoch: this.epoch, keeping: this.keeping, rooms: heads };
  }

  renewEpoch(former: string): Promise<string> {
    if (this.epoch === former) this.epoch += '+';
    return Promise.resolve(this.epoch);
  }

  secret(name: string, candidate: string): Promise<string> {
    const kept = this.#secrets.get(name) ?? candidate;
    this.#secrets.set(name, kept);
    return Promise.resolve(kept);
  }

  watch(onDoubt: () => void): void {
    this.#doubters.push(onDoubt);
  }

  /** As an adapter does after it lost its connection. */
  doubt(): void {
    for (const doubt of this.#doubters) doubt();
  }
}
