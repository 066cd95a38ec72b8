// A schema change that is killed, or loses its power, at any point: the log opens again, and is whole.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { openForWriting } from '../../server/log/sqlite/open-database.ts';
import { SqliteReader } from '../../server/log/sqlite/sqlite-reader.ts';
import { verify } from '../../server/log/sqlite/verify.ts';
import { draft } from '../support/drafts.ts';
import { writeFirstVersion } from '../support/log-files.ts';
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
  writeFirstVersion(path, entries);
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
