// How long after its acknowledgement a post was seen, node by node. Either may be read first: then the one waits
// here for the other, and a reader that was faster counts below zero.
import { Samples, type Quantiles } from './samples.ts';

interface Early {
  readonly node: number;
  readonly at: number;
}

export class Hops {
  readonly #samples: readonly Samples[];
  /** When each post was acknowledged, by its number. */
  readonly #confirmedAt: number[] = [];
  readonly #early = new Map<number, Early[]>();

  constructor(nodes: number) {
    this.#samples = Array.from({ length: nodes }, () => new Samples());
  }

  /** In microseconds, as `at` everywhere. */
  confirmed(number: number, at: number): void {
    this.#confirmedAt[number] = at;
    for (const early of this.#early.get(number) ?? []) this.#samples[early.node]!.add(early.at - at);
    this.#early.delete(number);
  }

  seen(node: number, number: number, at: number): void {
    const confirmedAt = this.#confirmedAt[number];
    if (confirmedAt !== undefined) return this.#samples[node]!.add(at - confirmedAt);
    const early = this.#early.get(number);
    if (early) early.push({ node, at });
    else this.#early.set(number, [{ node, at }]);
  }

  quantiles(node: number): Quantiles | undefined {
    return this.#samples[node]!.quantiles();
  }
}
