// A server under test: a process of its own on a core of its own, with a folder that goes with it.
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import { freePort } from '../support/free-port.ts';
import { pinned, serverCore } from './cores.ts';
import type { Target } from './targets.ts';

export interface ServerProcess extends AsyncDisposable {
  readonly port: number;
  readonly pid: number;
  /** Where the probe writes, if it is loaded. */
  readonly loopReport: string;
}

/** A start that takes longer has failed. */
const startMs = 15_000;

/** Starts a target, with further flags for its runtime; resolves when it takes connections. */
export async function startServer(
  target: Pick<Target, 'command'>,
  runtimeFlags: readonly string[] = [],
): Promise<ServerProcess> {
  const data = mkdtempSync(join(tmpdir(), 'ws-chat-bench-'));
  const loopReport = join(data, 'loop-report');
  const port = await freePort();
  const [program, ...args] = target.command(port, data)!;
  const [command, ...rest] = pinned(serverCore, [program!, ...runtimeFlags, ...args]);
  const output = openSync(join(data, 'output'), 'w');
  const child = spawn(command!, rest, {
    env: { ...process.env, PORT: String(port), DATA: data, LOOP_REPORT: loopReport },
    stdio: ['ignore', output, output],
  });
  closeSync(output);
  await untilItListens(child, port, join(data, 'output'));
  return {
    port,
    pid: child.pid!,
    loopReport,
    async [Symbol.asyncDispose]() {
      await end(child);
      rmSync(data, { recursive: true });
    },
  };
}

async function untilItListens(child: ChildProcess, port: number, output: string): Promise<void> {
  for (let waited = 0; waited < startMs && child.exitCode === null; waited += 50) {
    if (await takesConnections(port)) return;
    await after(50);
  }
  child.kill('SIGKILL');
  throw new Error(`The server did not start.\n${readFileSync(output, 'utf8')}`);
}

function takesConnections(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}

/** It may say good-bye; what takes longer than that is cut off. */
async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), 5_000);
  await exited;
  clearTimeout(timer);
}
