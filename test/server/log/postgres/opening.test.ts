import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { LogUnavailable } from '../../../../server/log/log.ts';
import { openPostgresLog } from '../../../../server/log/postgres/postgres-log.ts';
import { draft } from '../../../support/drafts.ts';
import { endsWithTest } from '../../../support/ends-with-test.ts';
import { ownPostgres } from '../../../support/own-postgres.ts';
import { postgresIsHere, query } from '../../../support/postgres.ts';
import { freePort } from '../../../support/free-port.ts';
import { temporaryFolder } from '../../../support/temporary-folder.ts';
import { until } from '../../../support/until.ts';

describe.skipIf(!postgresIsHere)('opening the log in Postgres', () => {
  const postgres = ownPostgres();

  const refusal = async (address: string): Promise<string> => {
    const error: unknown = await openPostgresLog(address).then(
      () => undefined,
      (reason: unknown) => reason,
    );
    expect(error).toBeInstanceOf(LogUnavailable);
    expect(String(error)).not.toContain(new URL(postgres.engine.address()).password);
    return (error as Error).message;
  };

  it('makes the tables once, however many nodes start at once', async () => {
    const address = await postgres.engine.createSchema();
    const logs = await Promise.all(Array.from({ length: 6 }, () => postgres.open(address)));
    expect(new Set(logs.map(({ epoch }) => epoch)).size).toBe(1);
    expect(logs[0]!.epoch).toMatch(/^[\da-f-]{36}$/);
    for (const [index, log] of logs.entries())
      expect(await log.append([draft(`${index}`)])).toEqual([{ outcome: 'committed', seq: index + 1 }]);
  });

  it('makes them anew after the server died in the middle', async () => {
    const address = await postgres.engine.createSchema();
    // The step is made, and waits for what comes after it in its transaction.
    await query(
      address,
      `CREATE FUNCTION wait() RETURNS event_trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM pg_sleep(60); END $$`,
      `CREATE EVENT TRIGGER wait ON ddl_command_end WHEN TAG IN ('CREATE TRIGGER') EXECUTE FUNCTION wait()`,
    );
    const opened = refusal(address);
    await until('the making of the tables', async () => {
      const asleep = `SELECT FROM pg_stat_activity WHERE wait_event = 'PgSleep'`;
      return (await query(address, asleep)).length > 0;
    });
    await postgres.engine.kill();
    expect(await opened).toMatch(
      /Postgres cannot be reached at 127\.0\.0\.1:\d+\/postgres \(.*\)\. Check that/,
    );
    await postgres.engine.start();
    await query(address, 'DROP EVENT TRIGGER wait');
    const log = await postgres.open(address);
    expect(await log.append([draft('one')])).toEqual([{ outcome: 'committed', seq: 1 }]);
  });

  it('refuses a log of a newer version', async () => {
    const address = await postgres.engine.createSchema();
    await (await openPostgresLog(address)).close();
    await query(address, `UPDATE meta SET value = '99' WHERE key = 'schema'`);
    expect(await refusal(address)).toMatch(
      /^The log in 127\.0\.0\.1:\d+\/postgres was written by a newer ws-chat \(schema 99; this one knows \d+\)\. Install that version again, or name another database\.$/,
    );
  });

  it('refuses tables that are not its own', async () => {
    const address = await postgres.engine.createSchema();
    await query(address, 'CREATE TABLE room (number integer)');
    expect(await refusal(address)).toMatch(
      /holds tables that are not those of ws-chat \(.*room.*\)\. Name a database/,
    );
    expect(await query(address, `SELECT to_regclass('meta') AS meta`)).toEqual([{ meta: null }]);
  });

  it('names the cure where it is not let in', async () => {
    const address = new URL(postgres.engine.address());
    address.password = 'wrong';
    expect(await refusal(address.href)).toMatch(
      /does not let us in \(password .*\)\. Check user and password/,
    );
  });

  it('names the cure where there is no such database, schema or server', async () => {
    const address = new URL(postgres.engine.address('nowhere'));
    expect(await refusal(address.href)).toMatch(/^There is no such schema in .*Make it with CREATE SCHEMA/);
    address.pathname = '/nowhere';
    expect(await refusal(address.href)).toMatch(
      /^There is no such database at .*"nowhere".*Make it, or name/,
    );
    address.port = `${await freePort()}`;
    expect(await refusal(address.href)).toMatch(
      /^Postgres cannot be reached at .*ECONNREFUSED.*Check that it runs/,
    );
  });

  it.each(['chat.example.com', 'https://chat.example.com', 'postgres://chat@host/db?sslrootcert=/nowhere'])(
    'refuses %s as an address',
    async (address) => {
      expect(await refusal(address)).toMatch(
        /^The address of the log cannot be used \(.*\)\. It looks like this: /,
      );
    },
  );

  it('names the cure where its user may not make tables, or has no connection left', async () => {
    const address = new URL(postgres.engine.address());
    await query(
      address.href,
      `CREATE ROLE visitor LOGIN PASSWORD 'v'`,
      `CREATE ROLE busy LOGIN PASSWORD 'v' CONNECTION LIMIT 1`,
    );
    address.password = 'v';
    address.username = 'visitor';
    expect(await refusal(address.href)).toMatch(
      /does not allow what the log needs \(.*\)\. Make its user the owner/,
    );
    address.username = 'busy';
    await query(postgres.engine.address(), 'GRANT ALL ON SCHEMA public TO busy');
    expect(await refusal(address.href)).toMatch(
      /has no connection left \(too many connections .*\)\. Raise max_connections/,
    );
  });

  it('refuses a database that cannot hold every text', async () => {
    const address = new URL(postgres.engine.address());
    await query(address.href, `CREATE DATABASE old ENCODING 'LATIN1' TEMPLATE template0`);
    address.pathname = '/old';
    expect(await refusal(address.href)).toMatch(
      /keeps text as LATIN1, .* CREATE DATABASE name ENCODING 'UTF8'/,
    );
  });

  it('refuses a server that does not sync what it writes', async () => {
    const address = await postgres.engine.createSchema();
    await postgres.set('fsync', 'off');
    await until(
      'the setting',
      async () => (await query<{ fsync: string }>(address, 'SHOW fsync'))[0]!.fsync === 'off',
    );
    expect(await refusal(address)).toMatch(
      /runs with fsync = off and would lose messages .* Set fsync = on\.$/,
    );
  });

  it('goes by TLS where its address says so, to a server that it can trust', async () => {
    const address = await postgres.engine.createSchema();
    const make = `openssl req -x509 -newkey rsa:2048 -nodes -days 1 -subj /CN=chat -addext subjectAltName=IP:127.0.0.1 -keyout server.key -out server.crt && chmod 600 server.key`;
    await query(address, `COPY (SELECT 1) TO PROGRAM '${make}'`);
    await postgres.set('ssl', 'on');
    const folder = endsWithTest(temporaryFolder());
    const [file] = await query<{ text: string }>(address, `SELECT pg_read_file('server.crt') AS text`);
    writeFileSync(join(folder.path, 'server.crt'), file!.text);
    const trusted = `${address}&sslmode=verify-full&sslrootcert=${join(folder.path, 'server.crt')}`;
    const log = await until('a server that speaks TLS', () => postgres.open(trusted).catch(() => undefined));
    await log.append(Array.from({ length: 500 }, (_, index) => draft(`${index}`.padEnd(400, '.'))));
    const sessions = await query<{ ssl: boolean }>(
      address,
      `SELECT ssl FROM pg_stat_ssl JOIN pg_stat_activity USING (pid) WHERE application_name = 'ws-chat'`,
    );
    expect(sessions).toEqual([{ ssl: true }, { ssl: true }, { ssl: true }]);
    expect(await refusal(`${address}&sslmode=verify-full`)).toMatch(
      /shows a certificate that is not trusted \(self-signed certificate.*\)\. Name the one that signed it/,
    );
  });

  it('has no use for a server that takes no writes', async () => {
    const address = await postgres.engine.createSchema();
    await (await openPostgresLog(address)).close();
    await postgres.set('default_transaction_read_only', 'on');
    expect(await refusal(address)).toMatch(
      /takes no writes: it stands by for another, or was set to read only/,
    );
  });

  it('has on disk what it acknowledged, also where the server was set to take its time', async () => {
    const address = await postgres.engine.createSchema();
    await postgres.set('synchronous_commit', 'off');
    await postgres.set('wal_writer_delay', `'10s'`);
    const log = await postgres.open(address);
    await log.append([draft('one')]);
    await postgres.engine.kill();
    await postgres.engine.start();
    const page = await until('the log', () =>
      log.read('lobby', { after: 0, limit: 9 }).catch(() => undefined),
    );
    expect(page.head).toBe(1);
  });
});

describe.skipIf(!postgresIsHere)('an open log in Postgres', () => {
  const postgres = ownPostgres();

  it('writes something else at each probe', async () => {
    const address = await postgres.engine.createSchema();
    const log = await postgres.open(address);
    const probed = async () => {
      await log.probe();
      return (await query<{ value: string }>(address, `SELECT value FROM meta WHERE key = 'probe'`))[0]!
        .value;
    };
    expect(await probed()).not.toBe(await probed());
  });

  it('rejects what Postgres refuses with a sentence, and leaves nothing of the batch', async () => {
    const address = await postgres.engine.createSchema();
    const log = await postgres.open(address);
    const refused = draft('refused', { body: null as never });
    await expect(log.append([draft('one'), draft('two', { room: 'garden' }), refused])).rejects.toThrow(
      /^The log in 127\.0\.0\.1:\d+\/postgres failed: null value in column "body" .*\.$/,
    );
    expect(await query(address, 'SELECT FROM room')).toEqual([]);
    expect(await log.append([draft('three')])).toEqual([{ outcome: 'committed', seq: 1 }]);
  });

  it('has an audit log that only grows', async () => {
    const address = await postgres.engine.createSchema();
    const log = await postgres.open(address);
    await log.changeStanding({
      room: 'lobby',
      audit: { at: 1, by: 'mo', act: 'ban', whom: 'bo', why: 'spam' },
    });
    for (const sql of [
      'DELETE FROM audit',
      'TRUNCATE audit',
      `UPDATE audit SET why = ''`,
      'UPDATE audit SET at = 2',
    ])
      await expect(query(address, sql)).rejects.toThrow('the audit log only grows');
  });

  it('keeps a reason that holds a NUL, which Postgres does not, with another sign in its place', async () => {
    const log = await postgres.open(await postgres.engine.createSchema());
    await log.changeStanding({
      room: 'lobby',
      impose: [{ kind: 'ban', subject: 'b\0', by: 'owner' }],
      audit: { at: 1, by: 'mo', act: 'ban', many: ['b\0', 'c'], why: 'a\0b' },
    });
    const [line] = await log.readAudit('lobby', 9, 1);
    expect([line!.why, line!.many]).toEqual(['a\uFFFDb', ['b\uFFFD', 'c']]);
    expect(await log.findRooms({ named: 'lob\0by', patterns: ['\0*'], after: '\0', limit: 9 })).toEqual([]);
  });

  it('rejects everything after it was closed', async () => {
    const log = await openPostgresLog(await postgres.engine.createSchema());
    await log.close();
    for (const act of [
      () => log.append([draft('late')]),
      () => log.heads([]),
      () => log.probe(),
      () => log.readKeeping(0),
    ])
      await expect(act()).rejects.toThrow('The log was closed.');
    await log.close();
  });

  it('reads no more of a room than a batch is about, however little the server knows of it', async () => {
    const address = await postgres.engine.createSchema();
    const log = await postgres.open(address);
    for (let batch = 0; batch < 20; batch++)
      await log.append(Array.from({ length: 250 }, (_, index) => draft(`${batch}-${index}`)));
    // Of the newest messages: a look through the room, from its first one on, would end there.
    const acts = Array.from({ length: 20 }, (_, index) => {
      const ref = 5_000 - index;
      return draft('', { draftId: `r${ref}`, kind: 'removal', ref, body: `{"ref":${ref}}` });
    });
    await log.append(acts);
    await log.close();
    // What a session has counted it tells at its end at the latest.
    await until('the end of our sessions', async () => {
      const ours = `SELECT FROM pg_stat_activity WHERE application_name = 'ws-chat'`;
      return (await query(address, ours)).length === 0;
    });
    const [row] = await query<{ read: string }>(
      address,
      `SELECT sum(idx_tup_read) + (SELECT seq_tup_read FROM pg_stat_user_tables WHERE relid = 'entry'::regclass) AS read
       FROM pg_stat_user_indexes WHERE relid = 'entry'::regclass`,
    );
    expect(Number(row!.read)).toBeGreaterThan(20);
    expect(Number(row!.read)).toBeLessThan(500);
  });
});
