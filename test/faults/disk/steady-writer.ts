// Writes batches to the log that its first argument names, as many as the second says, all on the main
// thread, and prints the draft ids of each once it is acknowledged. A third argument weakens the syncing.
import { writeSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { SqliteStore } from '../../../server/log/sqlite/sqlite-store.ts';
import { draft } from '../../support/drafts.ts';

const [path, batches, synchronous] = process.argv.slice(2) as [string, string, string | undefined];

if (synchronous !== undefined) {
  const exec = DatabaseSync.prototype.exec;
  DatabaseSync.prototype.exec = function (this: DatabaseSync, sql: string) {
    exec.call(this, sql.replace('synchronous = FULL', `synchronous = ${synchronous}`));
  };
}

const store = new SqliteStore(path);
for (let batch = 0; batch < Number(batches); batch++) {
  const drafts = [0, 1, 2].map((index) => draft('x'.repeat(1_500), { draftId: `d${batch}-${index}` }));
  store.append(drafts);
  writeSync(1, `acknowledged ${drafts.map(({ draftId }) => draftId).join(' ')}\n`);
}
// The power goes: nothing is tidied up.
process.kill(process.pid, 'SIGKILL');
