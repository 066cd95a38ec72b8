// Waiting for the thing itself, never for a time.
import { setTimeout as pause } from 'node:timers/promises';

/** Looks until it finds something, and returns it; `what` says in the failure what never came. */
export async function until<T>(
  what: string,
  look: () => T | false | null | undefined | Promise<T | false | null | undefined>,
  patienceMs = 30_000,
): Promise<T> {
  const deadline = performance.now() + patienceMs;
  for (;;) {
    const found = await look();
    if (found !== false && found !== null && found !== undefined) return found;
    if (performance.now() > deadline) throw new Error(`Waited in vain for this: ${what}.`);
    await pause(10);
  }
}
