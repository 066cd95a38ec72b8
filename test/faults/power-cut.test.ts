// T2: the power goes. What the disk was not told to keep is gone, and what was acknowledged is not.
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { ask, openForWriting } from '../../server/log/sqlite/open-database.ts';
import { SqliteReader } from '../../server/log/sqlite/sqlite-reader.ts';
import { judgeLog, sumOfVerdicts, verdictLine, cleanLine, type Verdict } from '../support/log-verdict.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { Disk, keepsNothing, keepsSome, type Memory } from './disk/power-cut.ts';
import { seeded } from './disk/seeded-random.ts';
import { hasStrace, traceProgram, type DiskEvent } from './disk/trace.ts';

const isLong = process.env.FAULTS === 'long';

/** Enough for the write-ahead log to be written back to the file at least once. */
const batches = isLong ? 900 : 130;
const cuts = isLong ? 500 : 25;

const writer = fileURLToPath(new URL('disk/steady-writer.ts', import.meta.url));
const everything = { after: 0, limit: 1_000_000 };

it(
  'loses nothing that was acknowledged, wherever the power is cut',
  { timeout: isLong ? 1_800_000 : 300_000 },
  ({ skip }) => {
    if (!hasStrace()) return skip('strace is missing: install it to replay power cuts');
    using folder = temporaryFolder();
    const path = join(folder.path, 'log.sqlite');
    const events = traceProgram(writer, path, [`${batches}`]);
    expect(events.filter(({ type }) => type === 'said')).toHaveLength(batches);
    const forgetful = replay(events, folder.path, keepsNothing);
    const erratic = replay(events, folder.path, keepsSome(seeded(7)));
    for (const verdict of [forgetful, erratic]) {
      console.log(`${cuts} power cuts: ${verdictLine(verdict)}`);
      expect(verdictLine(verdict)).toBe(cleanLine(verdict.acknowledged));
    }
  },
);

it('would be noticed if the log synced less', { timeout: 120_000 }, ({ skip }) => {
  if (!hasStrace()) return skip('strace is missing: install it to replay power cuts');
  using folder = temporaryFolder();
  const events = traceProgram(writer, join(folder.path, 'log.sqlite'), ['60', 'NORMAL']);
  expect(replay(events, folder.path, keepsNothing).lost).toBeGreaterThan(0);
});

/** Cuts the power at evenly spaced points, and right after as many acknowledgements. */
function replay(events: readonly DiskEvent[], folder: string, memory: Memory): Verdict {
  const disk = new Disk();
  const acknowledged: string[] = [];
  const verdicts: Verdict[] = [];
  const every = Math.max(1, Math.floor(events.length / cuts));
  events.forEach((event, index) => {
    if (event.type === 'said') acknowledged.push(...event.text.trim().split(' ').slice(1));
    else disk.apply(event);
    // The acknowledgement nearest to the point is where most is at stake.
    const isDue =
      Math.floor(index / every) > verdicts.length - 1 && (event.type === 'said' || index % every > every / 2);
    if (!isDue) return;
    const place = join(folder, `cut-${verdicts.length}`);
    disk.cut(place, memory);
    verdicts.push(judge(join(place, 'log.sqlite'), acknowledged));
  });
  return sumOfVerdicts(verdicts);
}

function judge(path: string, acknowledged: readonly string[]): Verdict {
  const database = openForWriting(path);
  ask(database, path, 'PRAGMA integrity_check');
  const reader = new SqliteReader(database, path);
  const { entries } = reader.read('lobby', everything);
  reader.close();
  return judgeLog(
    acknowledged.map((draftId) => ({ participant: 'ann', draftId })),
    entries,
  );
}
