// Who is where: rooms onto nodes by the balancer’s ring, and what a full node turns away onto the next one.
import type { HashRing } from './ring.ts';

/** Readers of a room, or of a bundle of rooms, that are on one node. */
export interface Part {
  /** Which of the crowd’s. */
  readonly rooms: number;
  readonly readers: number;
}

/** For each node what it has of which room. */
export type Placement = readonly (readonly Part[])[];

interface Waiting extends Part {
  /** The nodes that are asked next. */
  readonly nodes: Iterator<number, void>;
}

/**
 * `hashes` and `readers` are of the same rooms. A node that is full turns away of all its rooms alike, as visitors come in
 * no order. Undefined where not everybody finds a place.
 */
export function place(
  ring: HashRing,
  hashes: readonly number[],
  readers: readonly number[],
  connectionsOfNode: number,
): Placement | undefined {
  const placed: Part[][] = Array.from({ length: ring.nodes }, () => []);
  const taken = new Float64Array(ring.nodes);
  let waiting: Waiting[] = readers.map((count, rooms) => ({
    rooms,
    readers: count,
    nodes: ring.from(hashes[rooms]!),
  }));
  while (waiting.length > 0) {
    const asking: Waiting[][] = Array.from({ length: ring.nodes }, () => []);
    for (const one of waiting) {
      const { value: node } = one.nodes.next();
      if (node === undefined) return undefined;
      asking[node]!.push(one);
    }
    waiting = [];
    for (const [node, here] of asking.entries()) {
      const room = connectionsOfNode - taken[node]!;
      const { inside, outside } = admit(here, room);
      for (const { rooms, readers: count } of inside) {
        placed[node]!.push({ rooms, readers: count });
        taken[node]! += count;
      }
      waiting.push(...outside);
    }
  }
  return placed;
}

function admit(asking: readonly Waiting[], places: number): { inside: Waiting[]; outside: Waiting[] } {
  const wanted = asking.reduce((sum, { readers }) => sum + readers, 0);
  if (wanted <= places) return { inside: [...asking], outside: [] };
  const [inside, outside]: [Waiting[], Waiting[]] = [[], []];
  // The sum is rounded and not each, so that small rooms are not all turned away.
  let asked = 0;
  let before = 0;
  for (const one of asking) {
    asked += one.readers;
    // In this order it is exact, and the last place is taken too.
    const upTo = Math.floor((asked * places) / wanted);
    const taken = upTo - before;
    before = upTo;
    if (taken > 0) inside.push({ ...one, readers: taken });
    if (taken < one.readers) outside.push({ ...one, readers: one.readers - taken });
  }
  return { inside, outside };
}
