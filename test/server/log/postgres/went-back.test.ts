// The log is shorter than it was: restored from a back-up, or its newest entries lost in a failover.
import { describe, expect, it } from 'vitest';
import { draft } from '../../../support/drafts.ts';
import { ownPostgres } from '../../../support/own-postgres.ts';
import { postgresIsHere, query } from '../../../support/postgres.ts';

const everything = { before: Number.MAX_SAFE_INTEGER, limit: 100_000 };

describe.skipIf(!postgresIsHere)('a log in Postgres that went back', () => {
  const postgres = ownPostgres();

  /** Two nodes that both know of five entries, of which three are left. */
  const open = async () => {
    const address = await postgres.engine.createSchema();
    const [one, other] = [await postgres.open(address), await postgres.open(address)];
    await one.append([1, 2, 3, 4, 5].map((seq) => draft(`${seq}`)));
    await other.read('lobby', everything);
    const doubts = { one: 0, other: 0 };
    one.watch(() => doubts.one++);
    other.watch(() => doubts.other++);
    await query(address, 'DELETE FROM entry WHERE seq > 3', 'UPDATE room SET head = 3');
    const kept = async () =>
      (await query<{ value: string }>(address, `SELECT value FROM meta WHERE key = 'epoch'`))[0]!.value;
    return { address, one, other, doubts, former: one.epoch, kept };
  };

  it('takes a new epoch with the first entry whose seq was told before', async () => {
    const { one, other, doubts, former, kept } = await open();
    const known: [string, number][] = [];
    one.watch(() => known.push([one.epoch, doubts.one++]));
    expect(await one.append([draft('next'), draft('5')])).toEqual([
      { outcome: 'committed', seq: 4 },
      { outcome: 'committed', seq: 5 },
    ]);
    expect(one.epoch).not.toBe(former);
    expect(await kept()).toBe(one.epoch);
    // The new one was known when that was told.
    expect(known).toEqual([[one.epoch, 0]]);
    // The other one finds that, and takes no third.
    await other.append([draft('last')]);
    expect([other.epoch, doubts]).toEqual([one.epoch, { one: 1, other: 1 }]);
    await one.append([draft('very last')]);
    expect([one.epoch, doubts.one]).toEqual([other.epoch, 1]);
  });

  it('takes it in the transaction of that entry', async () => {
    const { one, former, kept } = await open();
    await expect(one.append([draft('next'), draft('refused', { body: null as never })])).rejects.toThrow();
    expect([await kept(), one.epoch]).toEqual([former, former]);
    await one.append([draft('next')]);
    expect(one.epoch).not.toBe(former);
  });

  it('takes one new epoch, where two nodes write at once', async () => {
    const { one, other, doubts, kept } = await open();
    const garden = { room: 'garden' };
    await Promise.all([one.append([draft('a', garden)]), other.append([draft('b', { room: 'yard' })])]);
    await Promise.all([one.append([draft('a')]), other.append([draft('b')])]);
    await Promise.all([one.heads([]), other.heads([])]);
    expect([one.epoch, other.epoch]).toEqual([await kept(), await kept()]);
    expect(doubts.one + doubts.other).toBeGreaterThan(0);
  });

  it('takes one for a room that is not there any more', async () => {
    const { address, one, former } = await open();
    await query(address, 'DELETE FROM entry', 'DELETE FROM room');
    expect(await one.append([draft('next')])).toEqual([{ outcome: 'committed', seq: 1 }]);
    expect(one.epoch).not.toBe(former);
  });

  it('keeps its epoch where no such room is written to', async () => {
    const { one, doubts, former } = await open();
    await one.append([draft('a', { room: 'garden' })]);
    expect([one.epoch, doubts.one]).toEqual([former, 0]);
  });

  it('is doubted by who reads it, until there is a new epoch', async () => {
    const { one, other, doubts, former } = await open();
    await one.read('garden', everything);
    expect(doubts.one).toBe(0);
    for (const times of [1, 2]) {
      expect((await one.read('lobby', everything)).head).toBe(3);
      expect([one.epoch, doubts.one]).toEqual([former, times]);
    }
    // As the node does that is called.
    const { epoch, rooms } = await one.heads(['lobby']);
    expect([epoch, rooms.get('lobby')!.head]).toEqual([former, 3]);
    await one.renewEpoch(epoch);
    await one.read('lobby', everything);
    await one.append([draft('next')]);
    expect(doubts.one).toBe(2);
    await other.read('lobby', everything);
    expect([other.epoch, doubts.other]).toEqual([one.epoch, 1]);
  });

  it('is doubted no more than once by who reads it while others write to it', async () => {
    const { one, doubts } = await open();
    await one.append([draft('next')]);
    const reads = Array.from({ length: 40 }, () => one.read('lobby', everything));
    const writes = Array.from({ length: 10 }, (_, index) => one.append([draft(`w${index}`)]));
    await Promise.all([
      ...reads,
      ...writes,
      ...Array.from({ length: 40 }, () => one.read('lobby', everything)),
    ]);
    expect(doubts.one).toBe(1);
  });
});
