// What a process holds open: its descriptors, as Linux tells them.
import { readdirSync } from 'node:fs';

/** How many files and sockets are open; undefined where /proc does not tell. */
export function openFiles(process: number | 'self' = 'self'): number | undefined {
  try {
    return readdirSync(`/proc/${process}/fd`).length;
  } catch {
    return undefined;
  }
}
