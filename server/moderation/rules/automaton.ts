// Finds all of many phrases in one walk over a text, as Aho and Corasick do: where a phrase breaks off, it
// goes on with the longest end of it that begins another.

/** Phrase number `phrase` ends before place `end`. */
export type Tell = (phrase: number, end: number) => void;

export class Automaton {
  readonly #root = new Node(0);

  /** Of phrases that are the same only the last is found. */
  constructor(phrases: readonly (readonly number[])[]) {
    phrases.forEach((phrase, number) => {
      let node = this.#root;
      for (const unit of phrase) node = node.next(unit) ?? node.grow(unit);
      if (node !== this.#root) node.phrase = number;
    });
    this.#link();
  }

  /** Tells every match, by its end; returns how often it went from one node to another. */
  find(units: readonly number[], tell: Tell): number {
    let node = this.#root;
    let steps = 0;
    units.forEach((unit, place) => {
      let next = node.next(unit);
      while (!next && node !== this.#root) {
        node = node.fail!;
        next = node.next(unit);
        steps++;
      }
      node = next ?? this.#root;
      steps++;
      for (let at: Node | undefined = node; at; at = at.shorter)
        if (at.phrase !== undefined) tell(at.phrase, place + 1);
    });
    return steps;
  }

  /** Breadth first, so that the shorter nodes are linked before those that need them. */
  #link(): void {
    const queue = [this.#root];
    for (const node of queue)
      for (const next of node.branches) {
        let fail = node.fail;
        while (fail && !fail.next(next.unit)) fail = fail.fail;
        next.fail = fail?.next(next.unit) ?? this.#root;
        next.shorter = next.fail.phrase === undefined ? next.fail.shorter : next.fail;
        queue.push(next);
      }
  }
}

/** Most have one branch: a map is made only where there are more, or a long list would fill the memory with maps. */
class Node {
  readonly unit: number;
  /** The one that ends here. */
  phrase: number | undefined = undefined;
  /** The longest proper end of this node’s letters that is a node too. */
  fail: Node | undefined = undefined;
  /** The nearest node along `fail` where a phrase ends. */
  shorter: Node | undefined = undefined;
  #next: Node | Map<number, Node> | undefined = undefined;

  constructor(unit: number) {
    this.unit = unit;
  }

  next(unit: number): Node | undefined {
    if (this.#next instanceof Map) return this.#next.get(unit);
    return this.#next?.unit === unit ? this.#next : undefined;
  }

  grow(unit: number): Node {
    const node = new Node(unit);
    if (this.#next instanceof Map) this.#next.set(unit, node);
    else this.#next = this.#next ? new Map([this.#next, node].map((one) => [one.unit, one])) : node;
    return node;
  }

  get branches(): Iterable<Node> {
    if (this.#next instanceof Map) return this.#next.values();
    return this.#next ? [this.#next] : [];
  }
}
