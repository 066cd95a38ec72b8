// Whether a line carries anything: a node says something to itself, all the way through the engine, and listens
// for it. A link that died in silence, an engine that hangs, and a way there that differs from the way back are
// all noticed by this one thing, which no time limit on a socket would do.

/** Together at most eight seconds until a dead line is noticed. */
export const beatMs = 2_000;
export const silenceMs = 6_000;

export class Heartbeat {
  /** Resolves when the first beat was heard. */
  readonly first: Promise<void>;
  readonly #timer: NodeJS.Timeout;
  #onFirst = (): void => {};
  #heardAt = performance.now();

  /** Begins at once, so that a line which never opens is silent, too. */
  constructor(beat: () => void, onSilence: () => void) {
    this.first = new Promise((resolve) => (this.#onFirst = resolve));
    this.#timer = setInterval(() => {
      if (!this.#isSilent) return beat();
      // Where this process itself stood still, what came meanwhile is read first.
      setImmediate(() => (this.#isSilent ? onSilence() : beat()));
    }, beatMs);
  }

  heard(): void {
    this.#heardAt = performance.now();
    this.#onFirst();
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  get #isSilent(): boolean {
    return performance.now() - this.#heardAt > silenceMs;
  }
}

/** Nothing of what a node says to itself comes back: the engine hangs, or something stands in between. */
export class Silence extends Error {
  override readonly name = 'Silence';

  constructor() {
    super(`nothing was heard for ${silenceMs / 1_000} seconds`);
  }
}
