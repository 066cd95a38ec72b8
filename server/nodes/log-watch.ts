// Looks how far the log is, which others write to as well: now and then, when something may have been missed, and
// often while the bus is away. So what the bus loses is late and never lost, and a log that went back is noticed.
import type { Clock } from '../clock.ts';
import type { RoomHead, SharedLog } from '../log/shared-log.ts';

/** Between two looks while the bus works, and while it does not. */
const calmMs = 10_000;
const bereftMs = 500;

export interface WatchedRoom {
  readonly name: string;
  /** In which it was read. */
  readonly epoch: string;
  /** The newest seq that is known here. */
  readonly head: number;
}

export interface WatchServices {
  readonly log: Pick<SharedLog, 'heads' | 'renewEpoch'> & { readonly epoch: string };
  readonly clock: Pick<Clock, 'after'>;
  /** Whether others are likely to be heard. */
  readonly isBusHealthy: () => boolean;
  /** As they are known here before the log is asked. */
  readonly rooms: () => readonly WatchedRoom[];
  readonly onFailure: (error: unknown) => void;
  /** A room is that far by now. */
  readonly onHead: (room: string, head: RoomHead) => void;
  readonly onStanding: (room: string) => void;
  readonly onKeeping: () => void;
  /** What is known here was read in another epoch, and is void. */
  readonly onEpoch: () => void;
}

export class LogWatch {
  readonly #services: WatchServices;
  #keeping: number | undefined;
  /** The version of each room’s standing that is known here. */
  #standings = new Map<string, number>();
  #looking: Promise<void> | undefined;
  #isAsked = false;
  #healthy = true;
  #stopTimer: (() => void) | undefined;
  #closed = false;

  constructor(services: WatchServices) {
    this.#services = services;
    this.#schedule();
  }

  /** Whether the log answered when it was looked at last. */
  get healthy(): boolean {
    return this.#healthy;
  }

  /** Now; while one look is under way, once more after it, for it may have been too early. */
  look(): void {
    if (this.#closed) return;
    this.#noticeEpoch();
    this.#isAsked = true;
    this.#looking ??= this.#lookOn().finally(() => (this.#looking = undefined));
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#stopTimer?.();
    await this.#looking;
  }

  async #lookOn(): Promise<void> {
    while (this.#isAsked && !this.#closed) {
      this.#isAsked = false;
      try {
        await this.#lookOnce();
        this.#healthy = true;
      } catch (error) {
        this.#healthy = false;
        this.#services.onFailure(error);
      }
    }
    this.#schedule();
  }

  async #lookOnce(): Promise<void> {
    const { log, rooms, onHead } = this.#services;
    const known = rooms();
    const { epoch, keeping, rooms: heads } = await log.heads(known.map(({ name }) => name));
    if (this.#closed || this.#noticeEpoch(epoch)) return;
    // The log went back: seqs that were told here will be told again, of other entries.
    if (known.some((room) => room.epoch === epoch && (heads.get(room.name)?.head ?? 0) < room.head)) {
      await log.renewEpoch(epoch);
      this.#noticeEpoch();
      return;
    }
    this.#noticeKeeping(keeping);
    const standings = new Map<string, number>();
    for (const [name, head] of heads) {
      onHead(name, head);
      standings.set(name, head.standing);
      if (this.#standings.get(name) !== head.standing) this.#services.onStanding(name);
    }
    this.#standings = standings;
  }

  #noticeEpoch(epoch = this.#services.log.epoch): boolean {
    const { rooms, onEpoch } = this.#services;
    if (rooms().every((room) => room.epoch === epoch)) return false;
    this.#standings.clear();
    onEpoch();
    return true;
  }

  #noticeKeeping(keeping: number): void {
    if (this.#keeping !== keeping) this.#services.onKeeping();
    this.#keeping = keeping;
  }

  #schedule(): void {
    if (this.#closed) return;
    const { clock, isBusHealthy } = this.#services;
    this.#stopTimer?.();
    // Asked for each time anew, so that a bus that goes away is noticed soon.
    const restMs = isBusHealthy() && this.#healthy ? calmMs : bereftMs;
    this.#stopTimer = clock.after(restMs, () => this.look());
  }
}
