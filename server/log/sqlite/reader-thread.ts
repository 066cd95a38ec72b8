// The thread that reads the SQLite file: reads delay no commit, and go on while a disk takes nothing.
import type { LogRange } from '../log.ts';
import { openForReading } from './open-database.ts';
import { SqliteReader } from './sqlite-reader.ts';
import { StandingReader } from './sqlite-standing.ts';
import { host } from './thread-host.ts';

export type ReaderRequest =
  | { readonly ask: 'page'; readonly room: string; readonly range: LogRange }
  | { readonly ask: 'standing'; readonly room: string; readonly now: number }
  | { readonly ask: 'audit'; readonly room: string; readonly before: number; readonly limit: number };

host<ReaderRequest>((path) => {
  const database = openForReading(path);
  const reader = new SqliteReader(database, path);
  const standing = new StandingReader(database);
  return {
    opened: undefined,
    close: () => reader.close(),
    act: (request) => answer(reader, standing, request),
  };
});

function answer(reader: SqliteReader, standing: StandingReader, request: ReaderRequest): unknown {
  switch (request.ask) {
    case 'page':
      return reader.read(request.room, request.range);
    case 'standing':
      return standing.read(request.room, request.now);
    case 'audit':
      return standing.audit(request.room, request.before, request.limit);
  }
}
