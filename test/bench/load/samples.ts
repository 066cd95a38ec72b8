// Durations, kept one by one: quantiles are then what was measured, and not what a bucket says.

export interface Quantiles {
  readonly p50: number;
  readonly p99: number;
}

const most = 4_000_000;

export class Samples {
  #values = new Float64Array(65_536);
  #count = 0;

  add(value: number): void {
    if (this.#count === this.#values.length) {
      if (this.#count >= most) return;
      const larger = new Float64Array(this.#count * 2);
      larger.set(this.#values);
      this.#values = larger;
    }
    this.#values[this.#count++] = value;
  }

  /** In milliseconds, of what was added in microseconds; undefined where nothing was. */
  quantiles(): Quantiles | undefined {
    if (this.#count === 0) return undefined;
    const sorted = this.#values.slice(0, this.#count).sort();
    const at = (share: number) => sorted[Math.min(this.#count - 1, Math.floor(share * this.#count))]! / 1_000;
    return { p50: at(0.5), p99: at(0.99) };
  }
}
