// Places of webhooks and their dead letters, in their tables. What is changed here locks no room: whoever writes
// to one does not wait for it.
import { placeValues, readLetter, readPlace, type LetterRow, type PlaceRow } from '../webhook-rows.ts';
import type { DeadLetter, DuePlace, DueQuery, LetterQuery, WebhookChange } from '../webhook-store.ts';
import { statement, type Question, type Session } from './session.ts';

/** In the transaction of the caller’s, as what follows. */
export function webhookBeginning(webhook: string, patterns: readonly string[]): Question[] {
  return [beginAtHeads(webhook, patterns), keepPatterns(webhook, JSON.stringify(patterns))];
}

export function webhookChanges({
  webhook,
  places = [],
  state,
  bury,
  buryAgain,
  forget,
}: WebhookChange): Question[] {
  const rows = places.map(placeValues);
  const of = <Value>(value: (row: (typeof rows)[number]) => Value) => rows.map(value);
  return [
    ...(rows.length > 0
      ? [
          reach(
            webhook,
            of(({ room }) => room),
            of(({ seq }) => seq),
            of(({ attempts }) => attempts),
            of(({ since }) => since),
          ),
        ]
      : []),
    ...(state === undefined ? [] : [say(webhook, state)]),
    ...(bury ? [keepLetter(webhook, bury.room, bury.seq, bury.reason, bury.at, bury.attempts)] : []),
    ...(buryAgain ? [keepAgain(buryAgain.id, buryAgain.reason, buryAgain.at)] : []),
    ...(forget === undefined ? [] : [forgetLetter(forget)]),
  ];
}

/** Any number does that nobody else uses; a log in a schema of its own has its own. */
const delivering = 772_734_614;

export async function mayDeliver(session: Session): Promise<boolean> {
  // Held as long as the session is: who has it is given it again.
  const [[answer]] = await session.send(claim(delivering));
  return answer!.mine;
}

export async function findDue(
  session: Session,
  { webhook, patterns, after, limit }: DueQuery,
): Promise<readonly DuePlace[]> {
  const [rows] = await session.send(duePlaces(webhook, after, patterns, limit));
  return rows.map(readPlace);
}

export async function dueIn(session: Session, webhook: string, room: string): Promise<DuePlace | undefined> {
  const [[row]] = await session.send(duePlace(webhook, room));
  return row && readPlace(row);
}

export async function readWebhookStates(session: Session): Promise<ReadonlyMap<string, string>> {
  const [rows] = await session.send(states());
  return new Map(rows.map(({ name, state }) => [name, state]));
}

export async function findDeadLetters(
  session: Session,
  { webhook, areWanted = false, before, limit }: LetterQuery,
): Promise<readonly DeadLetter[]> {
  const [rows] = await session.send(letters(before, webhook ?? null, areWanted ? 1 : 0, limit));
  return rows.map(readLetter);
}

const claim = statement<{ readonly mine: boolean }>(
  'webhooks_claim',
  'SELECT pg_try_advisory_lock($1, hashtext(current_schema())) AS mine',
);

const fits = (patterns: string) =>
  `EXISTS (
     SELECT FROM ${patterns} AS kept (pattern)
     WHERE CASE WHEN pattern LIKE '%*' THEN starts_with(room.name, rtrim(pattern, '*')) ELSE room.name = pattern END
   )`;

const beginAtHeads = statement(
  'webhook_begin',
  `INSERT INTO webhook_place (webhook, room, seq)
   SELECT $1, id, head FROM room
   WHERE ${fits('unnest($2::text[])')} AND NOT ${fits(
     '(SELECT json_array_elements_text(rooms::json) FROM webhook WHERE webhook.name = $1)',
   )}
   ON CONFLICT (webhook, room) DO UPDATE SET seq = excluded.seq, attempts = NULL, since = NULL`,
);
const keepPatterns = statement(
  'webhook_patterns',
  'INSERT INTO webhook (name, rooms) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET rooms = excluded.rooms',
);
const reach = statement(
  'webhook_reach',
  `INSERT INTO webhook_place (webhook, room, seq, attempts, since)
   SELECT $1, room.id, given.seq, given.attempts, given.since
   FROM unnest($2::text[], $3::bigint[], $4::bigint[], $5::bigint[]) AS given (name, seq, attempts, since)
   JOIN room ON room.name = given.name
   ON CONFLICT (webhook, room) DO UPDATE
   SET seq = excluded.seq, attempts = excluded.attempts, since = excluded.since
   WHERE excluded.seq >= webhook_place.seq`,
);
const say = statement('webhook_state', 'UPDATE webhook SET state = $2 WHERE name = $1');
const keepLetter = statement(
  'keep_letter',
  `INSERT INTO dead_letter (webhook, room, seq, reason, at, attempts)
   SELECT $1, id, $3, $4, $5, $6 FROM room WHERE name = $2 ON CONFLICT (webhook, room, seq) DO NOTHING`,
);
const keepAgain = statement(
  'keep_letter_again',
  'UPDATE dead_letter SET reason = $2, at = $3, attempts = attempts + 1, wanted = 0 WHERE id = $1',
);
const forgetLetter = statement('forget_letter', 'DELETE FROM dead_letter WHERE id = $1');
export const wantLetter = statement<{ readonly id: number }>(
  'want_letter',
  'UPDATE dead_letter SET wanted = 1 WHERE id = $1 RETURNING id',
);

const due = `SELECT room.name AS room, head, coalesce(place.seq, 0) AS seq, attempts, since
  FROM room LEFT JOIN webhook_place AS place ON place.webhook = $1 AND place.room = room.id
  WHERE head > coalesce(place.seq, 0)`;
const duePlaces = statement<PlaceRow>(
  'webhook_due',
  `${due} AND room.name > $2 AND ${fits('unnest($3::text[])')} ORDER BY room.name LIMIT $4`,
);
const duePlace = statement<PlaceRow>('webhook_due_in', `${due} AND room.name = $2`);
const states = statement<{ readonly name: string; readonly state: string }>(
  'webhook_states',
  'SELECT name, state FROM webhook WHERE state IS NOT NULL',
);
const letters = statement<LetterRow>(
  'dead_letters',
  `SELECT dead_letter.id, webhook, room.name AS room, seq, reason, at, attempts, wanted
   FROM dead_letter JOIN room ON room.id = dead_letter.room
   WHERE dead_letter.id < $1 AND ($2::text IS NULL OR webhook = $2) AND wanted >= $3
   ORDER BY dead_letter.id DESC LIMIT $4`,
);
