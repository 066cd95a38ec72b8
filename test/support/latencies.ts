// How long entries were on their way: a text carries the moment at which it was written.
const kept = 50_000;

/** Milliseconds, comparable between the processes of one machine. */
export function moment(): number {
  return performance.timeOrigin + performance.now();
}

export interface LatencyFigures {
  readonly count: number;
  readonly p50: number;
  readonly p99: number;
}

export class Latencies {
  /** The last ones: enough for a p99, and no more memory however long it runs. */
  readonly #last = new Float64Array(kept);
  #count = 0;

  note(ms: number): void {
    this.#last[this.#count++ % kept] = ms;
  }

  /** Since the last call. */
  take(): LatencyFigures {
    const sorted = this.#last.slice(0, Math.min(this.#count, kept)).sort();
    const at = (share: number) => sorted[Math.floor(share * (sorted.length - 1))] ?? 0;
    const figures = { count: this.#count, p50: at(0.5), p99: at(0.99) };
    this.#count = 0;
    return figures;
  }
}
