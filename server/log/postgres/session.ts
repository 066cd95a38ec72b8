// One connection to Postgres, from its start to its end. What is asked together goes out at once and is
// answered in one round trip; an answer that does not come ends the connection.
import { Client, types, type QueryConfig, type QueryResult } from 'pg';
import { LogUnavailable } from '../log.ts';
import type { PostgresAddress } from './address.ts';
import { codeOf, logFailure, readOnly, unreachable } from './failures.ts';

/** A statement with its values; `Row` is what its answer is made of. */
export interface Question<Row = unknown> extends QueryConfig<unknown[]> {
  readonly row?: Row;
}

export type Answers<Questions extends readonly Question[]> = {
  readonly [Index in keyof Questions]: Questions[Index] extends Question<infer Row> ? readonly Row[] : never;
};

/** Ends a transaction with these, and commits it. */
export type Finish = <Last extends readonly Question[]>(...last: Last) => Promise<Answers<Last>>;

export interface SessionOptions {
  readonly address: PostgresAddress;
  /** Settings of the server that hold in this session, by name. */
  readonly settings: Readonly<Record<string, string>>;
  /** How long an answer may take before it is asked whether it still comes. */
  readonly patienceMs: number;
  /** Whether the backend of this process id is at work on an answer that is late. Without it, it never is. */
  readonly isAtWork?: (pid: number) => Promise<boolean>;
}

interface Backend {
  readonly pid: number;
  readonly standby: boolean;
  readonly fsync: string;
  readonly encoding: string;
}

const backend: Question<Backend> = {
  text: `SELECT pg_backend_pid() AS pid, pg_is_in_recovery() AS standby, current_setting('fsync') AS fsync,
           current_setting('server_encoding') AS encoding, set_config('client_encoding', 'UTF8', false)`,
};

/** What was acknowledged is on disk, however lax the server was set; whether it also waits for others is its owner’s choice. */
const durable: Question = {
  text: `SELECT set_config('synchronous_commit', 'on', false) WHERE current_setting('synchronous_commit') = 'off'`,
};

const begin: Question = { name: 'begin', text: 'BEGIN ISOLATION LEVEL READ COMMITTED' };
const beginLook: Question = { name: 'look', text: 'BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY' };
const commit: Question = { name: 'commit', text: 'COMMIT' };
const rollBack: Question = { text: 'ROLLBACK' };

/** What of the server warns, in words of any language, that a standby was waited for no longer. */
const waitForStandby = 'SyncRepWaitForLSN';

/** How long a goodbye may take. */
const goodbyeMs = 1_000;

export class Session {
  /** Resolves when the connection is no more. */
  readonly ended: Promise<void>;
  readonly #options: SessionOptions;
  readonly #client: Client;
  #pid = 0;
  /** Why it ended, or is to be used no more. */
  #loss: LogUnavailable | undefined;
  readonly #warnings: string[] = [];

  static async open(options: SessionOptions): Promise<Session> {
    const session = new Session(options);
    try {
      await session.#open();
      return session;
    } catch (error) {
      session.destroy();
      throw logFailure(options.address.where, error);
    }
  }

  private constructor(options: SessionOptions) {
    this.#options = options;
    this.#client = new Client(options.address.config);
    // All our numbers are of this type, and none of them is beyond what a double holds.
    this.#client.setTypeParser(types.builtins.INT8, Number);
    this.ended = new Promise((resolve) => this.#client.on('end', resolve));
    this.#client.on('error', (error) => this.destroy(logFailure(this.#where, error)));
    this.#client.on('notice', ({ routine, message }) => {
      if (routine === waitForStandby) this.#warnings.push(message ?? routine);
    });
  }

  /** Everything in one round trip; rejects with the first failure. */
  async send<Questions extends readonly Question[]>(...questions: Questions): Promise<Answers<Questions>> {
    const results = await this.#flight(questions);
    return results.map(({ rows }) => rows as unknown) as unknown as Answers<Questions>;
  }

  /** The same, all of it as it is at one moment. */
  async look<Questions extends readonly Question[]>(...questions: Questions): Promise<Answers<Questions>> {
    const answers = await this.#within(() => this.send(beginLook, ...questions, commit));
    return answers.slice(1, -1) as unknown as Answers<Questions>;
  }

  /** Whatever is sent within `act` is answered as it is at one moment. */
  view<Result>(act: () => Promise<Result>): Promise<Result> {
    return this.#within(async () => {
      await this.send(beginLook);
      const result = await act();
      await this.send(commit);
      return result;
    });
  }

  /** The same as one transaction, which is on disk when this resolves. When it rejects, nothing is, or nobody knows. */
  async write<Questions extends readonly Question[]>(...questions: Questions): Promise<Answers<Questions>> {
    const answers = await this.#within(() => this.#committed([begin, ...questions]));
    return answers.slice(1) as unknown as Answers<Questions>;
  }

  /** A transaction that ends with what is made of what it found first. */
  transact<First extends readonly Question[], Result>(
    first: First,
    act: (found: Answers<First>, finish: Finish) => Promise<Result>,
  ): Promise<Result> {
    return this.#within(async () => {
      const found = await this.send(begin, ...first);
      return act(found.slice(1) as unknown as Answers<First>, (...last) => this.#committed(last));
    });
  }

  /** Says goodbye. */
  async end(): Promise<void> {
    const late = setTimeout(() => this.destroy(), goodbyeMs);
    await this.#client.end();
    clearTimeout(late);
  }

  destroy(loss?: LogUnavailable): void {
    this.#loss ??= loss;
    this.#client.connection.stream.destroy();
  }

  get #where(): string {
    return this.#options.address.where;
  }

  async #open(): Promise<void> {
    await this.#client.connect();
    const [[found]] = await this.send(backend, durable);
    const { pid, standby, fsync, encoding } = found!;
    this.#pid = pid;
    if (standby) throw readOnly(this.#where);
    if (fsync !== 'on')
      throw new LogUnavailable(
        `Postgres at ${this.#where} runs with fsync = ${fsync} and would lose messages in a power cut. Set fsync = on.`,
      );
    if (encoding !== 'UTF8')
      throw new LogUnavailable(
        `The database ${this.#where} keeps text as ${encoding}, which cannot hold every message. Make one with: CREATE DATABASE name ENCODING 'UTF8' TEMPLATE template0.`,
      );
    // Each by itself: what this version or system of the server does not know it does not do either.
    const settings = Object.entries(this.#options.settings);
    await Promise.allSettled(settings.map((values) => this.send({ text: set, values })));
  }

  async #within<Result>(act: () => Promise<Result>): Promise<Result> {
    try {
      return await act();
    } catch (error) {
      await this.#rollBack();
      throw error;
    }
  }

  /** Leaves no transaction open, or no connection. */
  async #rollBack(): Promise<void> {
    if (this.#loss || this.#client.getTransactionStatus() === 'I') return;
    await this.send(rollBack).catch((error: unknown) => this.destroy(logFailure(this.#where, error)));
  }

  async #committed<Questions extends readonly Question[]>(questions: Questions): Promise<Answers<Questions>> {
    this.#warnings.length = 0;
    const results = await this.#flight([...questions, commit]);
    // A server that is told to wait for its standby no longer warns of that, and says that it committed.
    const [warning] = this.#warnings;
    if (warning !== undefined)
      throw new LogUnavailable(
        `Postgres at ${this.#where} may not keep what was written last (${warning}). The chat goes on by itself.`,
      );
    // So Postgres answers where something failed before.
    if (results.pop()!.command !== 'COMMIT')
      throw new LogUnavailable(`The log in ${this.#where} failed: it did not commit.`);
    return results.map(({ rows }) => rows as unknown) as unknown as Answers<Questions>;
  }

  async #flight(questions: readonly Question[]): Promise<QueryResult[]> {
    if (this.#loss) throw this.#loss;
    const { stream } = this.#client.connection;
    let isAnswered = false;
    const late = setInterval(() => void this.#onLate(() => isAnswered), this.#options.patienceMs);
    stream.cork();
    const asked = questions.map((question) => this.#client.query(question));
    stream.uncork();
    const settled = await Promise.allSettled(asked);
    isAnswered = true;
    clearInterval(late);
    return settled.map((one) => {
      if (one.status === 'rejected') throw this.#failure(one.reason);
      return one.value;
    });
  }

  #failure(error: unknown): LogUnavailable {
    if (this.#loss) return this.#loss;
    const failure = logFailure(this.#where, error);
    // After a failover the way leads elsewhere: a session with who stands by now is of no use.
    if (codeOf(error) === '25006') this.destroy(failure);
    return failure;
  }

  async #onLate(isAnswered: () => boolean): Promise<void> {
    const { isAtWork, patienceMs } = this.#options;
    const isComing = await isAtWork?.(this.#pid).catch(() => false);
    if (!isComing && !isAnswered())
      this.destroy(unreachable(this.#where, `no answer for ${patienceMs / 1_000} seconds`));
  }
}

const set = 'SELECT set_config($1, $2, false)';

/** A statement that is prepared once in each session. A name belongs to one text. */
export function statement<Row = unknown>(name: string, text: string) {
  return (...values: unknown[]): Question<Row> => ({ name, text, values: values.map(storable) });
}

/** Postgres keeps no NUL, which a moderator’s reason may hold: the sign for what is no letter takes its place. */
function storable(value: unknown): unknown {
  if (typeof value === 'string') return value.includes('\0') ? value.replaceAll('\0', '\uFFFD') : value;
  return Array.isArray(value) ? value.map(storable) : value;
}
