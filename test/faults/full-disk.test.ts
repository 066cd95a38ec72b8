// T13: the disk is full. Nothing is acknowledged that is not there, what is there can be read, and the
// chat goes on by itself once there is space.
import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished, type TestContext } from 'vitest';
import { systemClock } from '../../server/clock.ts';
import { ask, openForWriting } from '../../server/log/sqlite/open-database.ts';
import { openSqliteLog } from '../../server/log/sqlite/sqlite-log.ts';
import { SqliteReader } from '../../server/log/sqlite/sqlite-reader.ts';
import { Standings } from '../../server/moderation/standings.ts';
import { Rooms } from '../../server/room/rooms.ts';
import { draft } from '../support/drafts.ts';
import { cleanLine, judgeLog, verdictLine } from '../support/log-verdict.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { until } from '../support/until.ts';

const rounds = process.env.FAULTS === 'long' ? 20 : 2;

/** Each round leaves its messages on it. */
const diskMegabytes = rounds / 2;

const everything = { after: 0, limit: 1_000_000 };

it('acknowledges nothing on a full disk, reads on, and heals', { timeout: 120_000 }, async ({ skip }) => {
  const folder = smallDisk(skip);
  const path = join(folder, 'log.sqlite');
  const ballast = join(folder, 'ballast');
  const log = await openSqliteLog(path);
  const failures: unknown[] = [];
  const rooms = new Rooms(
    log,
    new Standings(log, systemClock),
    systemClock,
    (error) => void failures.push(error),
  );
  const room = await rooms.visit('lobby');
  const acknowledged: ReturnType<typeof draft>[] = [];
  let written = 0;

  /** Posts until one is not taken, or for so many times. */
  const post = async (times: number): Promise<boolean> => {
    for (let time = 0; time < times; time++) {
      const record = draft('x'.repeat(2_000), { draftId: `d${written++}` });
      const outcome = await new Promise((resolve) => rooms.submit(record, resolve));
      if (outcome !== 'committed') return false;
      acknowledged.push(record);
    }
    return true;
  };

  for (let round = 0; round < rounds; round++) {
    expect(await post(5)).toBe(true);
    fill(ballast);
    expect(await post(10_000)).toBe(false);
    expect(rooms.healthy).toBe(false);
    expect(String(failures.at(-1))).toMatch(/The disk that holds the log .* is full\. Free some space/);
    const { head, entries } = await log.read('lobby', everything);
    expect(head).toBeGreaterThanOrEqual(acknowledged.length);
    expect(entries.at(-1)!.seq).toBe(head);

    rmSync(ballast);
    const freed = performance.now();
    await until('a log that healed', () => rooms.healthy);
    expect(performance.now() - freed).toBeLessThan(5_000);
    // What was on the disk all the time without having been told is in the room as well.
    await until(
      'everything in the room',
      async () => room.ring.head >= (await log.read('lobby', everything)).head,
    );
  }
  expect(await post(5)).toBe(true);
  await rooms.finish();
  rooms.close();
  await log.close();

  const database = openForWriting(path);
  ask(database, path, 'PRAGMA integrity_check');
  const { entries } = new SqliteReader(database, path).read('lobby', everything);
  database.close();
  const verdict = judgeLog(acknowledged, entries);
  console.log(`disk full ${rounds} times: ${verdictLine(verdict)}`);
  expect(verdictLine(verdict)).toBe(cleanLine(acknowledged.length));
});

/** A disk that is soon full, gone after the test. */
function smallDisk(skip: TestContext['skip']): string {
  const folder = temporaryFolder();
  const mountPoint = join(folder.path, 'disk');
  mkdirSync(mountPoint);
  const { status } = spawnSync(
    'mount',
    ['-t', 'tmpfs', '-o', `size=${diskMegabytes}m`, 'tmpfs', mountPoint],
    {
      stdio: 'ignore',
    },
  );
  onTestFinished(() => {
    if (status === 0) spawnSync('umount', ['-l', mountPoint]);
    folder[Symbol.dispose]();
  });
  if (status !== 0) skip('this user may not mount a small disk: run it as root to fill one');
  return mountPoint;
}

/** Takes all the space there is. */
function fill(file: string): void {
  for (let size = 1_024 * 1_024; size >= 4_096; size /= 2)
    for (;;)
      try {
        writeFileSync(file, Buffer.alloc(size), { flag: 'a' });
      } catch {
        break;
      }
}
