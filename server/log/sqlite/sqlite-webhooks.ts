// Places of webhooks and their dead letters, in the log’s file: what the writer thread changes, inside of its own
// transactions, and what the reader thread looks up.
import type { DatabaseSync } from 'node:sqlite';
import { placeValues, readLetter, readPlace, type LetterRow, type PlaceRow } from '../webhook-rows.ts';
import type { DeadLetter, DuePlace, DueQuery, LetterQuery, WebhookChange } from '../webhook-store.ts';

const fits = (patterns: string, name: string) =>
  `EXISTS (
     SELECT 1 FROM ${patterns}
     WHERE CASE WHEN value LIKE '%*' THEN instr(${name}, rtrim(value, '*')) = 1 ELSE ${name} = value END
   )`;

export class WebhookWriter {
  readonly #statements: ReturnType<typeof prepareWrites>;

  constructor(database: DatabaseSync) {
    this.#statements = prepareWrites(database);
  }

  /** Within a transaction of the caller’s, as all of these. */
  begin(webhook: string, patterns: readonly string[]): void {
    const { beginAtHeads, keepPatterns } = this.#statements;
    const rooms = JSON.stringify(patterns);
    beginAtHeads.run({ $webhook: webhook, $patterns: rooms });
    keepPatterns.run(webhook, rooms);
  }

  change({ webhook, places = [], state, bury, buryAgain, forget }: WebhookChange): void {
    const { reach, say, keepLetter, keepAgain, forgetLetter } = this.#statements;
    for (const place of places) {
      const { room, seq, attempts, since } = placeValues(place);
      reach.run(webhook, seq, attempts, since, room);
    }
    if (state !== undefined) say.run(state, webhook);
    if (bury) keepLetter.run(webhook, bury.seq, bury.reason, bury.at, bury.attempts, bury.room);
    if (buryAgain) keepAgain.run(buryAgain.reason, buryAgain.at, buryAgain.id);
    if (forget !== undefined) forgetLetter.run(forget);
  }

  want(id: number): boolean {
    return this.#statements.want.run(id).changes > 0;
  }

  /** Lets go of letters about entries up to `seq`, which are kept no longer. */
  expire(room: number, seq: number): void {
    this.#statements.expire.run(room, seq);
  }
}

function prepareWrites(database: DatabaseSync) {
  const statement = (sql: string) => database.prepare(sql);
  return {
    beginAtHeads: statement(
      `INSERT INTO webhook_place (webhook, room, seq)
       SELECT $webhook, id, head FROM room
       WHERE ${fits('json_each($patterns)', 'room.name')}
         AND NOT ${fits('(SELECT each.value FROM webhook, json_each(webhook.rooms) AS each WHERE webhook.name = $webhook)', 'room.name')}
       ON CONFLICT (webhook, room) DO UPDATE SET seq = excluded.seq, attempts = NULL, since = NULL`,
    ),
    keepPatterns: statement(
      `INSERT INTO webhook (name, rooms) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET rooms = excluded.rooms`,
    ),
    reach: statement(
      `INSERT INTO webhook_place (webhook, room, seq, attempts, since) SELECT ?, id, ?, ?, ? FROM room WHERE name = ?
       ON CONFLICT (webhook, room) DO UPDATE
       SET seq = excluded.seq, attempts = excluded.attempts, since = excluded.since WHERE excluded.seq >= seq`,
    ),
    say: statement('UPDATE webhook SET state = ? WHERE name = ?'),
    keepLetter: statement(
      `INSERT INTO dead_letter (webhook, room, seq, reason, at, attempts) SELECT ?, id, ?, ?, ?, ? FROM room WHERE name = ?
       ON CONFLICT (webhook, room, seq) DO NOTHING`,
    ),
    keepAgain: statement(
      'UPDATE dead_letter SET reason = ?, at = ?, attempts = attempts + 1, wanted = 0 WHERE id = ?',
    ),
    forgetLetter: statement('DELETE FROM dead_letter WHERE id = ?'),
    want: statement('UPDATE dead_letter SET wanted = 1 WHERE id = ?'),
    expire: statement('DELETE FROM dead_letter WHERE room = ? AND seq <= ?'),
  };
}

export class WebhookReader {
  readonly #statements: ReturnType<typeof prepareReads>;

  constructor(database: DatabaseSync) {
    this.#statements = prepareReads(database);
  }

  due({ webhook, patterns, after, limit }: DueQuery): DuePlace[] {
    const rows = this.#statements.due.all({
      $webhook: webhook,
      $patterns: JSON.stringify(patterns),
      $after: after,
      $limit: limit,
    });
    return (rows as unknown as PlaceRow[]).map(readPlace);
  }

  dueIn(webhook: string, room: string): DuePlace | undefined {
    const row = this.#statements.dueIn.get({ $webhook: webhook, $room: room }) as PlaceRow | undefined;
    return row && readPlace(row);
  }

  states(): Map<string, string> {
    const rows = this.#statements.states.all() as { name: string; state: string }[];
    return new Map(rows.map(({ name, state }) => [name, state]));
  }

  letters({ webhook, areWanted = false, before, limit }: LetterQuery): DeadLetter[] {
    const rows = this.#statements.letters.all({
      $webhook: webhook ?? null,
      $wanted: areWanted ? 1 : 0,
      $before: before,
      $limit: limit,
    });
    return (rows as unknown as LetterRow[]).map(readLetter);
  }
}

function prepareReads(database: DatabaseSync) {
  const due = `SELECT room.name AS room, head, coalesce(place.seq, 0) AS seq, attempts, since
    FROM room LEFT JOIN webhook_place AS place ON place.webhook = $webhook AND place.room = room.id
    WHERE head > coalesce(place.seq, 0)`;
  return {
    due: database.prepare(
      `${due} AND name > $after AND ${fits('json_each($patterns)', 'room.name')} ORDER BY name LIMIT $limit`,
    ),
    dueIn: database.prepare(`${due} AND name = $room`),
    states: database.prepare('SELECT name, state FROM webhook WHERE state IS NOT NULL'),
    letters: database.prepare(
      `SELECT dead_letter.id, webhook, name AS room, seq, reason, at, attempts, wanted
       FROM dead_letter JOIN room ON room.id = dead_letter.room
       WHERE dead_letter.id < $before AND ($webhook IS NULL OR webhook = $webhook) AND wanted >= $wanted
       ORDER BY dead_letter.id DESC LIMIT $limit`,
    ),
  };
}
