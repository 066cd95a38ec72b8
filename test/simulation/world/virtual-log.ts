// The log as one process of the simulated server has it open: every call takes time, may fail, may
// lose its answer, and ends in nothing when the process dies.
import type {
  AppendOutcome,
  DraftRecord,
  Log,
  LogPage,
  LogRange,
  OnExpired,
} from '../../../server/log/log.ts';
import { Pipe, type Distance } from './pipe.ts';
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

/** A transaction that was handed to the disk, and is not known to be on it. */
type Transaction = () => void;

export class VirtualLog implements Log {
  readonly #disk: VirtualDisk;
  readonly #time: VirtualTime;
  readonly #random: Random;
  readonly #mood: DiskMood;
  /** One thread writes and answers: what it was asked first is done first, and told first. */
  readonly #unsynced: Pipe<Transaction>;
  readonly #unanswered: Pipe<() => void>;
  #dead = false;
  #epoch: string;
  reads = 0;

  constructor(disk: VirtualDisk, time: VirtualTime, random: Random, mood: DiskMood) {
    this.#disk = disk;
    this.#time = time;
    this.#random = random;
    this.#mood = mood;
    this.#epoch = disk.epoch;
    const step: Distance = {
      delayMs: 0,
      get jitterMs() {
        return mood.writeMs;
      },
    };
    this.#unanswered = new Pipe<() => void>(time, random, step, (answer) => {
      time.stir();
      answer();
    });
    this.#unsynced = new Pipe<Transaction>(time, random, step, (transaction) => transaction());
  }

  get epoch(): string {
    return this.#epoch;
  }

  append(drafts: readonly DraftRecord[]): Promise<readonly AppendOutcome[]> {
    return this.#write(() => this.#disk.commit(drafts));
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

  /** Room by room, so that commits come between. */
  async expire(
    before: number,
    onExpired?: OnExpired,
    except: ReadonlyMap<string, number> = new Map(),
  ): Promise<void> {
    for (const room of [...this.#disk.rooms.keys()]) {
      const seq = await this.#write(() => this.#disk.expire(room, except.get(room) ?? before));
      if (seq > 0) onExpired?.(room, seq);
    }
  }

  async erase(participant: string): Promise<number> {
    const { count, epoch } = await this.#write(() => {
      const count = this.#disk.erase(participant);
      return { count, epoch: this.#disk.epoch };
    });
    this.#epoch = epoch;
    return count;
  }

  async backUp(): Promise<void> {}

  async close(): Promise<void> {}

  /**
   * The process dies. Of what was not synced the disk has what came first, and tears off the rest between two
   * transactions: each is there whole or not at all, whatever rooms it spans.
   */
  die(): void {
    this.#dead = true;
    this.#unanswered.break();
    const unsynced = this.#unsynced.break();
    for (const transaction of unsynced.slice(0, this.#random.whole(0, unsynced.length))) transaction();
  }

  #write<Result>(commit: () => Result): Promise<Result> {
    return new Promise((resolve, reject) =>
      this.#unsynced.send(() => {
        if (this.#mood.full) return this.#unanswered.send(() => reject(new DiskTrouble('The disk is full.')));
        const result = commit();
        const isLost = this.#random.chance(this.#mood.losesAnswers);
        this.#unanswered.send(() => {
          if (!isLost) return resolve(result);
          // With the thread, and the next one has told the epoch it found.
          this.#epoch = this.#disk.epoch;
          reject(new DiskTrouble('The answer was lost.'));
        });
      }),
    );
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
  const head = all.length;
  const expired = disk.expired(room);
  if ('before' in range) {
    const end = Math.max(expired, Math.min(head, range.before - 1));
    const start = Math.max(expired, end - range.limit);
    return { head, entries: all.slice(start, end), more: start > expired };
  }
  const start = Math.min(head, Math.max(expired, range.after));
  const end = Math.min(head, start + range.limit);
  return { head, entries: all.slice(start, end), more: end < head };
}
