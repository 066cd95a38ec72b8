// What was said, as lines for people and programs: as of one moment, whether the server runs or not.
import { randomUUID } from 'node:crypto';
import { createWriteStream, existsSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { closest } from '../config/closest.ts';
import { UsageError } from '../config/config-error.ts';
import { roomedCsvHead, roomedCsvOf, roomedJsonOf } from '../console/export.ts';
import { LogUnavailable } from '../log/log.ts';
import { readBackUp, type BackUpReader } from '../log/open-log.ts';
import { copyLogTo } from './backup.ts';
import { jsonOption, lastOf, type Call, type Command, type Outcome } from './command.ts';
import { passingFile } from './passing-file.ts';

export const exportLog: Command = {
  name: 'export',
  operands: ['FILE'],
  options: [
    { flag: '--room', value: 'ROOM', help: 'This room alone; repeat for more. Default: all rooms.' },
    {
      flag: '--format',
      value: 'jsonl|csv',
      help: 'One line of JSON for each entry, or a table. Default: csv for a FILE that ends so, else jsonl.',
    },
    jsonOption,
  ],
  settings: ['data', 'log'],
  help: 'Write what was said to a new file, or to standard output where FILE is a hyphen.',
  more: 'It is of one moment, while the server runs or not, and the lines are as on the wire, each with its room. What somebody took back or had erased is not in it. ws-chat import reads the lines of JSON.',
  example: 'ws-chat export --config ws-chat.json --room lobby lobby.csv',
  run: writeExport,
};

type Format = 'jsonl' | 'csv';

async function writeExport(call: Call): Promise<Outcome> {
  const [path = ''] = call.operands;
  const isStream = path === '-';
  if (isStream && call.options.has('--json'))
    throw new UsageError('--json: with FILE as a hyphen standard output is the export itself. Name a file.');
  const format = formatOf(lastOf(call, '--format'), path);
  const place = call.settings();
  const file = resolve(path);
  if (!isStream && existsSync(file)) throw inTheWay(path);
  // Beside the log, where the server that runs can write too.
  const folder = resolve(existsSync(place.data) ? place.data : tmpdir());
  using copy = passingFile(join(folder, `export-${randomUUID()}.sqlite`));
  await copyLogTo(place, copy.path, (done, all) => call.onProgress('Copied', done, all));
  using backUp = await readBackUp(copy.path);
  const rooms = call.options.get('--room')?.map((room) => known(room, backUp)) ?? backUp.rooms;
  let entries = 0;
  const filled = new Set<string>();
  const lines = linesOf(backUp, rooms, format, (room, count) => {
    entries += count;
    filled.add(room);
    call.onProgress('Exported', entries, backUp.entries);
  });
  if (isStream) {
    await writeStream(lines, call);
    return {};
  }
  await writeFile(lines, file, path);
  return {
    sentence: `${entries} entries of ${filled.size} ${filled.size === 1 ? 'room' : 'rooms'} are in ${file}.`,
    json: { file, rooms: filled.size, entries },
  };
}

function formatOf(text: string | undefined, path: string): Format {
  if (text === undefined) return path.endsWith('.csv') ? 'csv' : 'jsonl';
  if (text === 'jsonl' || text === 'csv') return text;
  throw new UsageError(`--format ${text}: must be jsonl or csv.`);
}

function known(room: string, { rooms }: BackUpReader): string {
  if (rooms.includes(room)) return room;
  const near = closest(room, rooms);
  throw new LogUnavailable(
    `--room ${room}: nothing was ever said in a room of that name. ${near === undefined ? 'Leave --room out for all rooms.' : `Did you mean ${near}?`}`,
  );
}

async function* linesOf(
  backUp: BackUpReader,
  rooms: readonly string[],
  format: Format,
  onEntries: (room: string, count: number) => void,
): AsyncGenerator<string> {
  const line = format === 'csv' ? roomedCsvOf : roomedJsonOf;
  if (format === 'csv') yield roomedCsvHead;
  for (const room of new Set(rooms))
    for await (const entries of backUp.entriesOf(room)) {
      onEntries(room, entries.length);
      yield entries.map((entry) => line({ ...entry, room })).join('');
    }
}

async function writeStream(lines: AsyncGenerator<string>, { terminal }: Call): Promise<void> {
  try {
    await pipeline(Readable.from(lines), terminal.output, { end: false });
  } catch (error) {
    // Whoever read it, has read enough.
    if ((error as NodeJS.ErrnoException).code !== 'EPIPE') throw error;
  }
}

async function writeFile(lines: AsyncGenerator<string>, file: string, path: string): Promise<void> {
  try {
    // Everything that was said, for this user alone.
    await pipeline(Readable.from(lines), createWriteStream(file, { flags: 'wx', mode: 0o600 }));
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST') throw inTheWay(path);
    rmSync(file, { force: true });
    throw code === undefined
      ? error
      : new LogUnavailable(
          `The export ${path} could not be written (${message}). Name a writable folder with enough space, and try again.`,
        );
  }
}

function inTheWay(path: string): LogUnavailable {
  return new LogUnavailable(`There is a file ${path} already. Name another one, or remove it first.`);
}
