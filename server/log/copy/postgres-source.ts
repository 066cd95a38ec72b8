// A log in Postgres as what is copied: in one view of it, while others write.
import type { LogUnavailable } from '../log.ts';
import { LogDamaged, unfinished } from '../postgres/failures.ts';
import { migrate } from '../postgres/schema.ts';
import { statement, type Question, type Session } from '../postgres/session.ts';
import { hasLog, noLog } from './postgres-presence.ts';
import type { LogSource } from './copying.ts';
import { keyOf, selectNext, type Row, type Table } from './tables.ts';

/** Resolves with what `act` makes of it; rejects where there is no log, or an unfinished one. */
export async function viewPostgres<Result>(
  session: Session,
  where: string,
  act: (source: LogSource) => Promise<Result>,
): Promise<Result> {
  if (!(await hasLog(session))) throw noLog(where);
  await migrate(session, where);
  return session.view(async () => {
    const [[epoch], [entries]] = await session.send(epochs, count);
    if (!epoch) throw unfinished(where);
    return act(new PostgresSource(session, where, epoch.value, entries!.count));
  });
}

export class PostgresSource implements LogSource {
  readonly epoch: string;
  readonly entries: number;
  readonly #session: Session;
  readonly #where: string;

  constructor(session: Session, where: string, epoch: string, entries: number) {
    this.#session = session;
    this.#where = where;
    this.epoch = epoch;
    this.entries = entries;
  }

  async readNext(table: Table, after: Row | undefined): Promise<readonly Row[]> {
    const text = selectNext(table, after, (number) => `$${number}`);
    const name = `copy_${after ? 'next' : 'first'}_${table.name}`;
    const [rows] = await this.#session.send(statement<Row>(name, text)(...keyOf(table, after)));
    return rows;
  }

  damaged(detail: string): LogUnavailable {
    return new LogDamaged(this.#where, detail);
  }
}

const epochs: Question<{ readonly value: string }> = { text: "SELECT value FROM meta WHERE key = 'epoch'" };
export const count: Question<{ readonly count: number }> = { text: 'SELECT count(*) AS count FROM entry' };
