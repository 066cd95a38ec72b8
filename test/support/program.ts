// A program that is not ours, as a process that listens on a port until the test ends.
import { spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

/** The first of these paths that is there. */
export function findProgram(paths: readonly string[]): string | undefined {
  return paths.find((path) => existsSync(path));
}

export interface Listening extends AsyncDisposable {
  readonly pid: number;
  /** What it said on standard error so far. */
  readonly said: () => string;
}

/** Resolves once it listens on the port of 127.0.0.1; rejects with what it said where it ends before. */
export async function runListening(
  program: string,
  args: readonly string[],
  port: number,
  environment: Readonly<Record<string, string>> = {},
): Promise<Listening> {
  const child = spawn(program, args, {
    env: { PATH: process.env.PATH, ...environment },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const hasEnded = () => child.exitCode !== null || child.signalCode !== null;
  while (!(await isOpen(port))) {
    if (hasEnded()) throw new Error(`${program} ended before it listened on ${port}:\n${said}`);
    await pause(10);
  }
  return {
    pid: child.pid!,
    said: () => said,
    async [Symbol.asyncDispose]() {
      if (hasEnded()) return;
      child.kill('SIGTERM');
      await once(child, 'exit');
    },
  };
}

/**
 * Ports for programs that cannot be told to take any: below those that the system gives away by itself, so
 * that nobody has one of them before the program does.
 */
export async function quietPorts<const Names extends readonly string[]>(
  ...names: Names
): Promise<Record<Names[number], number>> {
  const found = new Set<number>();
  while (found.size < names.length) {
    const port = randomInt(10_000, 32_000);
    if (await isFree(port)) found.add(port);
  }
  const ports = [...found];
  return Object.fromEntries(names.map((name, index) => [name, ports[index]!])) as Record<
    Names[number],
    number
  >;
}

function isFree(port: number): Promise<boolean> {
  const server = createServer();
  return new Promise((resolve) => {
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}

export async function isOpen(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1');
  const open = await new Promise<boolean>((resolve) => {
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
  });
  socket.destroy();
  return open;
}
