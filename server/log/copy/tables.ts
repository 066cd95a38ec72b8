// What of a log is copied: its tables, which SQLite and Postgres have alike, in an order in which what is referred
// to comes first. Rooms keep their numbers, so that the sums of entries hold in the copy.
import { sumOf } from '../entry-row.ts';

export type Value = string | number | null;
export type Row = Readonly<Record<string, Value>>;

export interface Table {
  readonly name: string;
  readonly columns: Readonly<Record<string, 'bigint' | 'text'>>;
  /** By which its rows are read, in order; a key of several columns is compared as one. */
  readonly key: readonly string[];
}

/** Rows that are read and written at once: the longest entries make some ten megabytes of them. */
export const rowsAtOnce = 1_000;

export const room: Table = {
  name: 'room',
  columns: { id: 'bigint', name: 'text', head: 'bigint', expired: 'bigint', mode: 'text' },
  key: ['id'],
};

export const entry: Table = {
  name: 'entry',
  columns: {
    room: 'bigint',
    seq: 'bigint',
    kind: 'text',
    participant: 'text',
    draft: 'text',
    at: 'bigint',
    author: 'text',
    body: 'text',
    ref: 'bigint',
    sum: 'bigint',
  },
  key: ['room', 'seq'],
};

export const tables: readonly Table[] = [
  room,
  entry,
  {
    name: 'restraint',
    columns: { room: 'bigint', kind: 'text', subject: 'text', by: 'text', until: 'bigint' },
    key: ['room', 'kind', 'subject'],
  },
  {
    name: 'held',
    columns: { id: 'bigint', room: 'bigint', participant: 'text', draft: 'text', record: 'text' },
    key: ['id'],
  },
  {
    name: 'report',
    columns: {
      id: 'bigint',
      room: 'bigint',
      participant: 'text',
      ref: 'bigint',
      whom: 'text',
      record: 'text',
    },
    key: ['id'],
  },
  {
    name: 'audit',
    columns: {
      id: 'bigint',
      room: 'bigint',
      at: 'bigint',
      by: 'text',
      act: 'text',
      whom: 'text',
      why: 'text',
      until: 'bigint',
    },
    key: ['id'],
  },
  {
    name: 'staff',
    columns: {
      id: 'text',
      name: 'text',
      role: 'text',
      rooms: 'text',
      since: 'bigint',
      revoked: 'bigint',
      seen: 'bigint',
    },
    key: ['id'],
  },
  {
    name: 'pass',
    columns: { hash: 'text', kind: 'text', staff: 'text', until: 'bigint' },
    key: ['hash'],
  },
  { name: 'setting', columns: { room: 'text', value: 'text' }, key: ['room'] },
  { name: 'webhook', columns: { name: 'text', rooms: 'text', state: 'text' }, key: ['name'] },
  {
    name: 'webhook_place',
    columns: { webhook: 'text', room: 'bigint', seq: 'bigint', attempts: 'bigint', since: 'bigint' },
    key: ['webhook', 'room'],
  },
  {
    name: 'dead_letter',
    columns: {
      id: 'bigint',
      webhook: 'text',
      room: 'bigint',
      seq: 'bigint',
      reason: 'text',
      at: 'bigint',
      attempts: 'bigint',
      wanted: 'bigint',
    },
    key: ['id'],
  },
];

/** Whether the database gives its rows their numbers. */
export function isNumbered({ columns }: Table): boolean {
  return columns.id === 'bigint';
}

/** The next rows after a key, or the first ones; `place` writes the placeholder of the value with this number. */
export function selectNext(table: Table, after: Row | undefined, place: (number: number) => string): string {
  const key = named(table.key);
  const places = table.key.map((_column, index) => place(index + 1)).join(', ');
  return `SELECT ${named(Object.keys(table.columns))} FROM ${table.name}
    ${after ? `WHERE (${key}) > (${places})` : ''} ORDER BY ${key} LIMIT ${rowsAtOnce}`;
}

export function keyOf(table: Table, row: Row | undefined): Value[] {
  return row ? table.key.map((column) => row[column]!) : [];
}

export function named(columns: readonly string[]): string {
  return columns.map((column) => `"${column}"`).join(', ');
}

/** Whether an entry is as it was written. */
export function isWhole(row: Row): boolean {
  return sumOf(...(summed.map((column) => row[column]) as Parameters<typeof sumOf>)) === row.sum;
}

const summed = Object.keys(entry.columns).filter((column) => column !== 'sum');
