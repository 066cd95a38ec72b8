// The thread that reads the SQLite file: reads delay no commit, and go on while a disk takes nothing.
import type { LogRange } from '../log.ts';
import { openForReading } from './open-database.ts';
import { SqliteReader } from './sqlite-reader.ts';
import { host } from './thread-host.ts';

export interface ReaderRequest {
  readonly room: string;
  readonly range: LogRange;
}

host<ReaderRequest>((path) => {
  const reader = new SqliteReader(openForReading(path), path);
  return {
    opened: undefined,
    close: () => reader.close(),
    act: ({ room, range }) => reader.read(room, range),
  };
});
