// The log as one process of the simulated server has it open: every call takes time, may fail, may
// lose its answer, and ends in nothing when the process dies.
import type { AppendOutcome, DraftRecord, Log, LogPage, LogRange } from '../../../server/log/log.ts';
import type { Random } from './random.ts';
import type { VirtualDisk } from './virtual-disk.ts';
import type { VirtualTime } from './virtual-time.ts';

/** How the disk behaves just now; the world changes it. */
export interface DiskMood {
  /** Longest time for one step of a write or of a read. */
  writeMs: number;
  readMs: number;
  /** Nothing can be written. */
  full: boolean;
  /** Nothing can be read. */
  unreadable: boolean;
  /** How many of the batches are written and reported as failed. */
  losesAnswers: number;
}

/** A failure that the world meant to happen. */
export class DiskTrouble extends Error {
  override readonly name = 'DiskTrouble';
}

interface Batch {
  readonly drafts: readonly DraftRecord[];
  readonly cancel: () => void;
}

export class VirtualLog implements Log {
  readonly #disk: VirtualDisk;
  readonly #time: VirtualTime;
  readonly #random: Random;
  readonly #mood: DiskMood;
  /** Handed to the disk, and not known to be on it. */
  readonly #unsynced = new Set<Batch>();
  #dead = false;
  readonly epoch: string;
  reads = 0;

  constructor(disk: VirtualDisk, time: VirtualTime, random: Random, mood: DiskMood) {
    this.#disk = disk;
    this.#time = time;
    this.#random = random;
    this.#mood = mood;
    this.epoch = disk.epoch;
  }

  append(drafts: readonly DraftRecord[]): Promise<readonly AppendOutcome[]> {
    return new Promise((resolve, reject) => {
      const batch: Batch = {
        drafts,
        cancel: this.#time.after(this.#random.whole(0, this.#mood.writeMs), () => {
          this.#unsynced.delete(batch);
          if (this.#mood.full) return this.#answer(() => reject(new DiskTrouble('The disk is full.')));
          const outcomes = this.#disk.commit(drafts);
          const isLost = this.#random.chance(this.#mood.losesAnswers);
          this.#answer(() => (isLost ? reject(new DiskTrouble('The answer was lost.')) : resolve(outcomes)));
        }),
      };
      this.#unsynced.add(batch);
    });
  }

  read(room: string, range: LogRange): Promise<LogPage> {
    this.reads++;
    return new Promise((resolve, reject) => {
      this.#time.after(this.#random.whole(0, this.#mood.readMs), () => {
        if (this.#mood.unreadable)
          return this.#answer(() => reject(new DiskTrouble('The disk cannot be read.')));
        const page = pageOf(this.#disk, room, range);
        this.#answer(() => resolve(page), this.#mood.readMs);
      });
    });
  }

  probe(): Promise<void> {
    return new Promise((resolve, reject) =>
      this.#answer(() => (this.#mood.full ? reject(new DiskTrouble('The disk is full.')) : resolve())),
    );
  }

  async expire(): Promise<void> {}

  erase(): Promise<number> {
    return Promise.resolve(0);
  }

  async backUp(): Promise<void> {}

  async close(): Promise<void> {}

  /** The process dies. What was not synced may be on the disk, each batch whole or not at all. */
  die(): void {
    this.#dead = true;
    for (const { drafts, cancel } of this.#unsynced) {
      cancel();
      if (!this.#mood.full && this.#random.chance(0.5)) this.#disk.commit(drafts);
    }
    this.#unsynced.clear();
  }

  #answer(answer: () => void, withinMs = this.#mood.writeMs): void {
    this.#time.after(this.#random.whole(0, withinMs), () => {
      if (this.#dead) return;
      this.#time.stir();
      answer();
    });
  }
}

function pageOf(disk: VirtualDisk, room: string, range: LogRange): LogPage {
  const all = disk.entries(room);
  if ('before' in range) {
    const end = Math.min(all.length, Math.max(0, range.before - 1));
    const start = Math.max(0, end - range.limit);
    return { head: all.length, entries: all.slice(start, end), more: start > 0 };
  }
  const start = Math.min(all.length, range.after);
  const end = Math.min(all.length, start + range.limit);
  return { head: all.length, entries: all.slice(start, end), more: end < all.length };
}
