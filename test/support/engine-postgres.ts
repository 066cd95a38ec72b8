// A real Postgres for a test, in its own folder, which can be ended, stopped and started again on its port.
import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import type { EngineProcess } from './engine-process.ts';
import { freePort } from './processes.ts';
import { temporaryFolder } from './temporary-folder.ts';
import { until } from './until.ts';

export interface Postgres extends EngineProcess {
  readonly port: number;
  readonly address: string;
}

const programs = ['18', '17', '16', '15']
  .map((version) => `/usr/lib/postgresql/${version}/bin`)
  .find((folder) => existsSync(folder));

export async function startPostgres(flags: readonly string[] = []): Promise<Postgres> {
  const port = await freePort();
  const folder = temporaryFolder();
  const data = join(folder.path, 'data');
  const owner = engineOwner();
  if (owner) chownSync(folder.path, owner.uid, owner.gid);
  const as = { ...owner, cwd: folder.path };
  const program = (name: string) => (programs ? join(programs, name) : name);
  execFileSync(program('initdb'), ['-D', data, '-U', 'chat', '-A', 'trust', '-E', 'UTF8', '--no-sync'], as);

  const address = `postgres://chat@127.0.0.1:${port}/postgres`;
  let child: ChildProcess | undefined;
  const isHere = () => child !== undefined && child.exitCode === null && child.signalCode === null;
  const start = async () => {
    const settings = ['-h', '127.0.0.1', '-p', `${port}`, '-k', folder.path, '-c', 'fsync=off', ...flags];
    await until(`Postgres listens on port ${port}`, async () => {
      // After a power cut it does not start before the last of its former processes is gone.
      if (!isHere())
        child = spawn(program('postgres'), ['-D', data, ...settings], { ...as, stdio: 'ignore' });
      return answers(address);
    });
  };
  const end = async (signal: NodeJS.Signals, others?: NodeJS.Signals) => {
    if (!isHere()) return;
    const exited = once(child!, 'exit');
    const children = others ? childrenOf(child!.pid!) : [];
    child!.kill(signal);
    for (const pid of children) send(pid, others!);
    await exited;
  };
  const all = (signal: NodeJS.Signals) => {
    for (const pid of [child!.pid!, ...childrenOf(child!.pid!)]) send(pid, signal);
  };
  await start();
  return {
    port,
    address,
    start,
    kill: () => end('SIGKILL', 'SIGKILL'),
    // Its fast way: open connections are ended, and told why.
    stop: () => end('SIGINT'),
    pause: () => all('SIGSTOP'),
    resume: () => all('SIGCONT'),
    async [Symbol.asyncDispose]() {
      await end('SIGKILL', 'SIGKILL');
      folder[Symbol.dispose]();
    },
  };
}

/** Postgres refuses to run as root. */
function engineOwner(): { readonly uid: number; readonly gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const id = (flag: string) => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }));
  return { uid: id('-u'), gid: id('-g') };
}

function childrenOf(parent: number): readonly number[] {
  return execFileSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' })
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number))
    .filter(([, ppid]) => ppid === parent)
    .map(([pid]) => pid!);
}

function send(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // It ended by itself.
  }
}

async function answers(address: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: address, connectionTimeoutMillis: 1_000 });
  client.on('error', () => {});
  try {
    await client.connect();
    await client.end();
    return true;
  } catch {
    return false;
  }
}
