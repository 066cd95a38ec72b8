// When posts leave, and when the last of them has arrived.
import { setTimeout as after } from 'node:timers/promises';
import { microseconds } from './stamp.ts';

/** After the last post, the rest must arrive while something still does. */
const patienceMs = 5_000;

/** Calls `post` so many times a second, whatever comes of it; returns what ends that. */
export function atPace(postsPerSecond: number, post: (index: number) => void): () => void {
  const start = microseconds();
  let sent = 0;
  const timer = setInterval(() => {
    const due = ((microseconds() - start) / 1_000_000) * postsPerSecond;
    for (; sent < due; sent++) post(sent);
  }, 1);
  return () => clearInterval(timer);
}

/** Resolves when nothing is missed any more, or when nothing has arrived for a while. */
export async function allArrived(missed: () => number, arrived: () => number): Promise<void> {
  let seen = -1;
  let since = microseconds();
  while (missed() > 0 && microseconds() - since < patienceMs * 1_000) {
    if (arrived() !== seen) since = microseconds();
    seen = arrived();
    await after(20);
  }
  // A twin would come after what was awaited.
  await after(100);
}
