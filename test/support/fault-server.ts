// The server as a process that is killed, stopped and started again on the same port and data.
import { site } from './chat-server.ts';
import type { NodeNetwork } from './node-network.ts';
import { freePort } from './free-port.ts';
import { runServer, type RunningProcess } from './processes.ts';
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

export interface FaultPlace {
  /** Settings in the server’s environment. */
  readonly settings?: Readonly<Record<string, string>>;
  /** The network that it lives in, where it has one of its own. */
  readonly network?: Pick<NodeNetwork, 'name' | 'wayIn'> | undefined;
}

/** `preload` is run by the server’s process before anything else. */
export async function startFaultServer(
  flags: readonly string[] = wideLimits,
  preload?: 'jumping-date' | 'telling-what-is-held',
  { settings = {}, network }: FaultPlace = {},
): Promise<FaultServer> {
  const preloaded = new URL(`./${preload}.ts`, import.meta.url);
  const environment: Record<string, string> = {
    ...settings,
    ...(preload !== undefined && { NODE_OPTIONS: `--import=${preloaded.href}` }),
  };
  const folder = temporaryFolder();
  const port = await freePort();
  const wayIn = await network?.wayIn(port);
  let process: RunningProcess;
  let starting: Promise<void> | undefined;
  let ended = false;
  const server: FaultServer = {
    port: wayIn?.port ?? port,
    get process() {
      return process;
    },
    get vitals() {
      return vitalsOf(process.pid);
    },
    async start() {
      if (ended) throw new Error('The server’s test is over.');
      const host = `--host=${network ? '0.0.0.0' : '127.0.0.1'}`;
      const started = runServer(port, folder.path, [host, ...flags], environment, network?.name);
      starting = started.then((running) => {
        process = running;
      });
      await starting;
    },
    kill: () => process.kill(),
    async [Symbol.asyncDispose]() {
      ended = true;
      await starting;
      await process.kill();
      await wayIn?.[Symbol.asyncDispose]();
      folder[Symbol.dispose]();
    },
  };
  await server.start();
  return server;
}
