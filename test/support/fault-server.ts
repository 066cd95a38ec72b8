// The server as a process that is killed, stopped and started again on the same port and data.
import { site } from './chat-server.ts';
import { freePort, runServer, type RunningProcess } from './processes.ts';
import { temporaryFolder } from './temporary-folder.ts';
import { vitalsOf, type Vitals } from './vitals.ts';

export interface FaultServer extends AsyncDisposable {
  readonly port: number;
  /** The one that runs, or ran last. */
  readonly process: RunningProcess;
  readonly vitals: Vitals;
  start(): Promise<void>;
  kill(): Promise<void>;
}

/** Limits so wide that a test meets none which it does not look for. */
export const wideLimits = [
  '--allow-missing-origin',
  `--origin=${site}`,
  '--max-connections=100000',
  '--max-connections-per-address=100000',
  '--post-burst=1000',
  '--posts-per-second=1000',
] as const;

/** `preload` is run by the server’s process before anything else; `settings` are its environment. */
export async function startFaultServer(
  flags: readonly string[] = wideLimits,
  preload?: 'jumping-date' | 'telling-what-is-held',
  settings: Readonly<Record<string, string>> = {},
): Promise<FaultServer> {
  const preloaded = new URL(`./${preload}.ts`, import.meta.url);
  const environment: Record<string, string> = {
    ...settings,
    ...(preload !== undefined && { NODE_OPTIONS: `--import=${preloaded.href}` }),
  };
  const folder = temporaryFolder();
  const port = await freePort();
  let process: RunningProcess;
  let starting: Promise<void> | undefined;
  let ended = false;
  const server: FaultServer = {
    port,
    get process() {
      return process;
    },
    get vitals() {
      return vitalsOf(process.pid);
    },
    async start() {
      if (ended) throw new Error('The server’s test is over.');
      starting = runServer(port, folder.path, ['--host=127.0.0.1', ...flags], environment).then((running) => {
        process = running;
      });
      await starting;
    },
    kill: () => process.kill(),
    async [Symbol.asyncDispose]() {
      ended = true;
      await starting;
      await process.kill();
      folder[Symbol.dispose]();
    },
  };
  await server.start();
  return server;
}
