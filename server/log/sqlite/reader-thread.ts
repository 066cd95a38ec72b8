// The thread that reads the SQLite file: reads delay no commit, and go on while a disk takes nothing.
import type { AuditQuery, RoomQuery, TheirPlace } from '../archive.ts';
import type { LogRange } from '../log.ts';
import type { DueQuery, LetterQuery } from '../webhook-store.ts';
import { openForReading } from './open-database.ts';
import { SqliteArchive } from './sqlite-archive.ts';
import { readKeeping } from './sqlite-keeping.ts';
import { SqliteReader } from './sqlite-reader.ts';
import { StandingReader } from './sqlite-standing.ts';
import { WebhookReader } from './sqlite-webhooks.ts';
import { host } from './thread-host.ts';

export type ReaderRequest =
  | { readonly ask: 'page'; readonly room: string; readonly range: LogRange }
  | { readonly ask: 'standing'; readonly room: string; readonly now: number }
  | { readonly ask: 'audit'; readonly room: string; readonly before: number; readonly limit: number }
  | { readonly ask: 'keeping'; readonly now: number }
  | { readonly ask: 'rooms'; readonly query: RoomQuery }
  | {
      readonly ask: 'theirs';
      readonly participant: string;
      readonly after: TheirPlace | undefined;
      readonly limit: number;
    }
  | { readonly ask: 'find-audit'; readonly query: AuditQuery }
  | { readonly ask: 'due'; readonly query: DueQuery }
  | { readonly ask: 'due-in'; readonly webhook: string; readonly room: string }
  | { readonly ask: 'webhook-states' }
  | { readonly ask: 'letters'; readonly query: LetterQuery };

host<ReaderRequest>((path) => {
  const database = openForReading(path);
  const reader = new SqliteReader(database, path);
  const standing = new StandingReader(database);
  const archive = new SqliteArchive(database, path);
  const webhooks = new WebhookReader(database);
  return {
    opened: undefined,
    close: () => reader.close(),
    act: answer,
  };

  function answer(request: ReaderRequest): unknown {
    switch (request.ask) {
      case 'page':
        return reader.read(request.room, request.range);
      case 'standing':
        return standing.read(request.room, request.now);
      case 'audit':
        return standing.audit(request.room, request.before, request.limit);
      case 'keeping':
        return readKeeping(database, request.now);
      case 'rooms':
        return archive.rooms(request.query);
      case 'theirs':
        return archive.theirs(request.participant, request.after, request.limit);
      case 'find-audit':
        return archive.audit(request.query);
      case 'due':
        return webhooks.due(request.query);
      case 'due-in':
        return webhooks.dueIn(request.webhook, request.room);
      case 'webhook-states':
        return webhooks.states();
      case 'letters':
        return webhooks.letters(request.query);
    }
  }
});
