// Patience with an end.

/** Fails where the promise takes longer than `ms`. */
export function within<T>(
  ms: number,
  after: (ms: number, run: () => void) => () => void,
  promise: Promise<T>,
): Promise<T> {
  return new Promise((resolve, reject) => {
    const stop = after(ms, () => reject(new Error('It took too long.')));
    promise.finally(stop).then(resolve, reject);
  });
}
