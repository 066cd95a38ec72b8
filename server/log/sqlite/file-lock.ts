// One process at a time works on a log: the lock is a file beside it, held until the process ends,
// however it ends. The log itself is not locked, so that other threads may read it.
import { DatabaseSync } from 'node:sqlite';
import { LogUnavailable } from '../log.ts';
import { isBusy } from './failures.ts';

/** Returns the undo; throws LogUnavailable when another process holds it. */
export function lockLog(path: string): () => void {
  // SQLite brings the one file lock that Node has on every platform.
  const lock = new DatabaseSync(`${path}.lock`);
  try {
    lock.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    lock.close();
    if (isBusy(error))
      throw new LogUnavailable(
        `Another process is using the log ${path}. Stop it first, or name another folder with --data.`,
      );
    throw error;
  }
  return () => {
    if (lock.isOpen) lock.close();
  };
}
