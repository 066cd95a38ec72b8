// One WebSocket through the simulated network: an end in the page, an end at the server, and what can
// happen between them. Either end may live on long after the other is gone.
import { mayBeLost, mayComeAgain, type Air } from './air.ts';
import { PageEnd, type ToPage, type ToServer } from './page-end.ts';
import { Pipe, type Distance } from './pipe.ts';
import type { Random } from './random.ts';
import { ServerEnd, type Knock } from './server-end.ts';
import type { VirtualTime } from './virtual-time.ts';

export interface LinkOptions {
  readonly time: VirtualTime;
  readonly random: Random;
  readonly distance: Distance;
  readonly air: Air;
  readonly knock: Knock;
  readonly inPage: (run: () => void) => void;
  readonly onHeard: (text: string, read: () => void) => void;
  readonly onWritten: (texts: readonly string[]) => void;
  readonly highWaterBytes: number;
}

/** Who hears that a link was cut; the other has to find out. */
export interface Told {
  readonly page: boolean;
  readonly server: boolean;
}

/** A frame that comes again does so within this time. */
const againMs = 5_000;

export class VirtualLink {
  readonly page: PageEnd;
  readonly server: ServerEnd;
  readonly #time: VirtualTime;
  readonly #random: Random;
  readonly #air: Air;
  readonly #toServer: Pipe<ToServer>;
  readonly #toPage: Pipe<ToPage>;

  constructor(options: LinkOptions) {
    const { time, random, distance, air, knock, inPage, onHeard, onWritten, highWaterBytes } = options;
    this.#time = time;
    this.#random = random;
    this.#air = air;
    this.#toServer = new Pipe<ToServer>(time, random, distance, (item) => this.server.arrive(item));
    this.#toPage = new Pipe<ToPage>(time, random, distance, (item) => {
      if (this.#toPage.bytes === 0) this.server.drained();
      this.page.arrive(item);
    });
    this.page = new PageEnd({
      time,
      random,
      inPage,
      onHeard,
      toServer: (item) => this.#toServer.send(item),
    });
    this.server = new ServerEnd({
      time,
      knock,
      onWritten,
      highWaterBytes,
      toPage: (item, bytes) => this.#sendToPage(item, bytes),
      inFlight: () => this.#toPage.bytes,
      cut: () => this.cut({ page: true, server: true }),
    });
    this.#toServer.send('knock');
  }

  /** Whether both ends are done with it. */
  get isOver(): boolean {
    return this.page.isOver && this.server.isOver;
  }

  /** Nothing arrives any more, until `release`; the page does not read, or the network has a hole. */
  hold(towards: 'page' | 'server'): void {
    if (towards === 'page') this.#toPage.hold();
    else this.#toServer.hold();
  }

  release(): void {
    this.#toPage.release();
    this.#toServer.release();
  }

  /** Nothing comes through for ever, and what was on the way is lost. */
  cut(told: Told): void {
    this.#toPage.break();
    this.#toServer.break();
    if (told.page) this.#time.after(this.#random.whole(0, 50), () => this.page.ended(1006, ''));
    if (told.server) this.#time.after(this.#random.whole(0, 50), () => this.server.ended(1006));
  }

  /** The server's process ends, and this end of it. */
  serverDies(tellsPage: boolean): void {
    this.server.die();
    this.cut({ page: tellsPage, server: false });
  }

  #sendToPage(item: ToPage, bytes: number): void {
    if (typeof item === 'object' && 'text' in item) {
      const { losesFrames, repeatsFrames } = this.#air;
      if (this.#random.chance(losesFrames) && mayBeLost(item.text)) return;
      if (this.#random.chance(repeatsFrames) && mayComeAgain(item.text))
        this.#time.after(this.#random.whole(0, againMs), () => this.#toPage.send(item, bytes));
    }
    this.#toPage.send(item, bytes);
  }
}
