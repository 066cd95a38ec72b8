// A line to an engine that is kept open: when it ends, another is tried, again and again at growing
// distances. What a line is made of, and how it is known to be alive, is its adapter’s affair.

export interface Line {
  /** Resolves once what is said on it was seen to arrive; rejects with why that cannot be had. */
  readonly ready: Promise<void>;
  /** Resolves when everything that was said on it is answered for; never, where the engine is silent. */
  drained(): Promise<void>;
  /** Ends it at once, in any state. */
  close(): void;
}

/** Makes a line, which opens by itself; `ended` is called with the reason when it is over. */
export type LineMaker<Kept extends Line> = (ended: (why: unknown) => void) => Kept;

export interface LineOwner<Kept extends Line> {
  up(line: Kept): void;
  /** Once per outage, with what began it and the line that ended so; the first one may never have been up. */
  away(why: unknown, line: Kept): void;
}

type State<Kept extends Line> =
  | { readonly is: 'waiting'; readonly timer: NodeJS.Timeout }
  | { readonly is: 'opening' | 'up'; readonly line: Kept }
  | { readonly is: 'closed' };

/** All nodes lose an engine in the same moment, and must not come back in the same one. */
const firstPauseMs = 100;
const longestPauseMs = 2_000;

/** How long what was said last may take to go out when the bus is closed. */
const farewellMs = 500;

export class KeptLine<Kept extends Line> {
  readonly #make: LineMaker<Kept>;
  readonly #owner: LineOwner<Kept>;
  #state: State<Kept>;
  /** In a row, since a line was up. */
  #failures = 0;

  constructor(make: LineMaker<Kept>, owner: LineOwner<Kept>) {
    this.#make = make;
    this.#owner = owner;
    this.#state = this.#open();
  }

  get isUp(): boolean {
    return this.#state.is === 'up';
  }

  /** Open, or on its way there. */
  get line(): Kept | undefined {
    return this.#state.is === 'opening' || this.#state.is === 'up' ? this.#state.line : undefined;
  }

  async close(): Promise<void> {
    const { line, isUp } = this;
    if (this.#state.is === 'waiting') clearTimeout(this.#state.timer);
    this.#state = { is: 'closed' };
    if (line && isUp) await atMost(farewellMs, line.drained());
    line?.close();
  }

  #open(): State<Kept> {
    const line = this.#make((why) => this.#onEnd(line, why));
    line.ready.then(
      () => this.#onReady(line),
      (why: unknown) => this.#onEnd(line, why),
    );
    return { is: 'opening', line };
  }

  #onReady(line: Kept): void {
    if (this.line !== line) return;
    this.#state = { is: 'up', line };
    this.#failures = 0;
    this.#owner.up(line);
  }

  /** Says nothing of a former line, and a line may well end twice. */
  #onEnd(line: Kept, why: unknown): void {
    if (this.line !== line) return;
    line.close();
    const timer = setTimeout(() => (this.#state = this.#open()), pauseMs(this.#failures, Math.random()));
    this.#state = { is: 'waiting', timer };
    if (this.#failures++ === 0) this.#owner.away(why, line);
  }
}

/** Before the next try, after `failures` that failed before the last one; `chance` is in [0, 1). */
export function pauseMs(failures: number, chance: number): number {
  return Math.min(longestPauseMs, firstPauseMs * 2 ** failures) * (0.5 + chance / 2);
}

async function atMost(ms: number, promise: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const patience = new Promise<void>((resolve) => (timer = setTimeout(resolve, ms)));
  await Promise.race([promise, patience]);
  clearTimeout(timer);
}
