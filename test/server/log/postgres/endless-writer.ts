// Appends batches to the Postgres log that its argument is the address of until it is killed; prints each seq
// once it is acknowledged.
import { randomUUID } from 'node:crypto';
import { writeSync } from 'node:fs';
import { openPostgresLog } from '../../../../server/log/postgres/postgres-log.ts';
import { draft } from '../../../support/drafts.ts';

const log = await openPostgresLog(process.argv[2]!);
for (;;) {
  const outcomes = await log.append([1, 2, 3].map((index) => draft(`${index}`, { draftId: randomUUID() })));
  // Synchronous: what was printed must not die in a buffer with the process.
  writeSync(1, outcomes.map(({ seq }) => `${seq}\n`).join(''));
}
