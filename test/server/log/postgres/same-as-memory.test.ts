// Whatever is done to it, Postgres answers and holds what the log in memory does, on which so many tests stand.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import fc from 'fast-check';
import type { EntryRecord, Log } from '../../../../server/log/log.ts';
import { openPostgresLog } from '../../../../server/log/postgres/postgres-log.ts';
import type { AuditRecord } from '../../../../server/log/standing.ts';
import { anySteps, type Step } from '../../../support/any-acts.ts';
import { MemoryLog } from '../../../support/memory-log.ts';
import { postgresIsHere, startPostgres, type Postgres } from '../../../support/postgres.ts';

const everything = { before: Number.MAX_SAFE_INTEGER, limit: 100_000 };

async function take(log: Log, step: Step): Promise<unknown> {
  switch (step.do) {
    case 'append':
      return log.append(step.drafts);
    case 'expire': {
      const told = new Map<string, number>();
      await log.expire(step.before, (room, seq) => told.set(room, seq));
      return told;
    }
    case 'erase':
      return log.erase(step.participant);
  }
}

/** Each log makes its own ids for those who were erased. */
function nameless(entry: EntryRecord | AuditRecord): unknown {
  return JSON.parse(JSON.stringify(entry).replaceAll(/erased-[^"\\]*/g, 'erased'));
}

describe.skipIf(!postgresIsHere)('the log in Postgres', () => {
  let postgres: Postgres;

  beforeAll(async () => {
    postgres = await startPostgres();
  }, 60_000);

  afterAll(() => postgres[Symbol.asyncDispose](), 60_000);

  it('answers and holds what the one in memory does', { timeout: 240_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(anySteps, async (steps) => {
        const memory = new MemoryLog();
        const noted: { room: string; line: AuditRecord }[] = [];
        memory.onNoted = (room, line) => noted.push({ room, line });
        const log = await openPostgresLog(await postgres.createSchema());
        try {
          for (const step of steps) expect(await take(log, step)).toEqual(await take(memory, step));
          for (const room of ['lobby', 'garden']) {
            const [page, known] = [await log.read(room, everything), await memory.read(room, everything)];
            expect(page.entries.map(nameless)).toEqual(known.entries.map(nameless));
            expect([page.head, page.more]).toEqual([known.head, known.more]);
            if (steps.some((step) => step.do === 'erase')) continue;
            const lines = (await log.readAudit(room, Number.MAX_SAFE_INTEGER, 1_000)).toReversed();
            expect(lines.map(({ id: _id, ...line }) => line)).toEqual(
              noted.filter((one) => one.room === room).map(({ line }) => line),
            );
          }
        } finally {
          await log.close();
        }
      }),
      { numRuns: 40, endOnFailure: true },
    );
  });
});
