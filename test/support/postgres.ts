// A real Postgres of one test file’s own: its data in a temporary folder, on a port that nobody uses, synced to
// disk as in earnest, which is what it does by itself. A test can stop it, kill it and start it again.
import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  lchownSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createInterface } from 'node:readline';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import type { EngineProcess } from './engine-process.ts';
import { freePort } from './free-port.ts';
import { until } from './until.ts';

const programs = findPrograms();

export const postgresIsHere = programs !== undefined;

/** It refuses to run as root: then it runs as the user that its package made. */
const user = process.getuid?.() === 0 ? identityOf('postgres') : {};

const password = 'correct horse';

export interface Postgres extends EngineProcess {
  readonly port: number;
  /** Of the one process whose children all others are. */
  readonly pid: number;
  /** The address of the database that is always there, and of a schema in it. */
  address(schema?: string): string;
  /** Makes an empty schema, and resolves with its address: cheaper than a database, and as good. */
  createSchema(): Promise<string>;
  /** Keeps its data as they are, while it is stopped, in the place of what was kept before. */
  keepCopy(): void;
  /** Puts back what was kept; while it is stopped. */
  putBack(): void;
  /** Another one that has all of its data and follows it; from then on nothing is committed here that is not there. */
  addStandby(): Promise<Standby>;
}

export interface Standby extends Postgres {
  /** From then on it takes writes; it waits for nobody. */
  promote(): Promise<void>;
}

/** `settings` are lines of its configuration: `max_connections=20`. */
export async function startPostgres(settings: readonly string[] = []): Promise<Postgres> {
  const folder = madeFolder();
  const data = join(folder, 'data');
  const passwordFile = join(folder, 'password');
  writeFileSync(passwordFile, password, { mode: 0o644 });
  execFileSync(
    join(programs!, 'initdb'),
    [
      data,
      '--no-sync',
      '--encoding=UTF8',
      '--locale=C',
      '--username=chat',
      '--auth=scram-sha-256',
      `--pwfile=${passwordFile}`,
    ],
    { ...user, cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] },
  );
  const port = await freePort();
  const engine = new Engine(folder, data, port, settings);
  await engine.start();
  return engine;
}

function madeFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'ws-chat-postgres-'));
  if (user.uid !== undefined) chownSync(folder, user.uid, user.gid!);
  return folder;
}

/** Gives a folder, and all in it, to the user that Postgres runs as. */
function own(folder: string): void {
  chownSync(folder, user.uid!, user.gid!);
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' }))
    lchownSync(join(folder, name), user.uid!, user.gid!);
}

/** What the last of these answers, on a connection of its own. */
export async function query<Row extends object>(address: string, ...texts: string[]): Promise<Row[]> {
  const client = new Client({ connectionString: address });
  // It may be killed with the server.
  client.on('error', () => {});
  await client.connect();
  try {
    let rows: Row[] = [];
    for (const text of texts) ({ rows } = await client.query<Row>(text));
    return rows;
  } finally {
    await client.end();
  }
}

/** A transaction of somebody else’s, which stays open until it is told to commit. */
export async function transaction(
  address: string,
  text: string,
): Promise<AsyncDisposable & { commit(): Promise<void> }> {
  const client = new Client({ connectionString: address });
  client.on('error', () => {});
  await client.connect();
  await client.query('BEGIN');
  await client.query(text);
  return {
    async commit() {
      await client.query('COMMIT');
    },
    [Symbol.asyncDispose]: () => client.end(),
  };
}

class Engine implements Standby {
  readonly port: number;
  readonly #folder: string;
  readonly #data: string;
  readonly #copy: string;
  readonly #settings: readonly string[];
  #child: ChildProcess | undefined;
  #schemas = 0;

  constructor(folder: string, data: string, port: number, settings: readonly string[]) {
    this.port = port;
    this.#folder = folder;
    this.#data = data;
    this.#copy = join(folder, 'copy');
    this.#settings = settings;
  }

  get pid(): number {
    return this.#child!.pid!;
  }

  address(schema?: string): string {
    const options = schema === undefined ? '' : `?options=${encodeURIComponent(`-csearch_path=${schema}`)}`;
    return `postgres://chat:${encodeURIComponent(password)}@127.0.0.1:${this.port}/postgres${options}`;
  }

  async createSchema(): Promise<string> {
    const schema = `log_${++this.#schemas}`;
    await query(this.address(), `CREATE SCHEMA ${schema}`);
    return this.address(schema);
  }

  keepCopy(): void {
    rmSync(this.#copy, { recursive: true, force: true });
    cpSync(this.#data, this.#copy, { recursive: true, preserveTimestamps: true });
  }

  putBack(): void {
    rmSync(this.#data, { recursive: true, force: true });
    cpSync(this.#copy, this.#data, { recursive: true, preserveTimestamps: true });
    // It opens no folder that others may look into, which is what a copied one is.
    chmodSync(this.#data, 0o700);
    if (user.uid !== undefined) own(this.#data);
  }

  async addStandby(): Promise<Standby> {
    const folder = madeFolder();
    const data = join(folder, 'data');
    const from = `${this.address()}?application_name=standby`;
    // -R: it knows from its folder whom it follows.
    const args = ['-d', from, '-D', data, '-R', '-X', 'stream', '-c', 'fast', '--no-sync'];
    execFileSync(join(programs!, 'pg_basebackup'), args, { ...user, cwd: folder });
    const standby = new Engine(folder, data, await freePort(), this.#settings);
    await standby.start();
    await this.#waitFor('standby');
    return standby;
  }

  async promote(): Promise<void> {
    await query(this.address(), 'SELECT pg_promote()');
  }

  /** Commits nothing from now on that this one does not have. */
  async #waitFor(name: string): Promise<void> {
    const names = `ALTER SYSTEM SET synchronous_standby_names = 'ANY 1 (${name})'`;
    await query(this.address(), names, 'SELECT pg_reload_conf()');
    await until('a standby that is waited for', async () => {
      const states = `SELECT sync_state FROM pg_stat_replication`;
      const rows = await query<{ sync_state: string }>(this.address(), states);
      return rows.some(({ sync_state: state }) => state === 'quorum');
    });
  }

  async start(): Promise<void> {
    if (this.#isHere) return;
    const settings = [
      `port=${this.port}`,
      'listen_addresses=127.0.0.1',
      'unix_socket_directories=',
      ...this.#settings,
    ];
    const args = ['-D', this.#data, ...settings.flatMap((setting) => ['-c', setting])];
    const child = spawn(join(programs!, 'postgres'), args, {
      ...user,
      cwd: this.#folder,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    this.#child = child;
    const lines: string[] = [];
    createInterface({ input: child.stderr }).on('line', (line) => lines.push(line));
    await until('a Postgres that lets us in', async () => {
      if (child.exitCode !== null) throw new Error(`Postgres ended early:\n${lines.join('\n')}`);
      return query(this.address(), 'SELECT').catch(() => false as const);
    });
  }

  async stop(): Promise<void> {
    await this.#end('SIGINT');
  }

  async kill(): Promise<void> {
    if (!this.#isHere) return;
    const exited = once(this.#child!, 'exit');
    // Its parts would see that it is gone, but end what they are at before.
    const pids = this.#pids();
    for (const pid of pids) signal(pid, 'SIGKILL');
    await exited;
    await until('the end of its parts', () => pids.every((pid) => !existsSync(`/proc/${pid}`)));
  }

  pause(): void {
    for (const pid of this.#pids()) signal(pid, 'SIGSTOP');
  }

  resume(): void {
    for (const pid of this.#pids()) signal(pid, 'SIGCONT');
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.resume();
    await this.#end('SIGQUIT');
    rmSync(this.#folder, { recursive: true, force: true });
  }

  get #isHere(): boolean {
    return this.#child !== undefined && this.#child.exitCode === null && this.#child.signalCode === null;
  }

  #pids(): number[] {
    const { pid } = this.#child!;
    const path = `/proc/${pid}/task/${pid}/children`;
    if (!existsSync(path)) return [];
    return [pid!, ...readFileSync(path, 'utf8').split(' ').filter(Boolean).map(Number)];
  }

  async #end(how: NodeJS.Signals): Promise<void> {
    if (!this.#isHere) return;
    this.#child!.kill(how);
    await once(this.#child!, 'exit');
  }
}

function signal(pid: number, how: NodeJS.Signals): void {
  try {
    process.kill(pid, how);
  } catch {
    // It ended by itself in this moment.
  }
}

function findPrograms(): string | undefined {
  const debian = '/usr/lib/postgresql';
  const versions = existsSync(debian)
    ? readdirSync(debian).sort((one, other) => Number(other) - Number(one))
    : [];
  return [
    ...versions.map((version) => join(debian, version, 'bin')),
    '/opt/homebrew/bin',
    '/usr/local/bin',
  ].find((path) => existsSync(join(path, 'initdb')));
}

function identityOf(name: string): { uid?: number; gid?: number } {
  const line = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((one) => one.startsWith(`${name}:`));
  const [, , uid, gid] = line?.split(':') ?? [];
  return uid === undefined ? {} : { uid: Number(uid), gid: Number(gid) };
}
