// Writes a copy of a log while others work on it: one view of the file.
import { publish } from './durable-file.ts';
import { check, copyFailure, discard, draftOf } from './new-copy.ts';
import { openForReading } from './open-database.ts';

export function writeCopy(path: string, copy: string): void {
  const draft = draftOf(copy);
  try {
    fill(path, draft);
    check(draft);
    publish(draft, copy);
  } catch (error) {
    discard(draft);
    throw copyFailure(copy, error);
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
}
