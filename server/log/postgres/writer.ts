// What writes the Postgres log: one thing after the other on one connection, in the order in which it is asked.
import type { KeepingChange } from '../keeping.ts';
import type { AppendOutcome, DraftRecord } from '../log.ts';
import type { StandingChange } from '../standing.ts';
import type { WebhookChange } from '../webhook-store.ts';
import { randomUUID } from 'node:crypto';
import { append } from './append.ts';
import { closed, type Connection } from './connection.ts';
import { erase } from './erasure.ts';
import { expireSome, type Expiry } from './expiry.ts';
import { keepingChanges } from './keeping-table.ts';
import type { KnownLog } from './known-log.ts';
import { epochOf, readEpoch, renewEpoch } from './rooms.ts';
import { statement, type Session } from './session.ts';
import { standingChanges } from './standing-table.ts';
import { wantLetter, webhookBeginning, webhookChanges } from './webhook-table.ts';

export class Writer {
  readonly #connection: Connection;
  readonly #known: KnownLog;
  readonly #where: string;
  /** What was asked last: the next waits for it. */
  #last: Promise<unknown> = Promise.resolve();
  #isClosed = false;

  constructor(connection: Connection, known: KnownLog, where: string) {
    this.#connection = connection;
    this.#known = known;
    this.#where = where;
  }

  append(drafts: readonly DraftRecord[]): Promise<readonly AppendOutcome[]> {
    return this.#turn((session) => append(session, this.#known, this.#where, drafts));
  }

  changeStanding(change: StandingChange): Promise<void> {
    return this.#turn(async (session) => {
      await session.write(...standingChanges(change));
    });
  }

  changeKeeping(change: KeepingChange): Promise<void> {
    return this.#turn(async (session) => {
      await session.write(...keepingChanges(change));
    });
  }

  beginWebhook(webhook: string, patterns: readonly string[]): Promise<void> {
    return this.#turn(async (session) => {
      await session.write(...webhookBeginning(webhook, patterns));
    });
  }

  changeWebhook(change: WebhookChange): Promise<void> {
    return this.#turn(async (session) => {
      await session.write(...webhookChanges(change));
    });
  }

  wantDeadLetter(id: number): Promise<boolean> {
    return this.#turn(async (session) => {
      const [found] = await session.write(wantLetter(id));
      return found.length > 0;
    });
  }

  /** Writes for real: nothing else tells whether the disk takes anything. */
  probe(): Promise<void> {
    return this.#turn(async (session) => {
      await session.write(probe(randomUUID()));
    });
  }

  expire(before: number, after: string, except: ReadonlyMap<string, number>): Promise<Expiry> {
    return this.#turn((session) => expireSome(session, before, after, except));
  }

  erase(participant: string): Promise<number> {
    return this.#turn(async (session) => {
      for (let total = 0; ;) {
        const { count, epoch, isWhole } = await erase(session, this.#where, participant);
        this.#known.adopt(epoch);
        total += count;
        if (isWhole) return total;
      }
    });
  }

  renewEpoch(former: string): Promise<string> {
    return this.#turn(async (session) => {
      const [, rows] = await session.write(renewEpoch(randomUUID(), former), readEpoch());
      const epoch = epochOf(rows, this.#where);
      this.#known.adopt(epoch);
      return epoch;
    });
  }

  secret(name: string, candidate: string): Promise<string> {
    return this.#turn(async (session) => {
      const [, [row]] = await session.write(keepSecret(name, candidate), secretOf(name));
      return row!.value;
    });
  }

  /** Ends what was asked before. */
  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#last;
    await this.#connection.close();
  }

  #turn<Result>(act: (session: Session) => Promise<Result>): Promise<Result> {
    if (this.#isClosed) return Promise.reject(closed());
    const turn = this.#last.then(() => this.#connection.session()).then(act);
    this.#last = turn.catch(() => {});
    return turn;
  }
}

const probe = statement(
  'probe',
  `INSERT INTO meta (key, value) VALUES ('probe', $1) ON CONFLICT (key) DO UPDATE SET value = excluded.value`,
);
const keepSecret = statement(
  'keep_secret',
  'INSERT INTO secret (name, value) VALUES ($1, $2) ON CONFLICT (name) DO NOTHING',
);
const secretOf = statement<{ readonly value: string }>('secret', 'SELECT value FROM secret WHERE name = $1');
