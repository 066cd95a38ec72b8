// Programs of ours as processes of their own, so that a test can kill them like a power cut would.
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

export interface RunningProcess extends AsyncDisposable {
  readonly pid: number;
  /** What it printed so far. */
  readonly lines: readonly string[];
  /** Resolves with its exit code, null where a signal ended it. */
  readonly exited: Promise<number | null>;
  signal(signal: NodeJS.Signals): void;
  /** Ends it without warning. */
  kill(): Promise<void>;
  /** Asks it to end; resolves with its exit code. */
  stop(): Promise<number | null>;
}

/**
 * Runs a program of the repository, in a network namespace where one is named; resolves once it printed a line that
 * `isReady` knows.
 */
export function run(
  script: string,
  args: readonly string[],
  environment: Record<string, string>,
  isReady: (line: string) => boolean,
  network?: string,
): Promise<RunningProcess> {
  // `ip` becomes what it starts: it is the same process.
  const into = network === undefined ? [] : ['ip', 'netns', 'exec', network];
  return runIn(root, [...into, process.execPath, script, ...args], environment, isReady);
}

/** The same for any program, in a folder of its own; as a `group` what it starts itself gets its signals, too. */
export async function runIn(
  folder: string,
  [program, ...args]: readonly string[],
  environment: Record<string, string>,
  isReady: (line: string) => boolean,
  group = false,
): Promise<RunningProcess> {
  const child = spawn(program!, args, {
    cwd: folder,
    env: { ...process.env, ...environment },
    detached: group,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const lines: string[] = [];
  await new Promise<void>((resolve, reject) => {
    const hear = (line: string) => {
      lines.push(line);
      if (isReady(line)) resolve();
    };
    createInterface({ input: child.stdout }).on('line', hear);
    createInterface({ input: child.stderr }).on('line', hear);
    child.once('exit', () =>
      reject(new Error(`${program} ${args.join(' ')} ended early:\n${lines.join('\n')}`)),
    );
  });
  const tell = (signal: NodeJS.Signals) => (group ? process.kill(-child.pid!, signal) : child.kill(signal));
  const end = async (signal: NodeJS.Signals) => {
    if (child.exitCode === null && child.signalCode === null) {
      tell(signal);
    }
    return exited(child);
  };
  return {
    pid: child.pid!,
    lines,
    exited: exited(child),
    signal: (signal) => void tell(signal),
    async kill() {
      await end('SIGKILL');
    },
    stop: () => end('SIGTERM'),
    async [Symbol.asyncDispose]() {
      await end('SIGKILL');
    },
  };
}

/** The chat server as its users start it. */
export function runServer(
  port: number,
  data: string,
  flags: readonly string[] = [],
  environment: Record<string, string> = {},
  network?: string,
): Promise<RunningProcess> {
  const args = [`--port=${port}`, `--data=${data}`, ...flags];
  return run('server/main.ts', args, environment, (line) => line.includes('"listening"'), network);
}

async function exited(child: ChildProcess): Promise<number | null> {
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  return child.exitCode;
}
