// A log in Postgres that is filled. While it is filled over several transactions it has no epoch, but a mark of
// whose copy it becomes: no node serves a log without an epoch, nor writes to it.
import { statement, type Question, type Session } from '../postgres/session.ts';
import type { LogTarget } from './copying.ts';
import { isNumbered, named, tables, type Row, type Table } from './tables.ts';

export class PostgresTarget implements LogTarget {
  readonly #session: Session;
  readonly #write: (question: Question) => Promise<unknown>;

  /** `write` has a transaction for each piece, or one around all. */
  constructor(session: Session, write: (question: Question) => Promise<unknown>) {
    this.#session = session;
    this.#write = write;
  }

  async lastOf(table: Table): Promise<Row | undefined> {
    const key = named(table.key);
    const backwards = table.key.map((column) => `"${column}" DESC`).join(', ');
    const newest: Question<Row> = {
      text: `SELECT ${key} FROM ${table.name} ORDER BY ${backwards} LIMIT 1`,
    };
    const [[last]] = await this.#session.send(newest);
    return last;
  }

  async write({ name, columns }: Table, rows: readonly Row[]): Promise<void> {
    const keys = Object.keys(columns);
    const lists = keys.map((key, index) => `$${index + 1}::${columns[key]}[]`);
    // Where the source changed since its copy was broken off, what is there is compared in the end.
    const insert = statement(
      `copy_into_${name}`,
      `INSERT INTO ${name} (${named(keys)}) SELECT * FROM unnest(${lists.join(', ')}) ON CONFLICT DO NOTHING`,
    );
    await this.#write(insert(...keys.map((key) => rows.map((row) => row[key]))));
  }
}

/** Any number does that nobody else uses. */
const copying = 7_727_346_143;

/**
 * Waits until no other copy is written in this database. What one asked that was killed may still be done after it,
 * and must be over before another one looks.
 */
export const onlyOne: Question = { text: `SELECT pg_advisory_lock(${copying})` };

/** Keeps every writer out, and lets those go on who read. What is locked first is what every change locks first. */
export const lockOut: Question = {
  text: `LOCK TABLE room, meta, secret, ${tables.map(({ name }) => name).join(', ')} IN EXCLUSIVE MODE`,
};

/** Takes all that is there, what only grows too. Readers still see it until the commit. */
export const clear: readonly Question[] = [
  { text: 'ALTER TABLE audit DISABLE TRIGGER audit_stays' },
  ...tables.toReversed().map(({ name }) => ({ text: `DELETE FROM ${name}` })),
  { text: 'ALTER TABLE audit ENABLE TRIGGER audit_stays' },
];

/** Numbers that are given from now on are higher than all that are there, and than those that were given. */
export const numberOn: readonly Question[] = tables.filter(isNumbered).map(({ name }) => ({
  text: `SELECT setval(name::regclass, greatest(nextval(name::regclass), (SELECT coalesce(max(id), 0) + 1 FROM ${name})), false)
    FROM pg_get_serial_sequence('${name}', 'id') AS sequence (name)`,
}));

export const takeEpoch: Question = { text: `DELETE FROM meta WHERE key = 'epoch'` };

export const setEpoch = statement(
  'copy_epoch',
  `INSERT INTO meta (key, value) VALUES ('epoch', $1) ON CONFLICT (key) DO UPDATE SET value = excluded.value`,
);

/** Those who keep the chat are others: whoever runs looks. */
export const bumpKeeping: Question = {
  text: `UPDATE meta SET value = (value::bigint + 1)::text WHERE key = 'keeping'`,
};

export const mark = statement('copy_mark', `INSERT INTO meta (key, value) VALUES ('copy of', $1)`);
export const unmark: Question = { text: `DELETE FROM meta WHERE key = 'copy of'` };

/** What a log is: whole, or the begun copy of the one with this epoch; and whether anybody ever used it. */
export interface Found {
  readonly epoch: string | null;
  readonly copyOf: string | null;
  readonly used: boolean;
}

export const find: Question<Found> = {
  text: `SELECT
    (SELECT value FROM meta WHERE key = 'epoch') AS epoch,
    (SELECT value FROM meta WHERE key = 'copy of') AS "copyOf",
    EXISTS (SELECT FROM room) OR EXISTS (SELECT FROM staff) OR EXISTS (SELECT FROM setting) AS used`,
};

/** What was overwritten or taken leaves the files. */
export const sweep: Question = {
  text: `VACUUM (INDEX_CLEANUP ON) ${tables.map(({ name }) => name).join(', ')}`,
};
