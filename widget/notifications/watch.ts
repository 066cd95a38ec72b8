// Which of several tabs calls the reader: the one that has been there longest, and none while they look at
// the room in another. What they read in one is read in all.

/** Another tab is one more `Watch` on the same place. */
export class Watch {
  readonly #place: string;
  readonly #onRead: (seq: number) => void;
  readonly #life = new AbortController();
  #isFirst = false;
  #channel: BroadcastChannel | undefined;
  #stopWatching = () => {};
  #stopLooking: (() => void) | undefined;
  #told = 0;

  /** `onRead` is told what was read in another tab, up to its seq. */
  constructor(place: string, onRead: (seq: number) => void) {
    this.#place = place;
    this.#onRead = onRead;
    const { signal } = this.#life;
    // A page that holds a lock or listens to others cannot be put aside and brought back.
    addEventListener('pagehide', () => this.#rest(), { signal });
    addEventListener('pageshow', ({ persisted }) => persisted && this.#start(), { signal });
    this.#start();
  }

  /** While the reader looks here, no other tab calls them. */
  look(isLooking: boolean): void {
    if (isLooking === (this.#stopLooking !== undefined)) return;
    if (isLooking) this.#stopLooking = hold(this.#looking, 'shared');
    else {
      this.#stopLooking?.();
      this.#stopLooking = undefined;
    }
  }

  /** Everything up to `seq` was read here. */
  read(seq: number): void {
    if (seq <= this.#told) return;
    this.#told = seq;
    this.#channel?.postMessage(seq);
  }

  async mayCall(): Promise<boolean> {
    // Plain http pages have no locks; then each tab calls by itself.
    if (!locks()) return true;
    // What was asked for before is answered before: from its first moment on a tab knows whether it is the first.
    const { held } = await locks()!.query();
    return this.#isFirst && !held?.some(({ name }) => name === this.#looking);
  }

  close(): void {
    this.#life.abort();
    this.#rest();
  }

  get #looking(): string {
    return `${this.#place} looking`;
  }

  #start(): void {
    this.#stopWatching = hold(`${this.#place} first`, 'exclusive', () => (this.#isFirst = true));
    this.#channel = new BroadcastChannel(this.#place);
    this.#channel.onmessage = ({ data }: MessageEvent<number>) => this.#onRead(data);
  }

  #rest(): void {
    this.#isFirst = false;
    this.#stopWatching();
    this.look(false);
    this.#channel?.close();
    this.#channel = undefined;
  }
}

function locks(): LockManager | undefined {
  return (navigator as { readonly locks?: LockManager }).locks;
}

/** Waits for its turn, and holds the lock until the undo. */
function hold(name: string, mode: LockMode, onHeld?: () => void): () => void {
  const stop = new AbortController();
  const { signal } = stop;
  const held = new Promise<void>((release) => signal.addEventListener('abort', () => release()));
  const request = locks()?.request(name, { mode, signal }, () => {
    onHeld?.();
    return held;
  });
  request?.catch(() => {});
  return () => stop.abort();
}
