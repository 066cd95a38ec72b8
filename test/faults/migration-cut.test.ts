// A schema change that is killed, or loses its power, at any point: the log opens again, and is whole.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { openForWriting } from '../../server/log/sqlite/open-database.ts';
import { SqliteReader } from '../../server/log/sqlite/sqlite-reader.ts';
import { verify } from '../../server/log/sqlite/verify.ts';
import { draft } from '../support/drafts.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { Disk, keepsEverything, keepsNothing, keepsSome } from './disk/power-cut.ts';
import { seeded } from './disk/seeded-random.ts';
import { hasStrace, traceProgram } from './disk/trace.ts';

const isLong = process.env.FAULTS === 'long';
const points = isLong ? 50 : 8;
const entries = isLong ? 20_000 : 500;

const opener = fileURLToPath(new URL('disk/opener.ts', import.meta.url));

it('opens again wherever a schema change was cut off', { timeout: 300_000 }, ({ skip }) => {
  if (!hasStrace()) return skip('strace is missing: install it to cut off schema changes');
  using folder = temporaryFolder();
  const path = join(folder.path, 'log.sqlite');
  writeFirstVersion(path);
  const disk = new Disk();
  disk.hold(path, readFileSync(path));
  const events = traceProgram(opener, path, []).filter((event) => event.type !== 'said');
  expect(events.length).toBeGreaterThan(points);
  let cuts = 0;
  events.forEach((event, index) => {
    disk.apply(event);
    if (Math.floor(((index + 1) * points) / events.length) <= cuts) return;
    cuts++;
    for (const [how, memory] of Object.entries({
      keepsEverything,
      keepsNothing,
      keepsSome: keepsSome(seeded(index)),
    })) {
      const place = join(folder.path, `${how}-${cuts}`);
      disk.cut(place, memory);
      expect(read(join(place, 'log.sqlite')), `${how}, point ${cuts}`).toBe(entries);
    }
  });
  expect(cuts).toBe(points);
});

/** Opens it for good; returns how many entries are as they were written. */
function read(path: string): number {
  const database = openForWriting(path);
  verify(database, path);
  const page = new SqliteReader(database, path).read('lobby', { after: 0, limit: entries * 2 });
  database.close();
  return page.entries.filter(({ seq, body }) => body === draft(`text ${seq}`).body).length;
}

/** A log as the first version of the schema had it. */
function writeFirstVersion(path: string): void {
  const database = new DatabaseSync(path);
  database.exec(`
    PRAGMA journal_mode = WAL;
    CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID, STRICT;
    CREATE TABLE room (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, head INTEGER NOT NULL DEFAULT 0) STRICT;
    CREATE TABLE entry (
      room INTEGER NOT NULL REFERENCES room (id), seq INTEGER NOT NULL, kind TEXT NOT NULL,
      participant TEXT NOT NULL, draft TEXT NOT NULL, at INTEGER NOT NULL, author TEXT NOT NULL,
      body TEXT NOT NULL, PRIMARY KEY (room, seq)
    ) WITHOUT ROWID, STRICT;
    CREATE UNIQUE INDEX entry_draft ON entry (room, participant, draft);
    INSERT INTO room (id, name, head) VALUES (1, 'lobby', ${entries});
    PRAGMA user_version = 1;
    BEGIN;
  `);
  const insert = database.prepare("INSERT INTO entry VALUES (1, ?, 'message', 'ann', ?, 42, ?, ?)");
  for (let seq = 1; seq <= entries; seq++) {
    const { author, body } = draft(`text ${seq}`);
    insert.run(seq, `d${seq}`, author, body);
  }
  database.exec('COMMIT');
  database.close();
}
