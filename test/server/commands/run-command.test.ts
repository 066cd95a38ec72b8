import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import { backup } from '../../../server/commands/backup.ts';
import { consoleLink } from '../../../server/commands/console-link.ts';
import type { Command } from '../../../server/commands/command.ts';
import { erase } from '../../../server/commands/erase.ts';
import { exportLog } from '../../../server/commands/export.ts';
import { importLog } from '../../../server/commands/import.ts';
import { restore } from '../../../server/commands/restore.ts';
import { runCommand } from '../../../server/commands/run-command.ts';
import { openLog } from '../../../server/log/open-log.ts';
import { openForReading } from '../../../server/log/sqlite/open-database.ts';
import { startChatServer } from '../../support/chat-server.ts';
import { runCommand as runProgram } from '../../support/command.ts';
import { openLink } from '../../support/console.ts';
import { draft } from '../../support/drafts.ts';
import { post } from '../../support/house.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const everything = { before: Number.MAX_SAFE_INTEGER, limit: 1_000_000 };

/** What a command says of its outcome. */
async function command(command: Command, data: string, ...words: string[]): Promise<string> {
  const outcome = await runCommand(command, { words: ['--data', data, ...words], environment: {} });
  return outcome.sentence!;
}

/** What the log in a folder holds of the lobby, and its epoch. */
async function contents(data: string) {
  const log = await openLog({ data });
  const { entries } = await log.read('lobby', everything);
  await log.close();
  return { epoch: log.epoch, draftIds: entries.map(({ draftId }) => draftId), entries };
}

/** A folder with a log of these texts in its lobby. */
async function write(data: string, ...texts: string[]): Promise<void> {
  const log = await openLog({ data });
  await log.append(texts.map((text) => draft(text, { draftId: text })));
  await log.close();
}

describe('backup', () => {
  it('holds every message that was acknowledged before it began, while people go on writing', async () => {
    using folder = temporaryFolder();
    const copy = join(folder.path, 'copy.sqlite');
    await using server = await startChatServer({ postBurst: 100_000, postsPerSecond: 100_000 });
    const ann = await server.enter('Ann');
    let written = 0;
    const writeOn = () => ann.say({ ...post(`message ${written++}`), draftId: `d${written}` });
    ann.socket.on('message', (data: Buffer) => {
      if (data.toString().startsWith('{"type":"accepted"')) writeOn();
    });
    for (let flight = 0; flight < 16; flight++) writeOn();
    while (ann.all('accepted').length < 200) await ann.next('accepted');

    const before = ann.all('accepted').map(({ draftId }) => draftId);
    await command(backup, server.data, copy);
    expect(ann.all('accepted').length).toBeGreaterThan(before.length);
    ann.cut();
    await server.close();

    const elsewhere = join(folder.path, 'elsewhere');
    await command(restore, elsewhere, copy);
    const restored = await contents(elsewhere);
    expect(before.filter((draftId) => !restored.draftIds.includes(draftId))).toEqual([]);
    expect(new Set(restored.draftIds).size).toBe(restored.draftIds.length);
    expect(restored.epoch).not.toBe((await contents(server.data)).epoch);
  });

  it('is made without a server as well', async () => {
    using folder = temporaryFolder();
    const [data, copy] = [join(folder.path, 'data'), join(folder.path, 'copy.sqlite')];
    await write(data, 'one', 'two');
    expect(await command(backup, data, copy)).toBe(`The log is backed up in ${copy}.`);
    const elsewhere = join(folder.path, 'elsewhere');
    await command(restore, elsewhere, copy);
    expect((await contents(elsewhere)).draftIds).toEqual(['one', 'two']);
  });

  it('is one file, for its owner alone', async () => {
    using folder = temporaryFolder();
    const data = join(folder.path, 'data');
    await write(data, 'one');
    mkdirSync(join(folder.path, 'copies'));
    const copy = join(folder.path, 'copies', 'copy.sqlite');
    await command(backup, data, copy);
    expect(readdirSync(join(folder.path, 'copies'))).toEqual(['copy.sqlite']);
    expect(statSync(copy).mode & 0o777).toBe(0o600);
  });

  it('overwrites nothing', async () => {
    using folder = temporaryFolder();
    const [data, copy] = [join(folder.path, 'data'), join(folder.path, 'letter')];
    await write(data, 'one');
    writeFileSync(copy, 'to my aunt');
    await expect(command(backup, data, copy)).rejects.toThrow(
      `There is a file ${copy} already. Name another one, or remove it first.`,
    );
    expect(readFileSync(copy, 'utf8')).toBe('to my aunt');
  });

  it('says what a running server has against it', async () => {
    await using server = await startChatServer();
    const copy = join(server.data, 'no', 'such', 'folder');
    await expect(command(backup, server.data, copy)).rejects.toThrow(
      /could not be written .* Name a writable folder/,
    );
  });

  it('does not make a log where there is none', async () => {
    using folder = temporaryFolder();
    await expect(command(backup, folder.path, join(folder.path, 'copy'))).rejects.toThrow(
      /There is no log in the folder .* --data/,
    );
    expect(readdirSync(folder.path)).toEqual([]);
  });
});

describe('restore', () => {
  /** A folder with a back-up of a log that says `backed up`. */
  async function backedUp() {
    const folder = temporaryFolder();
    const copy = join(folder.path, 'copy.sqlite');
    await write(join(folder.path, 'original'), 'backed up');
    await command(backup, join(folder.path, 'original'), copy);
    return {
      folder,
      copy,
      data: join(folder.path, 'data'),
      [Symbol.dispose]: () => folder[Symbol.dispose](),
    };
  }

  it('lets no client continue where the former log ended', async () => {
    using place = await backedUp();
    await command(restore, place.data, place.copy);
    const former = await contents(join(place.folder.path, 'original'));
    expect((await contents(place.data)).epoch).not.toBe(former.epoch);
    expect(await contents(join(place.folder.path, 'original'))).toEqual(former);
  });

  it('leaves a log that is there alone', async () => {
    using place = await backedUp();
    await write(place.data, 'newer');
    await expect(command(restore, place.data, place.copy)).rejects.toThrow(
      /There is a log .* already. Add --replace/,
    );
    expect((await contents(place.data)).draftIds).toEqual(['newer']);
  });

  it('puts a former log aside when it is told to replace it', async () => {
    using place = await backedUp();
    await write(place.data, 'newer');
    const sentence = await command(restore, place.data, place.copy, '--replace');
    expect((await contents(place.data)).draftIds).toEqual(['backed up']);
    const aside = /The former log is (\S+) now/.exec(sentence)![1]!;
    const database = new DatabaseSync(aside);
    expect(database.prepare('SELECT draft FROM entry').all()).toEqual([{ draft: 'newer' }]);
    database.close();
  });

  it('is not disturbed by what a killed server left beside the former log', async () => {
    using place = await backedUp();
    await write(place.data, 'newer');
    const path = join(place.data, 'log.sqlite');
    // A server that was killed leaves its last commits in the write-ahead log.
    const database = new DatabaseSync(path);
    database.exec("UPDATE meta SET value = 'another'");
    writeFileSync(`${path}-left`, readFileSync(`${path}-wal`));
    database.close();
    writeFileSync(`${path}-wal`, readFileSync(`${path}-left`));
    await command(restore, place.data, place.copy, '--replace');
    expect((await contents(place.data)).draftIds).toEqual(['backed up']);
  });

  it('works on no log that a server uses', async () => {
    using place = await backedUp();
    await using server = await startChatServer();
    await expect(command(restore, server.data, place.copy, '--replace')).rejects.toThrow(
      /Another process is using the log .* Stop it first/,
    );
  });

  it.each([
    ['no file', () => {}, /cannot be used \(.*Name another one\.$/],
    [
      'no database',
      (path: string) => writeFileSync(path, 'to my aunt. '.repeat(1_000)),
      /not a database.*Name another one\.$/,
    ],
    [
      'another database',
      (path: string) => {
        const database = new DatabaseSync(path);
        database.exec('CREATE TABLE aunt (name TEXT)');
        database.close();
      },
      /is no back-up of a ws-chat log\. Name a file/,
    ],
  ])('takes %s for a back-up', async (_what, make, sentence) => {
    using folder = temporaryFolder();
    const file = join(folder.path, 'file');
    make(file);
    await expect(command(restore, join(folder.path, 'data'), file)).rejects.toThrow(sentence);
    expect(existsSync(join(folder.path, 'data', 'log.sqlite'))).toBe(false);
  });

  it('takes no back-up in which a byte changed', async () => {
    using place = await backedUp();
    const bytes = readFileSync(place.copy);
    bytes[bytes.indexOf('backed up"}')] = 'h'.charCodeAt(0);
    writeFileSync(place.copy, bytes);
    await expect(command(restore, place.data, place.copy)).rejects.toThrow(
      /entries are not as they were written/,
    );
  });
});

describe('erase', () => {
  it('erases in the server that runs, and sends everyone back for what is left', async () => {
    await using server = await startChatServer();
    const ann = await server.enter('Ann Secret');
    ann.say({ ...post('my secret'), draftId: 'd1' });
    await ann.next('accepted');
    const { you, epoch } = ann.all('welcome')[0]!;
    expect(await command(erase, server.data, '--', you.id)).toBe(
      `1 entries of ${you.id} are erased. Back-ups that were made before still hold them.`,
    );
    expect((await ann.closed).code).toBe(4202);
    const bo = server.connect();
    bo.say({ type: 'hello', name: 'Bo', since: { epoch, seq: 1 } });
    const welcome = await bo.next('welcome');
    expect([welcome.resumed, 'why' in welcome && welcome.why]).toEqual([false, 'epoch']);
    expect(JSON.stringify(welcome)).not.toMatch(/secret/i);
  });

  it('tells nobody what was erased, though a copy of it could not be given up yet', async () => {
    await using server = await startChatServer();
    const ann = await server.enter('Ann Secret');
    ann.say({ ...post('my secret'), draftId: 'd1' });
    await ann.next('accepted');
    const { you, epoch } = ann.all('welcome')[0]!;
    const reading = openForReading(join(server.data, 'log.sqlite'));
    reading.exec('BEGIN; SELECT * FROM entry');
    await expect(command(erase, server.data, '--', you.id)).rejects.toThrow('a copy is still in use');
    reading.close();
    expect((await ann.closed).code).toBe(4202);
    const bo = server.connect();
    bo.say({ type: 'hello', name: 'Bo', since: { epoch, seq: 1 } });
    const welcome = await bo.next('welcome');
    expect([welcome.resumed, 'why' in welcome && welcome.why]).toEqual([false, 'epoch']);
    expect(JSON.stringify(welcome)).not.toMatch(/secret/i);
  }, 60_000);

  it('erases without a server as well', async () => {
    using folder = temporaryFolder();
    await write(folder.path, 'one');
    await command(erase, folder.path, 'ann');
    expect(JSON.stringify(await contents(folder.path))).not.toMatch(/Ann/);
  });

  it('says so when there is nothing of theirs', async () => {
    using folder = temporaryFolder();
    await write(folder.path, 'one');
    expect(await command(erase, folder.path, 'bo')).toBe('Nothing in the log is from bo.');
  });
});

describe('console-link', () => {
  it('prints a link that lets an owner in, once', async () => {
    await using server = await startChatServer();
    const sentence = await command(consoleLink, server.data);
    const [, link] = /^Open this within a day .+: (http\S+)$/.exec(sentence)!;
    expect((await openLink(server, link!, 'Olga')).session.you.role).toBe('owner');
    await expect(openLink(server, link!, 'Olga')).rejects.toThrow('bad-key');
  });

  it('says so where no server runs', async () => {
    using folder = temporaryFolder();
    await expect(command(consoleLink, folder.path)).rejects.toThrow(
      `No server runs on the folder ${folder.path}. Start it, or name its data folder with --data.`,
    );
  });
});

describe('a command', () => {
  it('ends with 0 and one line', async () => {
    using folder = temporaryFolder();
    await write(folder.path, 'one');
    using program = runProgram(['erase', 'bo', '--data', folder.path]);
    expect(await program.ended).toEqual({ code: 0, stdout: 'Nothing in the log is from bo.\n', stderr: '' });
  });

  it('ends with 2 and a line that says how it is written', async () => {
    using program = runProgram(['backup']);
    const { code, stdout, stderr } = await program.ended;
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(/^Write it as: ws-chat backup FILE \[--data FOLDER\]\. [^\n]+\.\n$/);
  });

  it('ends with 1 and a line that says what to do', async () => {
    using folder = temporaryFolder();
    using program = runProgram(['erase', 'bo', '--data', folder.path]);
    expect(await program.ended).toEqual({
      code: 1,
      stdout: '',
      stderr: `There is no log in the folder ${folder.path}. Name the data folder of the server with --data.\n`,
    });
  });

  it('tells its outcome as one line of JSON, where a script asks', async () => {
    await using server = await startChatServer();
    using folder = temporaryFolder();
    const at = (name: string) => join(folder.path, name);
    const asked = async (...given: Parameters<typeof command>) =>
      JSON.parse(await command(...given, '--json')) as unknown;
    const ann = await server.enter('Ann');
    ann.say({ ...post('hello'), draftId: 'd1' });
    await ann.next('accepted');
    const { id } = ann.all('welcome')[0]!.you;
    const { data } = server;
    expect(await asked(backup, data, at('copy'))).toEqual({ file: at('copy') });
    expect(await asked(exportLog, data, at('all'))).toEqual({ file: at('all'), rooms: 1, entries: 1 });
    expect(await asked(consoleLink, data)).toMatchObject({
      link: expect.stringContaining('/console#key=') as unknown,
    });
    expect(await asked(restore, at('one'), at('copy'))).toEqual({ file: at('copy'), entries: 1 });
    expect(await asked(importLog, at('two'), at('all'))).toEqual({ rooms: 1, entries: 1 });
    expect(await asked(importLog, at('two'), at('all'), '--replace')).toEqual({
      ...{ rooms: 1, entries: 1 },
      aside: expect.stringContaining(at('two')) as unknown,
    });
    expect(JSON.parse(await command(erase, data, '--json', '--', id))).toEqual({
      participant: id,
      entries: 1,
    });
  });

  it('knows its settings', async () => {
    await expect(command(backup, 'data', 'file', '--dta', 'x')).rejects.toThrow('Did you mean --data?');
  });
});
