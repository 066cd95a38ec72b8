// The peer keeps what the log keeps, or its figures would say nothing.
import { describe, expect, it } from 'vitest';
import { ownPostgres } from '../../../support/own-postgres.ts';
import { postgresIsHere } from '../../../support/postgres.ts';
import { draftOf } from '../../load/drafts.ts';
import { Ledger } from './ledger.ts';
import { TransactionEach } from './transaction-each.ts';

const { room } = draftOf(0);

describe.skipIf(!postgresIsHere)('TransactionEach', () => {
  const own = ownPostgres();

  it('numbers what comes at once without a hole, and the log reads it as its own', async () => {
    const address = await own.engine.createSchema();
    const each = await TransactionEach.open(address, room);
    const ledger = new Ledger();
    const drafts = Array.from({ length: 100 }, (_, index) => draftOf(index));
    await Promise.all(
      drafts.map(async (draft) => ledger.acknowledged(draft.draftId, await each.post(draft))),
    );
    await each.close();
    expect(await ledger.faults(await own.open(address), room)).toEqual([]);
  });

  it('keeps a draft once, under the seq that it has', async () => {
    const each = await TransactionEach.open(await own.engine.createSchema(), room);
    expect([await each.post(draftOf(1)), await each.post(draftOf(2)), await each.post(draftOf(1))]).toEqual([
      1, 2, 1,
    ]);
    // What the twin took is given back.
    expect(await each.post(draftOf(3))).toBe(3);
    await each.close();
  });

  it('refuses a Postgres that acknowledges before it has synced', async () => {
    await own.set('synchronous_commit', 'off');
    await expect(TransactionEach.open(await own.engine.createSchema(), room)).rejects.toThrow(/keeps less/);
  });
});
