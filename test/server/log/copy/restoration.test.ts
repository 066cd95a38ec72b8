// Back-ups of a log in Postgres, and back-ups that are put into one, on a real Postgres.
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { backUpPostgres } from '../../../../server/log/copy/back-up.ts';
import { restorePostgresLog } from '../../../../server/log/copy/restoration.ts';
import { openLog, type KeptLog } from '../../../../server/log/open-log.ts';
import { openPostgresLog } from '../../../../server/log/postgres/postgres-log.ts';
import { restoreSqliteLog } from '../../../../server/log/sqlite/restore.ts';
import { openSqliteLog } from '../../../../server/log/sqlite/sqlite-log.ts';
import { erase } from '../../../../server/commands/erase.ts';
import { restore as restoreCommand } from '../../../../server/commands/restore.ts';
import { runCommand } from '../../../../server/commands/run-command.ts';
import { startChatServer } from '../../../support/chat-server.ts';
import { draft } from '../../../support/drafts.ts';
import { contentsOf, fill } from '../../../support/full-log.ts';
import { post } from '../../../support/house.ts';
import { meddle, writeFirstVersion } from '../../../support/log-files.ts';
import { postgresIsHere, query, startPostgres, type Postgres } from '../../../support/postgres.ts';
import { temporaryFolder } from '../../../support/temporary-folder.ts';
import { until } from '../../../support/until.ts';

const everything = { before: Number.MAX_SAFE_INTEGER, limit: 100_000 };
const quietly = () => {};

describe.skipIf(!postgresIsHere)('with a log in Postgres', () => {
  let postgres: Postgres;

  beforeAll(async () => {
    postgres = await startPostgres();
  }, 60_000);

  afterAll(() => postgres[Symbol.asyncDispose]());

  function place() {
    const folder = temporaryFolder();
    onTestFinished(() => folder[Symbol.dispose]());
    return { folder: folder.path, copy: join(folder.path, 'copy.sqlite') };
  }

  async function opened(log: Promise<KeptLog>) {
    const open = await log;
    onTestFinished(() => open.close());
    return open;
  }

  /** A log in a schema of its own. */
  async function createLog(write: (log: KeptLog) => Promise<unknown> = fill) {
    const address = await postgres.createSchema();
    const log = await opened(openPostgresLog(address));
    await write(log);
    return { address, log };
  }

  /** A back-up of a log in a file, and what that log holds. */
  async function sqliteBackUp(write: (log: KeptLog) => Promise<unknown> = fill) {
    const { folder, copy } = place();
    const log = await openSqliteLog(join(folder, 'original.sqlite'));
    await write(log);
    await log.backUp(copy);
    const contents = await contentsOf(log);
    await log.close();
    return { copy, contents, epoch: log.epoch };
  }

  const restore = (address: string, copy: string, replace = false) =>
    restorePostgresLog({ address, copy, replace, onProgress: quietly });

  describe('a back-up', () => {
    it('is a log of SQLite’s that holds the same, for its owner alone', async () => {
      const { folder, copy } = place();
      const { log } = await createLog();
      await log.backUp(copy);
      expect(readdirSync(folder)).toEqual(['copy.sqlite']);
      expect(statSync(copy).mode & 0o777).toBe(0o600);
      const backedUp = await opened(openSqliteLog(copy));
      expect(backedUp.epoch).toBe(log.epoch);
      expect(await contentsOf(backedUp)).toEqual(await contentsOf(log));
    });

    it('is as of one moment while three nodes write', async () => {
      const { copy } = place();
      const { address, log } = await createLog((log) => fill(log, 1_500));
      const nodes = [log, await opened(openPostgresLog(address)), await opened(openPostgresLog(address))];
      let isOver = false;
      const acknowledged: string[] = [];
      const writing = nodes.map(async (node, number) => {
        for (let index = 0; !isOver; index++) {
          const draftId = `w-${number}-${index}`;
          // A message and what refers to it, in one transaction and in two rooms.
          await node.append([draft('x', { draftId }), draft('x', { draftId, room: 'other' })]);
          acknowledged.push(draftId);
        }
      });
      await until('what is written first', () => acknowledged.length > 10);
      const before = [...acknowledged];
      await backUpPostgres(address, copy, quietly);
      await until('what is written afterwards', () => acknowledged.length > before.length);
      isOver = true;
      await Promise.all(writing);
      const backedUp = await opened(openSqliteLog(copy));
      const idsOf = async (log: KeptLog, room: string) =>
        (await log.read(room, everything)).entries
          .map(({ draftId }) => draftId)
          .filter((id) => id.startsWith('w-'));
      const [lobby, other] = [await idsOf(backedUp, 'lobby'), await idsOf(backedUp, 'other')];
      expect(lobby).toEqual(other);
      expect(before.filter((id) => !lobby.includes(id))).toEqual([]);
      expect((await idsOf(log, 'lobby')).slice(0, lobby.length)).toEqual(lobby);
    });

    it('gets no name where an entry is not as it was written', async () => {
      const { folder, copy } = place();
      const { address } = await createLog();
      await query(
        address,
        `UPDATE entry SET body = '{}' WHERE seq = 2 AND room = (SELECT id FROM room WHERE name = 'lobby')`,
      );
      await expect(backUpPostgres(address, copy, quietly)).rejects.toThrow(
        /The log in \S+ is damaged \(entry 2 of lobby is not as it was written\)/,
      );
      expect(readdirSync(folder)).toEqual([]);
    });

    it('overwrites nothing, and makes no log where there is none', async () => {
      const { copy, folder } = place();
      const { address, log } = await createLog(() => Promise.resolve());
      await log.backUp(copy);
      await expect(log.backUp(copy)).rejects.toThrow(`There is a file ${copy} already.`);
      const empty = await postgres.createSchema();
      await expect(backUpPostgres(empty, join(folder, 'other'), quietly)).rejects.toThrow(
        /There is no log in \S+\. Name the database/,
      );
      const words = ['bo', '--data', folder];
      await expect(runCommand(erase, { words, environment: { WS_CHAT_LOG: empty } })).rejects.toThrow(
        'There is no log in',
      );
      expect(await query(empty, `SELECT FROM pg_tables WHERE schemaname = current_schema()`)).toEqual([]);
      expect(existsSync(join(folder, 'other'))).toBe(false);
      expect(await query(address, 'SELECT FROM entry')).toEqual([]);
    });
  });

  describe('a back-up that is restored', () => {
    it('is the log then, under a new epoch', async () => {
      const { copy, contents, epoch } = await sqliteBackUp();
      const address = await postgres.createSchema();
      const entries = await restore(address, copy);
      const log = await opened(openPostgresLog(address));
      expect(await contentsOf(log)).toEqual(contents);
      expect(log.epoch).not.toBe(epoch);
      expect(entries).toBe(contents.contents.reduce((sum, { page }) => sum + page.entries.length, 0));
      const outcomes = await log.append([draft('one'), draft('fresh', { room: 'fresh' })]);
      expect(outcomes.map(({ outcome }) => outcome)).toEqual(['twin', 'committed']);
    });

    it('may come from Postgres and go to a data folder', async () => {
      const { folder, copy } = place();
      const { log } = await createLog();
      await log.backUp(copy);
      restoreSqliteLog(join(folder, 'log.sqlite'), copy, false, new Date(0));
      const restored = await opened(openLog({ data: folder }));
      expect(await contentsOf(restored)).toEqual(await contentsOf(log));
      expect(restored.epoch).not.toBe(log.epoch);
    });

    it('may be of the first version, and stays so', async () => {
      const { folder } = place();
      const first = join(folder, 'first');
      writeFirstVersion(first, 3);
      const bytes = readFileSync(first);
      const address = await postgres.createSchema();
      expect(await restore(address, first)).toBe(3);
      const log = await opened(openPostgresLog(address));
      expect((await log.read('lobby', everything)).head).toBe(3);
      expect(readFileSync(first).equals(bytes)).toBe(true);
    });

    it('leaves a log that is there alone, unless it is told to replace it', async () => {
      const { copy, contents } = await sqliteBackUp();
      const { address, log } = await createLog(async (log) => {
        await fill(log);
        await log.append([draft('newer')]);
      });
      const former = await contentsOf(log);
      await expect(restore(address, copy)).rejects.toThrow(
        /There is a log in \S+ already\. Back it up first, then add --replace/,
      );
      expect(await contentsOf(log)).toEqual(former);
      await restore(address, copy, true);
      expect(await contentsOf(log)).toEqual(contents);
    });

    it('changes nothing where an entry of it is not as it was written', async () => {
      const { copy } = await sqliteBackUp();
      meddle(copy, `UPDATE entry SET body = '{}' WHERE seq = 2`);
      const { address, log } = await createLog();
      const [former, epoch] = [await contentsOf(log), log.epoch];
      await expect(restore(address, copy, true)).rejects.toThrow(
        `The back-up ${copy} cannot be used (entry 2 of lobby is not as it was written). Name another one.`,
      );
      expect(await contentsOf(log)).toEqual(former);
      expect(log.epoch).toBe(epoch);
    });

    it('is never shown or written under the former epoch while nodes go on', async () => {
      const { copy } = await sqliteBackUp((log) =>
        log.append(Array.from({ length: 2_000 }, (_, index) => draft(`restored ${index}`))),
      );
      const { address, log } = await createLog((log) => log.append([draft('former')]));
      const former = log.epoch;
      const other = await opened(openPostgresLog(address));
      const over = new AbortController();
      const written = (async () => {
        for (let index = 0; !over.signal.aborted; index++)
          await log.append([draft('x', { draftId: `w-${index}` })]);
      })();
      const seen = (async () => {
        while (!over.signal.aborted) {
          const { entries } = await other.read('lobby', { after: 0, limit: 1 });
          const isRestored = entries[0]!.draftId !== 'draft-former';
          // What was read last was read under the epoch that is known then.
          expect(other.epoch !== former).toBe(isRestored);
        }
      })();
      await restore(address, copy, true);
      await until('a node that writes to what was restored', () => log.epoch !== former);
      over.abort();
      await Promise.all([written, seen]);
      const { entries } = await other.read('lobby', everything);
      expect(entries.slice(0, 2_000).every(({ draftId }) => draftId.startsWith('draft-restored'))).toBe(true);
      expect(entries.map(({ seq }) => seq)).toEqual(entries.map((_, index) => index + 1));
    });

    it('sends everybody of a running server back for what it holds', async () => {
      const { folder } = place();
      const { copy } = await sqliteBackUp();
      const address = await postgres.createSchema();
      await using server = await startChatServer({ log: address });
      const ann = await server.enter('Ann');
      ann.say(post('former'));
      await ann.next('accepted');
      const words = [copy, '--replace', '--data', folder];
      const { sentence } = await runCommand(restoreCommand, { words, environment: { WS_CHAT_LOG: address } });
      expect(sentence).toMatch(
        /^The log is the back-up \S+ now, with \d+ entries\. Whoever comes back starts from it\.$/,
      );
      expect((await ann.closed).code).toBe(4202);
      const bo = await server.enter('Bo');
      expect(JSON.stringify(bo.messages)).not.toContain('former');
      bo.say(post('on'));
      expect((await bo.next('accepted')).seq).toBeGreaterThan(10);
    }, 60_000);
  });

  it('erases from the command line what nodes then let go', async () => {
    const { folder } = place();
    const address = await postgres.createSchema();
    await using server = await startChatServer({ log: address });
    const ann = await server.enter('Ann Secret');
    ann.say(post('my secret', 'd1'));
    await ann.next('accepted');
    const { you } = ann.all('welcome')[0]!;
    const words = ['--data', folder, '--', you.id];
    const { sentence } = await runCommand(erase, { words, environment: { WS_CHAT_LOG: address } });
    expect(sentence).toMatch(/^1 entries of/);
    expect((await ann.closed).code).toBe(4202);
    const bo = await server.enter('Bo');
    expect(JSON.stringify(bo.messages)).not.toMatch(/secret/i);
  }, 60_000);

  it('expires nothing of a log that was put there since it was looked', async () => {
    const { address, log } = await createLog((log) => log.append([draft('old', { at: 1 }), draft('young')]));
    // What was looked up waits for a room that another log is put into.
    const holder = new Client({ connectionString: address });
    await holder.connect();
    onTestFinished(() => holder.end());
    await holder.query('BEGIN; SELECT FROM room FOR UPDATE');
    const told: string[] = [];
    const expired = log.expire(5, (room, seq) => told.push(`${room} ${seq}`));
    await until('an expiry that waits', async () => {
      const waiting = `SELECT FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query LIKE '%FOR UPDATE%'`;
      return (await query(address, waiting)).length > 0;
    });
    await holder.query(`UPDATE meta SET value = 'another' WHERE key = 'epoch'; COMMIT`);
    await expired;
    expect(told).toEqual([]);
    expect(await query(address, 'SELECT seq FROM entry ORDER BY seq')).toHaveLength(2);
  });
});
