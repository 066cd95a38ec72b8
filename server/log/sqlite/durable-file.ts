// Files that must survive a cut of the power, and take their names only when they are whole.
import { closeSync, fsyncSync, openSync, renameSync } from 'node:fs';
import { dirname } from 'node:path';

/** Gives a finished file its name. */
export function publish(draft: string, path: string): void {
  sync(draft);
  renameSync(draft, path);
  syncFolder(dirname(path));
}

export function sync(path: string): void {
  const file = openSync(path, 'r');
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

/** Not every platform lets a folder be opened; those keep names without being told. */
export function syncFolder(path: string): void {
  if (process.platform !== 'win32') sync(path);
}
