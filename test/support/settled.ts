// The end of everything that needs no time: promises that can be kept now are kept when this resolves.

export function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
