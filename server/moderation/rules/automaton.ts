// Finds all of many phrases in one walk over a text, as Aho and Corasick do: where a phrase breaks off, it
// goes on with the longest end of it that begins another.

interface Node {
  readonly next: Map<number, Node>;
  /** The longest proper end of this node’s letters that is a node too. */
  fail: Node | undefined;
  /** Phrases that end here. */
  readonly ends: number[];
  /** The nearest node along `fail` where a phrase ends. */
  shorter: Node | undefined;
}

/** Phrase number `phrase` ends before place `end`. */
export interface Match {
  readonly phrase: number;
  readonly end: number;
}

export class Automaton {
  readonly #root: Node = createNode();

  constructor(phrases: readonly (readonly number[])[]) {
    phrases.forEach((phrase, number) => {
      let node = this.#root;
      for (const unit of phrase) {
        let next = node.next.get(unit);
        if (!next) node.next.set(unit, (next = createNode()));
        node = next;
      }
      if (node !== this.#root) node.ends.push(number);
    });
    this.#link();
  }

  /** Tells every match, by its end; returns how often it went from one node to another. */
  find(units: readonly number[], tell: (match: Match) => void): number {
    let node = this.#root;
    let steps = 0;
    units.forEach((unit, place) => {
      while (node !== this.#root && !node.next.has(unit)) {
        node = node.fail!;
        steps++;
      }
      node = node.next.get(unit) ?? this.#root;
      steps++;
      for (let at: Node | undefined = node; at; at = at.shorter)
        for (const phrase of at.ends) tell({ phrase, end: place + 1 });
    });
    return steps;
  }

  /** Breadth first, so that the shorter nodes are linked before those that need them. */
  #link(): void {
    const queue = [this.#root];
    for (const node of queue)
      for (const [unit, next] of node.next) {
        let fail = node.fail;
        while (fail && !fail.next.has(unit)) fail = fail.fail;
        next.fail = fail?.next.get(unit) ?? this.#root;
        next.shorter = next.fail.ends.length > 0 ? next.fail : next.fail.shorter;
        queue.push(next);
      }
  }
}

function createNode(): Node {
  return { next: new Map(), fail: undefined, ends: [], shorter: undefined };
}
