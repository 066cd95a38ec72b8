import { describe, expect, it } from 'vitest';
import { LogDamaged } from '../../../../server/log/postgres/failures.ts';
import type { LogRange } from '../../../../server/log/log.ts';
import { draft } from '../../../support/drafts.ts';
import { ownPostgres } from '../../../support/own-postgres.ts';
import { postgresIsHere, query } from '../../../support/postgres.ts';

const all: LogRange = { after: 0, limit: 10 };

describe.skipIf(!postgresIsHere)('a reader of the log in Postgres', () => {
  const postgres = ownPostgres();

  /** A log of six entries in the lobby, the first of which is expired, and one in the garden. */
  const open = async () => {
    const address = await postgres.engine.createSchema();
    const log = await postgres.open(address);
    await log.append([1, 2, 3, 4, 5, 6].map((seq) => draft(`${seq}`, { at: seq * 10 })));
    await log.append([draft('flower', { room: 'garden', at: 100 })]);
    await log.expire(20);
    return { log, address };
  };

  it.each<[LogRange, readonly number[], boolean]>([
    [{ after: 0, limit: 5 }, [2, 3, 4, 5, 6], false],
    [{ after: 1, limit: 4 }, [2, 3, 4, 5], true],
    [{ after: 5, limit: 1 }, [6], false],
    [{ after: 6, limit: 1 }, [], false],
    [{ after: 99, limit: 5 }, [], false],
    [{ before: 99, limit: 5 }, [2, 3, 4, 5, 6], false],
    [{ before: 99, limit: 4 }, [3, 4, 5, 6], true],
    [{ before: 4, limit: 2 }, [2, 3], false],
    [{ before: 4, limit: 1 }, [3], true],
    [{ before: 2, limit: 3 }, [], false],
    [{ before: 0, limit: 3 }, [], false],
  ])('finds of %o what exists', async (range, seqs, more) => {
    const { log } = await open();
    const page = await log.read('lobby', range);
    expect([page.head, page.entries.map(({ seq }) => seq), page.more]).toEqual([6, seqs, more]);
  });

  it.each([
    ['its first entry', 'DELETE FROM entry WHERE seq = 2', 'room lobby lacks its first or last entries'],
    ['its last entry', 'DELETE FROM entry WHERE seq = 6', 'room lobby lacks its first or last entries'],
    ['all of its entries', 'DELETE FROM entry WHERE seq > 1', 'room lobby lacks its first or last entries'],
    ['an entry in the middle', 'DELETE FROM entry WHERE seq = 4', 'room lobby lacks entries'],
    ['what it said', "UPDATE entry SET body = '{}' WHERE seq = 4", 'entry 4 is not as it was written'],
    ['what it referred to', 'UPDATE entry SET ref = 3 WHERE seq = 4', 'entry 4 is not as it was written'],
  ])('notices that a room lost %s', async (_what, sql, detail) => {
    const { log, address } = await open();
    await query(address, sql);
    await expect(log.read('lobby', all)).rejects.toMatchObject({ name: 'LogUnavailable', detail });
    await expect(log.read('lobby', all)).rejects.toThrow(
      /^The log in .* is damaged \(.*\)\. Stop the servers and restore the database from a back-up\.$/,
    );
    // What was not touched can be read all the same.
    expect((await log.read('garden', all)).head).toBe(1);
  });

  it('believes no entry beyond the newest', async () => {
    const { log, address } = await open();
    await query(address, "UPDATE room SET head = 5 WHERE name = 'lobby'");
    await expect(log.read('lobby', all)).rejects.toThrow(LogDamaged);
  });

  it('brings nothing of a person’s that nobody wrote', async () => {
    const { log, address } = await open();
    await query(address, "UPDATE entry SET body = '{}' WHERE seq = 4");
    await expect(log.readTheirs('ann', undefined, 10)).rejects.toThrow(LogDamaged);
  });
});

describe.skipIf(!postgresIsHere)('a damaged entry', () => {
  const postgres = ownPostgres();
  const edit = draft('', { draftId: 'e', kind: 'edit', ref: 1, body: '{"ref":1,"text":"uno"}' });
  const removal = draft('', { draftId: 'r', kind: 'removal', ref: 1, body: '{"ref":1}' });

  const open = async (damage: string) => {
    const address = await postgres.engine.createSchema();
    const log = await postgres.open(address);
    await log.append([draft('one'), edit]);
    await query(address, damage);
    const [sum] = await query(address, 'SELECT max(seq), string_agg(body, $$,$$) FROM entry');
    return {
      log,
      /** Nothing was written since. */
      isUntouched: async () =>
        expect(await query(address, 'SELECT max(seq), string_agg(body, $$,$$) FROM entry')).toEqual([sum]),
    };
  };

  it('is no twin of anything', async () => {
    const { log, isUntouched } = await open(`UPDATE entry SET body = '${draft('other').body}' WHERE seq = 1`);
    await expect(log.append([draft('two'), draft('one')])).rejects.toThrow(
      /entry 1 is not as it was written/,
    );
    await isUntouched();
  });

  it('is not emptied, nor are the others with it', async () => {
    const { log, isUntouched } = await open('UPDATE entry SET at = at + 1 WHERE seq = 2');
    await expect(log.append([draft('two'), removal])).rejects.toThrow(/entry 2 is not as it was written/);
    await isUntouched();
  });

  it('is not made to look whole by an erasure', async () => {
    const { log, isUntouched } = await open('UPDATE entry SET at = at + 1 WHERE seq = 1');
    await expect(log.erase('ann')).rejects.toThrow(LogDamaged);
    await isUntouched();
  });

  it('stands in nobody else’s way', async () => {
    const { log } = await open("UPDATE entry SET body = '{}' WHERE seq = 1");
    await expect(log.append([removal])).rejects.toThrow(LogDamaged);
    expect(await log.append([draft('two')])).toEqual([{ outcome: 'committed', seq: 3 }]);
  });
});
