// Which node a room is on: the ring of nginx’ `hash … consistent`, so that a plan has the nodes that the balancer
// would choose, with its luck and not with a mean. 160 places for each node, by CRC-32.
import { crc32 } from 'node:zlib';

const placesOfNode = 160;

/** Nodes of one ring at most: a place and its node share a number without loss. */
export const mostNodes = 2 ** 20;

export class HashRing {
  readonly nodes: number;
  /** In order; a node’s number stands at the same place of the other. */
  readonly #places: Float64Array;
  readonly #owners: Int32Array;

  /** `names` as they stand in the balancer’s list: host and port. */
  constructor(names: readonly string[]) {
    this.nodes = names.length;
    const both = new Float64Array(names.length * placesOfNode);
    for (const [node, name] of names.entries())
      for (const [index, place] of placesOf(name).entries())
        both[node * placesOfNode + index] = place * mostNodes + node;
    both.sort();
    this.#places = both.map((one) => Math.floor(one / mostNodes));
    this.#owners = Int32Array.from(both, (one) => one % mostNodes);
  }

  /** The node of this hash, and then those that take over where nodes before them do not answer. */
  *from(hash: number): Generator<number, void> {
    const first = this.#firstAt(hash);
    // Nearly nobody has to go on: then nothing has to be remembered.
    const owner = this.#owners[first % this.#owners.length]!;
    yield owner;
    const seen = new Set([owner]);
    for (let step = 1; step < this.#owners.length && seen.size < this.nodes; step++) {
      const node = this.#owners[(first + step) % this.#owners.length]!;
      if (seen.has(node)) continue;
      seen.add(node);
      yield node;
    }
  }

  #firstAt(hash: number): number {
    let [low, high] = [0, this.#places.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#places[middle]! < hash) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

export function hashOf(room: string): number {
  return crc32(room);
}

/** Each place is the sum of the name and of the place before it. */
function placesOf(name: string): number[] {
  const colon = name.lastIndexOf(':');
  const base = crc32(`${name.slice(0, colon)}\0${name.slice(colon + 1)}`);
  const before = Buffer.alloc(4);
  return Array.from({ length: placesOfNode }, () => {
    const place = crc32(before, base);
    before.writeUInt32LE(place);
    return place;
  });
}
