// The rooms of a crowd: how many readers each has and how much is said in it. By Zipf’s law, where the second room has
// half of the first, the third a third, and so on; or steeper or flatter, so that the largest is as large as was said.

export interface CrowdWish {
  readonly users: number;
  readonly rooms: number;
  /** Posts of a user in a second. */
  readonly rate: number;
  /** Readers of the largest room; by Zipf’s law where it is not said. */
  readonly largest?: number | undefined;
  /** Posts a second that a room has at most, as by slow mode. */
  readonly roomPosts?: number | undefined;
}

/** A room, or a bundle of rooms that are as large as each other. */
export interface Rooms {
  readonly count: number;
  /** Readers of each. */
  readonly size: number;
  /** Posts a second in each. */
  readonly posts: number;
}

/** The exponent of the law where nothing was said of the largest. */
const usual = 1;

const steepest = 20;

/** The largest are looked at one by one; of the others so many bundles are made, so that a million rooms take a second. */
const single = 10_000;

/** Largest first; together they have all users. Rooms that nobody is in are left out. */
export function crowdOf({ users, rooms, rate, largest, roomPosts = Infinity }: CrowdWish): readonly Rooms[] {
  const sizes = roomSizes(users, rooms, largest);
  const rest = sizes.slice(single);
  const inBundle = Math.max(1, Math.ceil(rest.length / single));
  const bundles = Array.from({ length: Math.ceil(rest.length / inBundle) }, (_, index) =>
    rest.slice(index * inBundle, (index + 1) * inBundle),
  );
  return [...sizes.slice(0, single).map((size) => [size]), ...bundles].map((bundle) => {
    const size = bundle.reduce((sum, one) => sum + one, 0) / bundle.length;
    return { count: bundle.length, size, posts: Math.min(size * rate, roomPosts) };
  });
}

export function roomSizes(users: number, rooms: number, largest?: number): readonly number[] {
  const exponent = largest === undefined ? usual : exponentFor(largest / users, rooms);
  const weights = Array.from({ length: rooms }, (_, index) => (index + 1) ** -exponent);
  const sum = weights.reduce((one, other) => one + other, 0);
  // The sum is rounded and not each, so that nobody is lost.
  let before = 0;
  let until = 0;
  return weights
    .map((weight) => {
      until += weight;
      const upTo = Math.round((users * until) / sum);
      const size = upTo - before;
      before = upTo;
      return size;
    })
    .filter((size) => size > 0)
    .sort((one, other) => other - one);
}

/** The share of the first room grows with the exponent, so it is found by halves. */
function exponentFor(share: number, rooms: number): number {
  let [low, high] = [0, steepest];
  for (let round = 0; round < 50; round++) {
    const middle = (low + high) / 2;
    let sum = 0;
    for (let place = 1; place <= rooms; place++) sum += place ** -middle;
    if (1 / sum < share) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
