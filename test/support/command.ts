// The command line as a person runs it, in a process of its own.
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const main = fileURLToPath(new URL('../../server/main.ts', import.meta.url));

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Command extends Disposable {
  readonly child: ChildProcess;
  readonly ended: Promise<Ended>;
  /** Resolves with the first line on standard output. */
  readonly firstLine: Promise<string>;
}

/** Runs `node server/main.ts` with these flags, or another program of this project. */
export function runCommand(
  flags: readonly string[],
  { environment = {}, node = process.execPath, program = main, folder = process.cwd() } = {},
): Command {
  const child = spawn(node, [program, ...flags], {
    cwd: folder,
    env: { PATH: process.env.PATH, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stdout = '';
  let stderr = '';
  const firstLine = new Promise<string>((resolve, reject) => {
    child.stdout.on('data', (chunk: Buffer) => {
      stdout += chunk.toString();
      if (stdout.includes('\n')) resolve(stdout.slice(0, stdout.indexOf('\n')));
    });
    child.once('exit', () => reject(new Error(`It ended before it said a line. ${stderr}`)));
  });
  firstLine.catch(() => {});
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  const ended = once(child, 'close').then(([code]) => ({ code: code as number | null, stdout, stderr }));
  return { child, ended, firstLine, [Symbol.dispose]: () => void child.kill('SIGKILL') };
}
