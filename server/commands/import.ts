// What `ws-chat export` wrote as lines of JSON, as a log: made as a back-up first, which then takes the log's place.
import { randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { LogUnavailable, ended, type EntryRecord } from '../log/log.ts';
import { restoreLog, writeBackUp } from '../log/open-log.ts';
import { jsonOption, type Call, type Command, type Outcome } from './command.ts';
import { fileLines } from './file-lines.ts';
import { ImportedRooms } from './imported-rooms.ts';
import { passingFile } from './passing-file.ts';
import { readEntryLine, type ReadLine } from './entry-line.ts';

export const importLog: Command = {
  name: 'import',
  operands: ['FILE'],
  options: [
    {
      flag: '--replace',
      help: 'Put a former log aside, or take it out of Postgres. Without this a log that is there stays.',
    },
    jsonOption,
  ],
  settings: ['data', 'log'],
  help: 'Make a log of an export in lines of JSON, where none is yet. Stop the servers first.',
  more: 'Rooms, entries, their numbers, times and authors are as they were. What an export has not, the log has not: bans, modes of rooms, who keeps the chat, the audit log. A back-up has all of it.',
  example: 'ws-chat import --data data chat.jsonl',
  run: readImport,
};

/** Entries that are written at once. */
const pieceEntries = 1_000;

async function readImport({ operands: [path = ''], options, settings, onProgress }: Call): Promise<Outcome> {
  const place = settings();
  const file = resolve(path);
  // Read twice: what comes later says how far each room goes, and which polls are over.
  const rooms = new ImportedRooms();
  for await (const line of linesOf(file, path)) rooms.take(line);
  if (rooms.entries === 0)
    throw new LogUnavailable(`There is no entry in ${path}. Name a file that ws-chat export wrote.`);
  const folder = place.log === undefined ? resolve(place.data) : tmpdir();
  mkdirSync(folder, { recursive: true });
  using copy = passingFile(join(folder, `import-${randomUUID()}.sqlite`));
  await writeBackUp(copy.path, rooms.all, piecesOf(linesOf(file, path), rooms));
  const replace = options.has('--replace');
  const { aside } = await restoreLog(place, {
    ...{ copy: copy.path, replace, now: new Date() },
    onProgress: (done, all) => onProgress('Written', done, all),
  });
  const former = aside === undefined ? '' : ` The former log is ${aside} now.`;
  return {
    sentence: `${rooms.entries} entries of ${rooms.all.length} ${rooms.all.length === 1 ? 'room' : 'rooms'} are the log now.${former}`,
    json: { entries: rooms.entries, rooms: rooms.all.length, ...(aside !== undefined && { aside }) },
  };
}

async function* linesOf(file: string, path: string): AsyncGenerator<ReadLine> {
  let number = 0;
  for await (const text of fileLines(file, path)) {
    number++;
    if (text !== '') yield readEntryLine(text, `${path}, line ${number}`);
  }
}

async function* piecesOf(
  lines: AsyncIterable<ReadLine>,
  rooms: ImportedRooms,
): AsyncGenerator<{ readonly room: string; readonly entries: readonly EntryRecord[] }> {
  let room = '';
  let entries: EntryRecord[] = [];
  for await (const line of lines) {
    if (entries.length === pieceEntries || (line.room !== room && entries.length > 0)) {
      yield { room, entries };
      entries = [];
    }
    room = line.room;
    // The log keeps that a poll is over in the poll itself, too.
    entries.push(rooms.isOver(line) ? ended(line.entry) : line.entry);
  }
  if (entries.length > 0) yield { room, entries };
}
