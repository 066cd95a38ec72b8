// Opens a back-up to be read, also one of an older version: that is brought up to date elsewhere, for it stays as it is.
import { constants, copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openForReading, openForWriting } from '../sqlite/open-database.ts';
import { checkOrigin, unusable } from '../sqlite/restore.ts';
import { isNewest, versionOf } from '../sqlite/schema.ts';
import { SqliteSource } from './sqlite-source.ts';

export interface BackUpFile extends Disposable {
  readonly source: SqliteSource;
}

export function openBackUp(copy: string): BackUpFile {
  try {
    checkOrigin(copy);
    return isUpToDate(copy) ? read(copy) : readRenewed(copy);
  } catch (error) {
    throw unusable(copy, error);
  }
}

function isUpToDate(copy: string): boolean {
  using database = openForReading(copy);
  return isNewest(versionOf(database, copy));
}

function read(copy: string): BackUpFile {
  const source = new SqliteSource(copy);
  return { source, [Symbol.dispose]: () => source[Symbol.dispose]() };
}

function readRenewed(copy: string): BackUpFile {
  // For its maker alone, as the back-up is.
  const folder = mkdtempSync(join(tmpdir(), 'ws-chat-restore-'));
  const remove = () => rmSync(folder, { recursive: true, force: true });
  try {
    const renewed = join(folder, 'log.sqlite');
    copyFileSync(copy, renewed, constants.COPYFILE_FICLONE);
    openForWriting(renewed).close();
    const source = new SqliteSource(renewed, copy);
    return {
      source,
      [Symbol.dispose]() {
        source[Symbol.dispose]();
        remove();
      },
    };
  } catch (error) {
    remove();
    throw error;
  }
}
