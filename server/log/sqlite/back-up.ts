// Writes a copy of a log while others work on it: one view of the file, checked before it gets its name.
import { chmodSync, existsSync, rmSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { LogUnavailable } from '../log.ts';
import { publish } from './durable-file.ts';
import { openForReading } from './open-database.ts';
import { verify } from './verify.ts';

export function writeCopy(path: string, copy: string): void {
  if (existsSync(copy))
    throw new LogUnavailable(`There is a file ${copy} already. Name another one, or remove it first.`);
  const draft = `${copy}.unfinished`;
  rmSync(draft, { force: true });
  try {
    fill(path, draft);
    publish(draft, copy);
  } catch (error) {
    rmSync(draft, { force: true });
    if (error instanceof LogUnavailable) throw error;
    throw new LogUnavailable(
      `The back-up ${copy} could not be written (${(error as Error).message}). Name a writable folder with enough space, and try again.`,
    );
  }
}

function fill(path: string, draft: string): void {
  const source = openForReading(path);
  try {
    // Unlike a copy of the file it holds what is still in the write-ahead log, and no free pages.
    source.prepare('VACUUM INTO ?').run(draft);
  } finally {
    source.close();
  }
  // Everything that anyone ever said here, for this user alone.
  chmodSync(draft, 0o600);
  const copy = new DatabaseSync(draft, { readOnly: true });
  try {
    verify(copy, draft);
  } finally {
    copy.close();
  }
}
