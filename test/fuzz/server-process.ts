// The server as owners run it, in a process of its own whose memory and descriptors can be looked at.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { freePort } from '../support/free-port.ts';
import { openFiles } from './open-files.ts';

const main = fileURLToPath(new URL('../../server/main.ts', import.meta.url));

export interface ServerProcess extends AsyncDisposable {
  readonly port: number;
  /** What it told of failures: lines of the level `error`, and whatever is no line of its log. */
  readonly failures: readonly string[];
  isAlive(): boolean;
  openFiles(): number | undefined;
  /** Resident memory in kB; undefined where /proc does not tell. */
  residentKilobytes(): number | undefined;
}

export async function startServerProcess(data: string, flags: readonly string[]): Promise<ServerProcess> {
  const port = await freePort();
  const child = spawn(
    process.execPath,
    [main, `--port=${port}`, '--host=127.0.0.1', `--data=${data}`, '--log-level=error', ...flags],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  );
  const exited = once(child, 'exit');
  const failures: string[] = [];
  for (const stream of [child.stdout, child.stderr])
    createInterface({ input: stream }).on('line', (line) => void failures.push(line));
  const isAlive = () => child.exitCode === null && child.signalCode === null;
  const isReady = () =>
    fetch(`http://127.0.0.1:${port}/health/ready`).then(
      ({ ok }) => ok,
      () => false,
    );
  while (!(await isReady())) {
    if (!isAlive()) throw new Error(`The server ended early: ${failures.join('\n')}`);
    await wait(50);
  }
  return {
    port,
    failures,
    isAlive,
    openFiles: () => openFiles(child.pid),
    residentKilobytes: () => residentKilobytes(child.pid!),
    async [Symbol.asyncDispose]() {
      if (isAlive()) child.kill('SIGKILL');
      await exited;
    },
  };
}

function residentKilobytes(pid: number): number | undefined {
  try {
    return Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]);
  } catch {
    return undefined;
  }
}
