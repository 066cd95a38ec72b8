// Copies of what was said, page by page as they are fetched: a room’s as JSON Lines or CSV, a person’s of all rooms.
import type { Participant } from '../../protocol/server-messages.ts';
import type { Archive, TheirPlace } from '../log/archive.ts';
import type { EntryRecord, Log } from '../log/log.ts';
import { entryText, messageText } from '../room/entry-text.ts';
import { byteOrderMark, csvLine } from './csv.ts';

const pageEntries = 500;

/** Who asked is not signed in any more: the copy ends here, and is not whole. */
export class ExportHalted extends Error {
  override readonly name = 'ExportHalted';
}

export interface RoomExport {
  readonly room: string;
  readonly format: 'jsonl' | 'csv';
  /** Nothing of anybody else’s. */
  readonly participant?: string | undefined;
  readonly stands: () => boolean;
}

export async function* exportRoom(
  log: Pick<Log, 'read'>,
  { room, format, participant, stands }: RoomExport,
): AsyncGenerator<string> {
  const line = format === 'csv' ? csvOf : jsonOf;
  yield format === 'csv' ? byteOrderMark + csvLine(columns) : '';
  let after = 0;
  for (;;) {
    if (!stands()) throw new ExportHalted('Who asked for an export is not signed in any more.');
    const { entries, more } = await log.read(room, { after, limit: pageEntries });
    const meant = entries.filter((entry) => participant === undefined || entry.participant === participant);
    if (meant.length > 0) yield meant.map(line).join('');
    if (!more) return;
    after = entries.at(-1)!.seq;
  }
}

export async function* exportPerson(
  archive: Pick<Archive, 'readTheirs'>,
  participant: string,
  stands: () => boolean,
): AsyncGenerator<string> {
  let after: TheirPlace | undefined;
  for (;;) {
    if (!stands()) throw new ExportHalted('Who asked for an export is not signed in any more.');
    const entries = await archive.readTheirs(participant, after, pageEntries);
    if (entries.length > 0) yield entries.map(roomedJsonOf).join('');
    if (entries.length < pageEntries) return;
    after = entries.at(-1)!;
  }
}

/** An entry with its room, as copies of several rooms have it. */
export type RoomedEntry = EntryRecord & { readonly room: string };

function jsonOf(entry: EntryRecord): string {
  return `${entryText(entry)}\n`;
}

export function roomedJsonOf({ room, ...entry }: RoomedEntry): string {
  return `{"room":${JSON.stringify(room)},${entryText(entry).slice(1)}\n`;
}

const columns = ['seq', 'at', 'kind', 'id', 'name', 'role', 'ref', 'text'];

/** How a CSV of several rooms begins, with `roomedCsvOf` for what follows. */
export const roomedCsvHead = byteOrderMark + csvLine(['room', ...columns]);

export function roomedCsvOf({ room, ...entry }: RoomedEntry): string {
  return csvLine([room, ...cellsOf(entry)]);
}

function csvOf(entry: EntryRecord): string {
  return csvLine(cellsOf(entry));
}

function cellsOf({ seq, at, kind, author, body, ref }: EntryRecord): readonly (string | number)[] {
  const { id, name, role } = JSON.parse(author) as Participant;
  const { emoji, option = '' } = JSON.parse(body) as { readonly emoji?: string; readonly option?: number };
  const said = messageText(body) || (emoji ?? option);
  return [seq, new Date(at).toISOString(), kind, id, name, role, ref ?? '', said];
}
