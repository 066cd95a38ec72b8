// A real Valkey for a test, or Redis where there is none, which can be ended, stopped and started again on its
// port. It keeps nothing on disk.
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { accessSync, constants } from 'node:fs';
import { connect } from 'node:net';
import { delimiter, join } from 'node:path';
import type { EngineProcess } from './engine-process.ts';
import { freePort } from './free-port.ts';
import { temporaryFolder } from './temporary-folder.ts';
import { until } from './until.ts';

export interface Valkey extends EngineProcess {
  readonly port: number;
  readonly pid: number;
}

export interface ValkeySettings {
  /** As on the command line: `--requirepass secret`. With a TLS port it has no other. */
  readonly flags?: readonly string[];
  readonly tls?: { readonly key: string; readonly certificate: string };
}

const program = ['valkey-server', 'redis-server'].find(isOnPath) ?? 'redis-server';

export async function startValkey({ flags = [], tls }: ValkeySettings = {}): Promise<Valkey> {
  const port = await freePort();
  const folder = temporaryFolder();
  const ports = tls
    ? ['--port', '0', '--tls-port', `${port}`, '--tls-auth-clients', 'no']
    : ['--port', `${port}`];
  const files = tls
    ? ['--tls-cert-file', tls.certificate, '--tls-key-file', tls.key, '--tls-ca-cert-file', tls.certificate]
    : [];
  const kept = ['--bind', '127.0.0.1', '--dir', folder.path, '--save', '', '--appendonly', 'no'];
  let child: ChildProcess | undefined;

  const isHere = () => child !== undefined && child.exitCode === null && child.signalCode === null;
  const start = async () => {
    if (isHere()) return;
    child = spawn(program, [...ports, ...kept, ...files, ...flags], { stdio: 'ignore' });
    await until(`${program} listens on port ${port}`, () => listens(port));
  };
  const end = async (signal: NodeJS.Signals) => {
    if (!isHere()) return;
    const exited = once(child!, 'exit');
    child!.kill(signal);
    await exited;
  };
  await start();
  return {
    port,
    get pid() {
      return child!.pid!;
    },
    start,
    kill: () => end('SIGKILL'),
    stop: () => end('SIGTERM'),
    pause: () => void child!.kill('SIGSTOP'),
    resume: () => void child!.kill('SIGCONT'),
    async [Symbol.asyncDispose]() {
      await end('SIGKILL');
      folder[Symbol.dispose]();
    },
  };
}

function isOnPath(name: string): boolean {
  return (process.env.PATH ?? '').split(delimiter).some((folder) => {
    try {
      accessSync(join(folder, name), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

/** Whether somebody takes connections there. */
export async function listens(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1');
  const isOpen = await new Promise<boolean>((resolve) => {
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
  });
  socket.destroy();
  return isOpen;
}
