// Preloaded with the failing disk: lets the 1st, 2nd, 3rd… call that changes the log's files fail, until a run
// has no more of them. After each run it compares what was acknowledged with what is there, and prints
// the sum of the verdicts. Arguments: a folder, the error's number, how many calls fail in a row.
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { openFailure, problemOf } from '../../../server/log/sqlite/failures.ts';
import { openForReading, openForWriting } from '../../../server/log/sqlite/open-database.ts';
import { SqliteReader } from '../../../server/log/sqlite/sqlite-reader.ts';
import { SqliteStore } from '../../../server/log/sqlite/sqlite-store.ts';
import { verify } from '../../../server/log/sqlite/verify.ts';
import { draft } from '../../support/drafts.ts';
import { judgeLog, sumOfVerdicts, type Verdict } from '../../support/log-verdict.ts';

const [folder, error, times] = process.argv.slice(2) as [string, string, string];
const path = join(folder, 'log.sqlite');

/** More than a batch ever needs until a disk works again. */
const patience = 50;

const batches = [0, 1, 2, 3].map((batch) =>
  [0, 1, 2].map((index) => draft('x'.repeat(700), { draftId: `d${batch}-${index}` })),
);

const verdicts: Verdict[] = [];
let refusals = 0;
let sentences = 0;

process.env.FAIL_PATH = 'log.sqlite';
process.env.FAIL_ERROR = error;
process.env.FAIL_TIMES = times;
for (let call = 1, failed = true; failed; call++) {
  for (const ending of ['', '-wal', '-shm', '-journal']) rmSync(path + ending, { force: true });
  process.env.FAIL_FROM = `${call}`;
  process.env.FAIL_ROUND = `${call}`;
  failed = run();
  process.env.FAIL_FROM = '0';
  verdicts.push(judge());
}
console.log(JSON.stringify({ runs: verdicts.length, refusals, sentences, ...sumOfVerdicts(verdicts) }));

/** Writes as the committer does: what failed comes again. Returns whether there was a call to fail. */
function run(): boolean {
  const store = again(() => new SqliteStore(path));
  for (const batch of batches) {
    again(() => store.append(batch));
    // Reads go on meanwhile.
    again(() => {
      const database = openForReading(path);
      new SqliteReader(database, path).read('lobby', { after: 0, limit: 100 });
      database.close();
    });
  }
  store.close();
  return process.env.FAIL_REACHED === process.env.FAIL_ROUND;
}

/** Until it works, as the disk does after a while. */
function again<Result>(act: () => Result): Result {
  for (let attempt = 0; ; attempt++)
    try {
      return act();
    } catch (cause) {
      refusals++;
      if (openFailure(path, problemOf(cause)).message.endsWith('.')) sentences++;
      if (attempt === patience) throw cause;
    }
}

function judge(): Verdict {
  const database = openForWriting(path);
  verify(database, path);
  const { entries } = new SqliteReader(database, path).read('lobby', { after: 0, limit: 100 });
  database.close();
  return judgeLog(batches.flat(), entries);
}
