// Brings clients in, some at a time, and says when all are in their rooms.

/** So many are on their way in at once. */
const together = 64;

export interface Arrival {
  /** One more is in. */
  arrived(): void;
  /** One will never be. */
  failed(why: string): void;
}

/** Calls `open` for each of `count`; resolves when all have arrived, rejects when one failed. */
export function bringIn(count: number, open: (index: number, arrival: Arrival) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    let opened = 0;
    let arrived = 0;
    const next = () => {
      if (opened < count) open(opened++, arrival);
    };
    const arrival: Arrival = {
      arrived() {
        arrived++;
        if (arrived === count) resolve();
        else next();
      },
      failed: (why) => reject(new Error(`A client could not enter: ${why}`)),
    };
    for (let index = 0; index < together; index++) next();
  });
}

/** So many connections share one source address. */
const perAddress = 250;

export function sourceAddress(index: number): string {
  const place = Math.floor(index / perAddress);
  return `127.0.${1 + Math.floor(place / 250)}.${1 + (place % 250)}`;
}
