// The way of a log from a data folder into Postgres, on a real one.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { openLog, type KeptLog } from '../../../../server/log/open-log.ts';
import { migrateToPostgres } from '../../../../server/log/copy/migration.ts';
import { restorePostgresLog } from '../../../../server/log/copy/restoration.ts';
import { openSqliteLog } from '../../../../server/log/sqlite/sqlite-log.ts';
import { startChatServer } from '../../../support/chat-server.ts';
import { runCommand } from '../../../support/command.ts';
import { draft } from '../../../support/drafts.ts';
import { contentsOf, fill } from '../../../support/full-log.ts';
import { post } from '../../../support/house.ts';
import { meddle } from '../../../support/log-files.ts';
import { postgresIsHere, query, startPostgres, type Postgres } from '../../../support/postgres.ts';
import { temporaryFolder } from '../../../support/temporary-folder.ts';
import { until } from '../../../support/until.ts';

describe.skipIf(!postgresIsHere)('a log that is migrated', () => {
  let postgres: Postgres;

  beforeAll(async () => {
    postgres = await startPostgres();
  }, 60_000);

  afterAll(() => postgres[Symbol.asyncDispose]());

  /** A data folder with a log in it, and an empty schema. */
  async function prepare(write: (log: KeptLog) => Promise<unknown> = fill) {
    const folder = temporaryFolder();
    onTestFinished(() => folder[Symbol.dispose]());
    const log = await openLog({ data: folder.path });
    await write(log);
    await log.close();
    const path = join(folder.path, 'log.sqlite');
    return { data: folder.path, path, address: await postgres.createSchema() };
  }

  const migrate = ({ path, address }: { path: string; address: string }) =>
    migrateToPostgres({ path, address, secrets: new Map(), onCopied: () => {}, onCompared: () => {} });

  const open = async (data: string, log?: string) => {
    const opened = await openLog({ data, log });
    onTestFinished(() => opened.close());
    return opened;
  };

  it('is the same through every port, and goes on as it would have', async () => {
    const place = await prepare();
    const { entries, before } = await migrate(place);
    const former = await open(place.data);
    const log = await open(place.data, place.address);
    expect(log.epoch).toBe(former.epoch);
    const contents = await contentsOf(former);
    expect(await contentsOf(log)).toEqual(contents);
    expect([entries, before]).toEqual([
      contents.contents.reduce((sum, { page }) => sum + page.entries.length, 0),
      false,
    ]);
    for (const one of [former, log]) {
      // Drafts that were sent before are known, new ones get the next seqs, and new rooms and lines their numbers.
      const { draftId: _draftId, ...later } = draft('later');
      const outcomes = await one.append([
        draft('one'),
        { ...later, draftId: 'later' },
        draft('fresh', { room: 'fresh' }),
        draft('on', { room: 'empty' }),
      ]);
      expect(outcomes.map(({ outcome }) => outcome)).toEqual(['twin', 'committed', 'committed', 'committed']);
      await one.changeStanding({
        room: 'lobby',
        hold: { participant: 'bo', draftId: 'd2', record: '{}' },
        report: { participant: 'bo', ref: 1, whom: 'ann', record: '{}' },
        audit: { at: 9, by: 'mo', act: 'unban', whom: 'cy' },
      });
    }
    expect(await contentsOf(log)).toEqual(await contentsOf(former));
  });

  it('keeps of a reason what Postgres can keep', async () => {
    const place = await prepare((log) =>
      log.changeStanding({ room: 'lobby', audit: { at: 1, by: 'mo', act: 'ban', whom: 'bo', why: 'a\0b' } }),
    );
    await migrate(place);
    const log = await open(place.data, place.address);
    expect(await log.readAudit('lobby', 9, 9)).toMatchObject([{ why: 'a\uFFFDb' }]);
  });

  it.each([
    ['the first of many entries', 'entry', 'NEW.seq = 1 AND NEW.room > 1'],
    ['a later piece of them', 'entry', 'NEW.seq = 2400'],
    ['the standing', 'restraint', `NEW.kind = 'ban'`],
    ['the audit log', 'audit', `NEW.act = 'ban'`],
    ['what was set', 'setting', 'true'],
    ['the last step', 'meta', `NEW.key = 'epoch'`],
  ])(
    'goes on where it was when it was killed at %s',
    async (_where, table, condition) => {
      const place = await prepare((log) => fill(log, 2_500));
      // Makes the tables: who tried it only has used nothing.
      await (await openLog({ data: place.data, log: place.address })).close();
      const release = await halt(place.address, table, condition);
      using killed = runCommand(['migrate', '--data', place.data], {
        environment: { WS_CHAT_LOG: place.address },
      });
      await until('a migration that halts', async () => {
        if (killed.child.exitCode !== null) throw new Error((await killed.ended).stderr);
        return isHalted(place.address);
      });
      killed.child.kill('SIGKILL');
      await killed.ended;
      // What it had asked may still be done after its end, as it is here.
      await expect(openLog({ data: place.data, log: place.address })).rejects.toThrow(
        /The log in \S+ is unfinished: ws-chat migrate is at work on it, or was broken off\./,
      );
      await release();
      await migrate(place);
      const former = await open(place.data);
      const log = await open(place.data, place.address);
      expect(log.epoch).toBe(former.epoch);
      expect(await contentsOf(log)).toEqual(await contentsOf(former));
    },
    60_000,
  );

  it('begins anew where the server ran again before it was whole', async () => {
    const place = await prepare();
    await migrate(place);
    await query(place.address, `INSERT INTO meta SELECT 'copy of', value FROM meta WHERE key = 'epoch';`);
    await query(place.address, `DELETE FROM meta WHERE key = 'epoch'`);
    const former = await open(place.data);
    await former.append([
      draft('since then'),
      draft('', { kind: 'removal', ref: 1, draftId: 'r', body: '{"ref":1}' }),
    ]);
    // What waited comes again under another number, while its former one is in the copy.
    const other = { participant: 'cy', draftId: 'd2', record: '{}' };
    await former.changeStanding({ room: 'lobby', hold: other });
    await former.changeStanding({ room: 'lobby', release: { participant: 'bo', draftId: 'd1' } });
    await former.changeStanding({
      room: 'lobby',
      hold: { participant: 'bo', draftId: 'd1', record: '{"again":1}' },
    });
    const contents = await contentsOf(former);
    await former.close();
    expect((await migrate(place)).before).toBe(false);
    expect(await contentsOf(await open(place.data, place.address))).toEqual(contents);
  });

  it('is whole before a back-up is put in its place', async () => {
    const place = await prepare();
    const copy = join(place.data, 'copy.sqlite');
    const original = await openSqliteLog(join(place.data, 'original.sqlite'));
    await original.append([draft('restored')]);
    await original.backUp(copy);
    const contents = await contentsOf(original);
    await original.close();
    await (await openLog({ data: place.data, log: place.address })).close();
    const release = await halt(place.address, 'audit', 'true');
    const migrating = migrate(place);
    await until('a migration that halts', () => isHalted(place.address));
    const restoring = restorePostgresLog({
      ...{ address: place.address, copy, replace: true },
      onProgress: () => {},
    });
    await until('a restoration that waits', async () => {
      const waiting = `SELECT FROM pg_locks WHERE NOT granted AND NOT (locktype = 'advisory' AND objid = 1)`;
      return (await query(place.address, waiting)).length > 0;
    });
    await release();
    expect((await migrating).before).toBe(false);
    await restoring;
    expect(await contentsOf(await open(place.data, place.address))).toEqual(contents);
  });

  it('is left alone once it is whole', async () => {
    const place = await prepare();
    await migrate(place);
    const log = await open(place.data, place.address);
    await log.append([draft('later')]);
    const contents = await contentsOf(log);
    expect((await migrate(place)).before).toBe(true);
    expect(await contentsOf(log)).toEqual(contents);
  });

  it('takes no other log’s place, nor that of a beginning of one', async () => {
    const place = await prepare();
    const log = await open(place.data, place.address);
    await log.append([draft('mine')]);
    const refusal = /The database \S+ holds another log, or the beginning of one\. Name an empty database/;
    await expect(migrate(place)).rejects.toThrow(refusal);
    expect((await log.read('lobby', { after: 0, limit: 9 })).entries).toHaveLength(1);
    await query(place.address, `UPDATE meta SET key = 'copy of' WHERE key = 'epoch'`);
    await expect(migrate(place)).rejects.toThrow(refusal);
  });

  it('is not written to by a node that was there too early', async () => {
    const place = await prepare();
    const early = await open(place.data, place.address);
    meddle(place.path, `UPDATE entry SET body = '{}' WHERE seq = 2`);
    await expect(migrate(place)).rejects.toThrow();
    await expect(early.append([draft('early')])).rejects.toThrow('is unfinished');
    await expect(early.read('lobby', { after: 0, limit: 9 })).rejects.toThrow('is unfinished');
  });

  it.each([
    [
      'an entry that is not as it was written',
      `UPDATE entry SET body = '{}' WHERE seq = 2`,
      'entry 2 of lobby is not as it was written',
    ],
    ['a room that lacks an entry', 'DELETE FROM entry WHERE seq = 2', 'room lobby lacks entries'],
    [
      'a room that lacks its end',
      `UPDATE room SET head = 99 WHERE name = 'lobby'`,
      'room lobby lacks entries',
    ],
  ])('is never one with %s', async (_what, sql, detail) => {
    const place = await prepare();
    meddle(place.path, sql);
    await expect(migrate(place)).rejects.toThrow(
      `The log ${place.path} is damaged (${detail}). Stop the server`,
    );
    await expect(openLog({ data: place.data, log: place.address })).rejects.toThrow('is unfinished');
  });

  it('is one that no server uses, and that is there', async () => {
    const place = await prepare();
    const used = await openSqliteLog(place.path);
    await expect(migrate(place)).rejects.toThrow(
      `Another process is using the log ${place.path}. Stop it first`,
    );
    await used.close();
    await expect(migrate({ ...place, path: join(place.data, 'no', 'log.sqlite') })).rejects.toThrow(
      /There is no log \S+ to migrate\. Name the data folder of the server with --data\./,
    );
  });

  it('is one in which clients resume as if nothing had happened', async () => {
    const folder = temporaryFolder();
    onTestFinished(() => folder[Symbol.dispose]());
    const address = await postgres.createSchema();
    const drafts = Array.from({ length: 9 }, (_, index) => post(`message ${index + 1}`, `d${index + 1}`));
    await using first = await startChatServer({ data: folder.path, postBurst: 100 });
    const ann = await first.enter('Ann');
    const { epoch, token, you } = ann.all('welcome')[0]!;
    ann.say(...drafts);
    while ((await ann.next('message')).seq < 9);
    await first.close();

    using command = runCommand(['migrate', '--data', folder.path], { environment: { WS_CHAT_LOG: address } });
    const { code, stdout, stderr } = await command.ended;
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(
      /^The log of the folder \S+ is in 127\.0\.0\.1:\d+\/postgres now, with 9 entries, and was compared\. Start the servers with WS_CHAT_LOG; clients go on where they were\.\n$/,
    );

    await using second = await startChatServer({ data: folder.path, log: address });
    const since = { epoch, seq: 6, tail: ['d2', 'd3', 'd4', 'd5', 'd6'] };
    const again = await second.enter('Ann', { token, since });
    expect(again.all('welcome')).toMatchObject([{ resumed: true, epoch, head: 9, you }]);
    const missed = again.all('welcome')[0]!.entries.map(({ seq }) => seq);
    while (missed.length < 3) missed.push((await again.next('message')).seq);
    expect(missed).toEqual([7, 8, 9]);
    again.say(drafts[8]!);
    expect(await again.next('accepted')).toMatchObject({ draftId: 'd9', seq: 9 });
  });

  it('wants to be told where to go, and needs the secret whole', async () => {
    const place = await prepare();
    using nowhere = runCommand(['migrate', '--data', place.data]);
    expect(await nowhere.ended).toMatchObject({
      code: 1,
      stderr:
        'Name the Postgres that is to hold the log with WS_CHAT_LOG, as in postgres://user:password@host/database.\n',
    });
    writeFileSync(join(place.data, 'guest-secret'), 'short');
    using cut = runCommand(['migrate', '--data', place.data], {
      environment: { WS_CHAT_LOG: place.address },
    });
    expect(await cut.ended).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('is cut short') as string,
    });
  });
});

/** Whatever writes such a row waits until it is released. */
async function halt(address: string, table: string, condition: string): Promise<() => Promise<unknown>> {
  const holder = new Client({ connectionString: address });
  await holder.connect();
  onTestFinished(() => holder.end());
  await holder.query('SELECT pg_advisory_lock(1)');
  await holder.query(`
    CREATE FUNCTION halt() RETURNS trigger LANGUAGE plpgsql
      AS $$ BEGIN PERFORM pg_advisory_xact_lock(1); RETURN NEW; END $$;
    CREATE TRIGGER halt BEFORE INSERT ON ${table} FOR EACH ROW WHEN (${condition}) EXECUTE FUNCTION halt();
  `);
  return () => holder.query('SELECT pg_advisory_unlock(1)');
}

async function isHalted(address: string): Promise<boolean> {
  const waiting = `SELECT FROM pg_locks WHERE locktype = 'advisory' AND objid = 1 AND NOT granted`;
  return (await query(address, waiting)).length > 0;
}
