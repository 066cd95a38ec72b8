import { describe, expect, it } from 'vitest';
import { restoralBody } from '../../../../server/log/log.ts';
import { draft } from '../../../support/drafts.ts';
import { ownPostgres } from '../../../support/own-postgres.ts';
import { postgresIsHere, query } from '../../../support/postgres.ts';

const everything = { before: Number.MAX_SAFE_INTEGER, limit: 100_000 };

describe.skipIf(!postgresIsHere)('erasing a participant in Postgres', () => {
  const postgres = ownPostgres();

  const open = async () => {
    const address = await postgres.engine.createSchema();
    return { address, log: await postgres.open(address) };
  };

  const bo = { participant: 'bo-xyzzy', author: '{"id":"bo-xyzzy","name":"Bo Plugh","role":"moderator"}' };

  it('leaves no row with their words, their name or their id, however many there are', async () => {
    const { address, log } = await open();
    for (let batch = 0; batch < 5; batch++)
      await log.append(
        Array.from({ length: 600 }, (_, index) =>
          draft(index % 2 ? 'frobozz' : 'hello', {
            ...(index % 2 && bo),
            draftId: `${batch}-${index}`,
            room: `room-${index % 4}`,
          }),
        ),
      );
    await log.changeStanding({
      room: 'room-1',
      impose: [{ kind: 'ban', subject: 'bo-xyzzy', by: 'owner' }],
      hold: { participant: 'bo-xyzzy', draftId: 'd', record: '{"text":"frobozz"}' },
      audit: { at: 1, by: 'mo', act: 'ban', many: ['ann', 'bo-xyzzy'] },
    });
    await log.changeKeeping({ staff: { id: 'bo-xyzzy', name: 'Bo Plugh', role: 'owner', since: 1 } });
    const found = async () => {
      const tables = ['entry', 'restraint', 'held', 'report', 'audit', 'pass'];
      const texts = await Promise.all(
        tables.map((table) =>
          query<{ text: string }>(address, `SELECT ${table}::text AS text FROM ${table}`),
        ),
      );
      return texts.flat().filter(({ text }) => /frobozz|Plugh|xyzzy/.test(text)).length;
    };
    expect(await found()).toBe(1_503);
    expect(await log.erase('bo-xyzzy')).toBe(1_500);
    expect(await found()).toBe(0);
    const { entries } = await log.read('room-1', everything);
    expect(entries.every(({ body }) => body === '{"text":"","removed":true}')).toBe(true);
  });

  it('leaves no words of what they took back of their own and restored', async () => {
    const { log } = await open();
    const removal = draft('', { ...bo, draftId: 'r', kind: 'removal', ref: 1, body: '{"ref":1}' });
    const restoral = draft('', {
      ...bo,
      draftId: 'u',
      kind: 'edit',
      ref: 1,
      body: restoralBody(1, { text: 'frobozz' }),
    });
    await log.append([draft('frobozz', { ...bo, draftId: 'm' }), removal, restoral]);
    expect(await log.erase('bo-xyzzy')).toBe(3);
    expect(JSON.stringify(await log.read('lobby', everything))).not.toMatch(/frobozz|Plugh|xyzzy/);
  });

  it('sweeps what was there before out of the tables and their indexes', async () => {
    const { address, log } = await open();
    await log.append(Array.from({ length: 50 }, (_, index) => draft(`frobozz ${index}`, bo)));
    await query(address, 'CREATE EXTENSION IF NOT EXISTS pageinspect SCHEMA public');
    // Pointers to rows as they were; their bytes may lie in the page until something is written over them.
    const remains = async () =>
      query(
        address,
        `SELECT FROM public.heap_page_items(public.get_raw_page('entry', 0)) WHERE position('frobozz'::bytea IN t_data) > 0
         UNION ALL
         SELECT FROM public.bt_page_items('entry_draft', 1) WHERE position('78797a7a79' IN replace(data, ' ', '')) > 0`,
      );
    expect((await remains()).length).toBeGreaterThan(50);
    await log.erase('bo-xyzzy');
    expect(await remains()).toEqual([]);
  });

  it('sweeps again where there is nothing left, for the time before that may have failed', async () => {
    const { address, log } = await open();
    await log.append([draft('frobozz', bo)]);
    await log.erase('bo-xyzzy');
    const sweeps = async () =>
      Number(
        (
          await query<{ sweeps: string }>(
            address,
            `SELECT vacuum_count AS sweeps FROM pg_stat_user_tables WHERE relname = 'entry' AND schemaname = current_schema`,
          )
        )[0]!.sweeps,
      );
    const before = await sweeps();
    expect(await log.erase('bo-xyzzy')).toBe(0);
    expect(await sweeps()).toBe(before + 1);
  });
});
