import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { exportLog } from '../../../server/commands/export.ts';
import { lineCharacters } from '../../../server/commands/file-lines.ts';
import { importLog } from '../../../server/commands/import.ts';
import { runCommand } from '../../../server/commands/run-command.ts';
import { openLog } from '../../../server/log/open-log.ts';
import { startChatServer } from '../../support/chat-server.ts';
import { runCommand as runProgram } from '../../support/command.ts';
import { draft } from '../../support/drafts.ts';
import { fill } from '../../support/full-log.ts';
import { post } from '../../support/house.ts';
import { postgresIsHere, startPostgres } from '../../support/postgres.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { nobody } from '../../support/terminal.ts';

const main = fileURLToPath(new URL('../../../server/main.ts', import.meta.url));
const everything = { before: Number.MAX_SAFE_INTEGER, limit: 100_000 };

/** A folder with a log of every kind of entry, in several rooms. */
async function place() {
  const folder = temporaryFolder();
  const data = join(folder.path, 'data');
  const log = await openLog({ data });
  await fill(log, 2_500);
  await log.close();
  return {
    data,
    file: (name: string) => join(folder.path, name),
    [Symbol.dispose]: () => folder[Symbol.dispose](),
  };
}

async function write(data: string, file: string, ...words: string[]): Promise<string> {
  const all = ['--data', data, ...words, file];
  return (await runCommand(exportLog, { words: all, environment: {} })).sentence!;
}

async function take(data: string, file: string, ...words: string[]): Promise<string> {
  const all = ['--data', data, ...words, file];
  return (await runCommand(importLog, { words: all, environment: {} })).sentence!;
}

const linesOf = (file: string) =>
  readFileSync(file, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as { room: string; seq: number; type: string; text?: string });

describe('an export', () => {
  it('has every entry of every room, in order, as it is on the wire', async () => {
    using at = await place();
    const file = at.file('all.jsonl');
    const said = await write(at.data, file);
    const lines = linesOf(file);
    expect(said).toBe(`${lines.length} entries of 3 rooms are in ${file}.`);
    const log = await openLog({ data: at.data });
    for (const room of ['lobby', 'attic', 'empty', 'crowd']) {
      const { entries } = await log.read(room, everything);
      const theirs = lines.filter((line) => line.room === room);
      expect(theirs.map(({ seq, type }) => [seq, type])).toEqual(entries.map(({ seq, kind }) => [seq, kind]));
    }
    await log.close();
    expect(JSON.stringify(lines)).not.toMatch(/"taken"|of who goes|Zed/);
    expect(lines.find(({ seq, room }) => room === 'lobby' && seq === 1)).toEqual({
      ...{ room: 'lobby', type: 'message', seq: 1, at: 1_790_000_000_000, draftId: 'draft-one' },
      ...{ from: { id: 'ann', name: 'Ann', role: 'guest' }, text: 'one' },
    });
  });

  it('is of the rooms that are named', async () => {
    using at = await place();
    await write(at.data, at.file('two.jsonl'), '--room', 'attic', '--room', 'lobby');
    expect([...new Set(linesOf(at.file('two.jsonl')).map(({ room }) => room))]).toEqual(['attic', 'lobby']);
  });

  it('says which room may be meant', async () => {
    using at = await place();
    await expect(write(at.data, at.file('x'), '--room', 'loby')).rejects.toThrow(
      '--room loby: nothing was ever said in a room of that name. Did you mean lobby?',
    );
  });

  it('is a table where the file ends so, or where it is told', async () => {
    using at = await place();
    await write(at.data, at.file('attic.csv'), '--room', 'attic');
    await write(at.data, at.file('attic.txt'), '--room', 'attic', '--format', 'csv');
    const table = readFileSync(at.file('attic.csv'), 'utf8');
    expect(readFileSync(at.file('attic.txt'), 'utf8')).toBe(table);
    expect(table).toBe(
      '\ufeff"room","seq","at","kind","id","name","role","ref","text"\r\n' +
        '"attic",3,"2026-09-21T14:13:20.000Z","message","ann","Ann","guest","","new"\r\n' +
        '"attic",4,"2026-09-21T14:13:20.000Z","message","ann","Ann","guest","","not told yet"\r\n',
    );
  });

  it('is taken from a server that runs, and leaves nothing beside its log', async () => {
    using folder = temporaryFolder();
    await using server = await startChatServer();
    const ann = await server.enter('Ann');
    ann.say(post('hello'));
    await ann.next('accepted');
    const before = readdirSync(server.data).sort();
    await write(server.data, join(folder.path, 'all.jsonl'));
    expect(linesOf(join(folder.path, 'all.jsonl'))).toMatchObject([{ room: 'lobby', text: 'hello' }]);
    expect(readdirSync(server.data).sort()).toEqual(before);
  });

  it('is a new file for its owner alone', async () => {
    using at = await place();
    await write(at.data, at.file('all.jsonl'));
    expect(statSync(at.file('all.jsonl')).mode & 0o777).toBe(0o600);
    await expect(write(at.data, at.file('all.jsonl'))).rejects.toThrow(
      /^There is a file .+ already\. Name another/,
    );
    await expect(write(at.data, at.file('no/folder.jsonl'))).rejects.toThrow(
      /^The export .+ could not be written \(.+\)\. Name a writable folder with enough space/,
    );
  });

  it('goes to standard output by a hyphen, also to somebody who has read enough', async () => {
    using at = await place();
    using whole = runProgram(['export', '-', '--data', at.data]);
    const { code, stdout, stderr } = await whole.ended;
    await write(at.data, at.file('all.jsonl'));
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toBe(readFileSync(at.file('all.jsonl'), 'utf8'));
    const child = spawn(process.execPath, [main, 'export', '-', '--data', at.data]);
    child.stdout.once('data', () => child.stdout.destroy());
    expect(await once(child, 'exit')).toEqual([0, null]);
    expect(readdirSync(at.data).filter((name) => name.startsWith('export'))).toEqual([]);
  });

  it.each([
    [['--format', 'xml', 'x'], '--format xml: must be jsonl or csv.'],
    [['-', '--json'], '--json: with FILE as a hyphen standard output is the export itself. Name a file.'],
  ])('cannot be %j', async (words, sentence) => {
    await expect(runCommand(exportLog, { words, environment: {}, ...nobody() })).rejects.toThrow(sentence);
  });

  it('makes no log where there is none', async () => {
    using folder = temporaryFolder();
    await expect(write(folder.path, join(folder.path, 'x'))).rejects.toThrow(/There is no log in the folder/);
    expect(readdirSync(folder.path)).toEqual([]);
  });
});

describe('an import', () => {
  it('makes a log of which the export is the same, to the byte', async () => {
    using at = await place();
    const [data, file, again] = [at.file('other'), at.file('all.jsonl'), at.file('again.jsonl')];
    await write(at.data, file);
    const { length } = linesOf(file);
    expect(await take(data, file)).toBe(`${length} entries of 3 rooms are the log now.`);
    await write(data, again);
    expect(readFileSync(again, 'utf8')).toBe(readFileSync(file, 'utf8'));
    expect(readdirSync(data)).toEqual(['log.sqlite', 'log.sqlite.lock']);
  });

  it('keeps over what was over', async () => {
    using at = await place();
    await write(at.data, at.file('all.jsonl'));
    await take(at.file('other'), at.file('all.jsonl'));
    const log = await openLog({ data: at.file('other') });
    const about = (kind: 'vote' | 'edit' | 'message', ref: number, body: object) =>
      draft('', { kind, ref, draftId: `${kind}-late-${ref}`, body: JSON.stringify({ ref, ...body }) });
    const outcomes = await log.append([
      about('vote', 5, { option: 0 }),
      about('edit', 3, { text: 'back?' }),
      draft('one'),
      draft('next'),
      draft('newest', { room: 'attic' }),
    ]);
    expect(outcomes.map(({ outcome, seq }) => [outcome, seq])).toEqual([
      ['ended', 0],
      ['missing', 0],
      ['twin', 1],
      ['committed', 17],
      ['committed', 5],
    ]);
    await log.close();
  });

  it('knows as expired what was before the first entry of a room', async () => {
    using at = await place();
    await write(at.data, at.file('all.jsonl'));
    await take(at.file('other'), at.file('all.jsonl'));
    const log = await openLog({ data: at.file('other') });
    const expired: unknown[] = [];
    await log.expire(1, (room, seq) => expired.push([room, seq]));
    await log.close();
    expect(expired).toEqual([['attic', 2]]);
  });

  it('is what a server serves', async () => {
    using at = await place();
    await write(at.data, at.file('all.jsonl'));
    await take(at.file('other'), at.file('all.jsonl'));
    await using server = await startChatServer({ data: at.file('other') });
    const ann = await server.enter('Bo');
    const { entries } = ann.all('welcome')[0]! as { entries: readonly { text?: string }[] };
    expect(entries.map(({ text }) => text)).toContain('one');
  });

  it('leaves a log that is there alone, unless it is told to replace it', async () => {
    using at = await place();
    const file = at.file('lobby.jsonl');
    await write(at.data, file, '--room', 'lobby');
    await expect(take(at.data, file)).rejects.toThrow(/^There is a log .+ already\. Add --replace/);
    expect(await take(at.data, file, '--replace')).toMatch(
      /of 1 room are the log now\. The former log is .+ now\.$/,
    );
    expect(readdirSync(at.data).filter((name) => name.startsWith('import'))).toEqual([]);
  });

  const good =
    '{"room":"lobby","type":"message","seq":1,"at":1,"draftId":"d1","from":{"id":"a","name":"A","role":"guest"},"text":"hi"}';
  const with_ = (over: object) => JSON.stringify({ ...(JSON.parse(good) as object), ...over });

  it.each([
    [
      'no JSON',
      'hello',
      /line 1: this is no line of an export \(.+\)\. Take a file that ws-chat export wrote in jsonl\.$/,
    ],
    ['another kind', with_({ type: 'song' }), /line 1: this is no line of an export \(type: /],
    ['a name that is none of a room', with_({ room: '../x' }), /\(room: /],
    ['an author without an id', with_({ from: { name: 'A', role: 'guest' } }), /\(from\.id: /],
    ['a draft id with a quote', with_({ draftId: 'a"b' }), /\(draftId: /],
    ['a message without words', with_({ text: 1 }), /\(text: /],
    ['an edit of nothing', with_({ type: 'edit' }), /\(ref: /],
    [
      'a hole',
      `${good}\n${with_({ seq: 3, draftId: 'd3' })}`,
      /line 2: in lobby, entry 3 comes after 1\. Take a whole export/,
    ],
    ['nothing', '\n', /^There is no entry in .+\. Name a file that ws-chat export wrote\.$/],
  ])('refuses %s, and makes nothing', async (_what, content, sentence) => {
    using folder = temporaryFolder();
    const [data, file] = [join(folder.path, 'data'), join(folder.path, 'file.jsonl')];
    writeFileSync(file, content);
    await expect(take(data, file)).rejects.toThrow(sentence);
    expect(existsSync(data)).toBe(false);
  });

  it('refuses a draft that comes twice, and leaves nothing', async () => {
    using folder = temporaryFolder();
    const [data, file] = [join(folder.path, 'data'), join(folder.path, 'file.jsonl')];
    writeFileSync(file, `${good}\n${with_({ seq: 2 })}`);
    await expect(take(data, file)).rejects.toThrow(
      'In lobby, two entries of one author have the same draftId, which is no log’s. Take a file that ws-chat export wrote.',
    );
    expect(readdirSync(data)).toEqual([]);
  });

  it('refuses a line that is longer than any entry', async () => {
    using folder = temporaryFolder();
    const file = join(folder.path, 'file.jsonl');
    writeFileSync(file, 'x'.repeat(2 * lineCharacters));
    await expect(take(join(folder.path, 'data'), file)).rejects.toThrow(
      /^A line of .+ is longer than any entry\. /,
    );
  });

  it('says that there is no such file', async () => {
    using folder = temporaryFolder();
    await expect(take(folder.path, join(folder.path, 'x.jsonl'))).rejects.toThrow(
      /x\.jsonl cannot be read \(ENOENT.+\)\. Name a readable file\.$/,
    );
  });
});

describe.runIf(postgresIsHere)('over Postgres', () => {
  it('exports and imports the same', async () => {
    await using postgres = await startPostgres();
    using at = await place();
    const [file, again] = [at.file('all.jsonl'), at.file('again.jsonl')];
    await write(at.data, file);
    const environment = { WS_CHAT_LOG: await postgres.createSchema() };
    const there = ['--data', at.file('none')];
    await runCommand(importLog, { words: [file, ...there], environment });
    await runCommand(exportLog, { words: [again, ...there], environment });
    expect(readFileSync(again, 'utf8')).toBe(readFileSync(file, 'utf8'));
    expect(existsSync(at.file('none'))).toBe(false);
  }, 60_000);
});
