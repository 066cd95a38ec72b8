// What Postgres, and the way to it, may do to a log that is open: it heals by itself, and nothing that was
// acknowledged is lost or there twice.
import { describe, expect, it } from 'vitest';
import type { AppendOutcome, DraftRecord, Log } from '../../../../server/log/log.ts';
import { draft } from '../../../support/drafts.ts';
import { endsWithTest } from '../../../support/ends-with-test.ts';
import { createFaultProxy } from '../../../support/fault-proxy.ts';
import { ownPostgres, through } from '../../../support/own-postgres.ts';
import { postgresIsHere, query } from '../../../support/postgres.ts';
import { until } from '../../../support/until.ts';

const everything = { before: Number.MAX_SAFE_INTEGER, limit: 100_000 };

/** As the committer and the clients do it: the same drafts again, until they are acknowledged. */
function appendAtLast(log: Log, drafts: readonly DraftRecord[]): Promise<readonly AppendOutcome[]> {
  return until('an acknowledgement', () => log.append(drafts).catch(() => undefined));
}

describe.skipIf(!postgresIsHere)('a log in Postgres', () => {
  const postgres = ownPostgres();

  const open = async (patienceMs?: number) => {
    const address = await postgres.engine.createSchema();
    return { address, log: await postgres.open(address, patienceMs) };
  };

  /** What our nodes are doing on the server right now. */
  const waitsFor = (address: string, event: string) =>
    until(`a wait for ${event}`, async () => {
      const waiting = `SELECT pid FROM pg_stat_activity WHERE application_name = 'ws-chat' AND wait_event = '${event}'`;
      return (await query<{ pid: number }>(address, waiting))[0];
    });

  it(
    'loses nothing that it acknowledged when the server is killed amid appends',
    { timeout: 90_000 },
    async () => {
      const { log } = await open();
      let doubts = 0;
      log.watch(() => doubts++);
      const seqs: number[] = [];
      const over = new AbortController();
      const writing = (async () => {
        for (let round = 0; !over.signal.aborted; round++) {
          const batch = [1, 2, 3].map((index) => draft(`${round}-${index}`));
          const outcomes = await appendAtLast(log, batch);
          // What had been committed when its answer got lost is a twin by now.
          expect(new Set(outcomes.map(({ outcome }) => outcome)).size).toBe(1);
          seqs.push(...outcomes.map(({ seq }) => seq));
        }
      })();
      for (let death = 1; death <= 3; death++) {
        const before = seqs.length;
        await until('some appends', () => seqs.length > before + 60);
        await postgres.engine.kill();
        await postgres.engine.start();
        await until('the doubt that comes with another connection', () => doubts >= death);
      }
      over.abort();
      await writing;
      expect(seqs).toEqual(seqs.map((_, index) => index + 1));
      const { entries } = await log.read('lobby', everything);
      expect(entries.map(({ seq }) => seq)).toEqual(seqs);
      expect(new Set(entries.map(({ draftId }) => draftId)).size).toBe(seqs.length);
    },
  );

  it('says that the server stops, and goes on when it runs again', { timeout: 60_000 }, async () => {
    const { log } = await open();
    await log.append([draft('one')]);
    await postgres.engine.stop();
    await expect(log.append([draft('two')])).rejects.toThrow(
      /^Postgres .*; the chat goes on by itself once it answers\.$|^Postgres at .* is starting or stopping/,
    );
    await expect(log.read('lobby', everything)).rejects.toThrow(/^Postgres /);
    await postgres.engine.start();
    expect(await appendAtLast(log, [draft('two')])).toEqual([{ outcome: 'committed', seq: 2 }]);
    expect((await until('a page', () => log.read('lobby', everything).catch(() => undefined))).head).toBe(2);
  });

  it('goes on after its connections were ended by somebody', async () => {
    const { address, log } = await open();
    await log.append([draft('one')]);
    for (let round = 2; round <= 4; round++) {
      let doubts = 0;
      log.watch(() => doubts++);
      await query(
        address,
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'ws-chat'`,
      );
      expect(await appendAtLast(log, [draft(`${round}`)])).toEqual([
        { outcome: expect.stringMatching(/committed|twin/) as string, seq: round },
      ]);
      await until('doubt', () => doubts > 0);
    }
    const { entries } = await until('a page', () => log.read('lobby', everything).catch(() => undefined));
    expect(entries.map(({ draftId }) => draftId)).toEqual(['draft-one', 'draft-2', 'draft-3', 'draft-4']);
  });

  it(
    'gives up a server that says nothing any more, and goes on when it does',
    { timeout: 60_000 },
    async () => {
      const { log } = await open(600);
      await log.append([draft('one')]);
      postgres.engine.pause();
      try {
        const asked = [
          log.append([draft('two')]),
          log.read('lobby', everything),
          log.findRooms({ named: '', patterns: undefined, after: '', limit: 1 }),
        ];
        for (const one of await Promise.allSettled(asked))
          expect(one).toMatchObject({
            status: 'rejected',
            reason: { message: expect.stringContaining('no answer for 0.6 seconds') as string },
          });
      } finally {
        postgres.engine.resume();
      }
      const [outcome] = await appendAtLast(log, [draft('two')]);
      expect(outcome!.seq).toBe(2);
      expect((await until('a page', () => log.read('lobby', everything).catch(() => undefined))).head).toBe(
        2,
      );
    },
  );

  it('gives up a way on which nothing comes through, and takes it again', { timeout: 60_000 }, async () => {
    const address = await postgres.engine.createSchema();
    const network = endsWithTest(await createFaultProxy(postgres.engine.port));
    const log = await postgres.open(through(network, address), 600);
    await log.append([draft('one')]);
    network.become({ kind: 'blackhole' });
    await expect(log.append([draft('two')])).rejects.toThrow(/no answer for 0\.6 seconds/);
    network.become({ kind: 'clear' });
    network.cut();
    const [outcome] = await appendAtLast(log, [draft('two')]);
    expect(outcome!.seq).toBe(2);
  });

  it('takes no writes while the server takes none, and goes on after that', async () => {
    const { address, log } = await open();
    await log.append([draft('one')]);
    let doubts = 0;
    log.watch(() => doubts++);
    await postgres.set('default_transaction_read_only', 'on');
    await until('a server that takes no writes', () =>
      log.probe().then(
        () => false,
        () => true,
      ),
    );
    await expect(log.append([draft('two')])).rejects.toThrow(
      /takes no writes: it stands by for another, or was set to read only/,
    );
    expect((await log.read('lobby', everything)).head).toBe(1);
    // After a failover the address may lead to another server by now.
    await until('another connection', () => doubts > 0);
    await postgres.reset('default_transaction_read_only');
    expect(await appendAtLast(log, [draft('two')])).toEqual([{ outcome: 'committed', seq: 2 }]);
    expect(await query(address, 'SELECT FROM entry')).toHaveLength(2);
  });

  describe('whose commits wait for a standby', () => {
    const withoutStandby = async () => {
      await postgres.set('synchronous_standby_names', 'nobody');
    };

    it('acknowledges nothing whose wait was cancelled, though the server says it is committed', async () => {
      const { address, log } = await open();
      await withoutStandby();
      const pending = expect(log.append([draft('one')])).rejects.toThrow(
        /may not keep what was written last \(canceling wait for synchronous replication/,
      );
      const { pid } = await waitsFor(address, 'SyncRep');
      await query(address, `SELECT pg_cancel_backend(${pid})`);
      await pending;
      await postgres.reset('synchronous_standby_names');
      expect(await appendAtLast(log, [draft('one')])).toEqual([{ outcome: 'twin', seq: 1 }]);
    });

    it('acknowledges no twin before what it is the twin of is there', async () => {
      const { address, log } = await open();
      const drafts = [draft('one'), draft('two')];
      await log.append(drafts);
      await withoutStandby();
      let isAcknowledged = false;
      const twins = log.append(drafts).finally(() => (isAcknowledged = true));
      await waitsFor(address, 'SyncRep');
      expect(isAcknowledged).toBe(false);
      await postgres.reset('synchronous_standby_names');
      expect(await twins).toEqual([1, 2].map((seq) => ({ outcome: 'twin', seq })));
    });

    it('waits for as long as the server is at it, and begins nothing else beside', async () => {
      const { address, log } = await open(300);
      await withoutStandby();
      const begun = performance.now();
      const outcomes = log.append([draft('one')]);
      await waitsFor(address, 'SyncRep');
      await until('four times its patience', () => performance.now() > begun + 1_200);
      const sessions = `SELECT FROM pg_stat_activity WHERE application_name = 'ws-chat'`;
      expect(await query(address, sessions)).toHaveLength(3);
      await postgres.reset('synchronous_standby_names');
      expect(await outcomes).toEqual([{ outcome: 'committed', seq: 1 }]);
    });
  });
});
