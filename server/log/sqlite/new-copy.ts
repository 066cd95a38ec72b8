// A file that becomes a copy of a log: it is checked before it gets its name, and until then has another one.
import { chmodSync, existsSync, rmSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { LogUnavailable } from '../log.ts';
import { publish } from './durable-file.ts';
import { verify } from './verify.ts';

/** What SQLite may keep beside the file while it is written. */
const companions = ['', '-wal', '-shm', '-journal'];

/** The path under which it is written; throws where its own is taken. */
export function draftOf(copy: string): string {
  if (existsSync(copy))
    throw new LogUnavailable(`There is a file ${copy} already. Name another one, or remove it first.`);
  const draft = `${copy}.unfinished`;
  discard(draft);
  return draft;
}

/** Gives the draft its name once `write` has filled it. */
export async function endCopy(draft: string, copy: string, write: () => Promise<void>): Promise<void> {
  try {
    await write();
    check(draft);
    publish(draft, copy);
  } catch (error) {
    discard(draft);
    throw copyFailure(copy, error);
  }
}

/** Throws LogDamaged unless it is what it ought to be. */
export function check(draft: string): void {
  // Everything that anyone ever said here, for this user alone.
  chmodSync(draft, 0o600);
  const copy = new DatabaseSync(draft, { readOnly: true });
  try {
    verify(copy, draft);
  } finally {
    copy.close();
  }
}

export function discard(draft: string): void {
  for (const file of companions) rmSync(draft + file, { force: true });
}

export function copyFailure(copy: string, error: unknown): LogUnavailable {
  if (error instanceof LogUnavailable) return error;
  return new LogUnavailable(
    `The back-up ${copy} could not be written (${(error as Error).message}). Name a writable folder with enough space, and try again.`,
  );
}
