// The process that the workers come from: starts them, holds what only one process may hold, and ends with them.
import cluster from 'node:cluster';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { availableParallelism } from 'node:os';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { systemClock } from '../clock.ts';
import type { Config } from '../config/settings.ts';
import { sharedSecrets } from '../engines.ts';
import { openLog } from '../log/open-log.ts';
import type { Stoppable } from '../stop-on-signal.ts';
import type { Telemetry } from '../telemetry/telemetry.ts';
import { LiveTerms, type Taken } from '../terms.ts';
import { BusRelay } from './bus-relay.ts';
import { channelOf } from './channel.ts';
import { CountedLog } from './counted-log.ts';
import { Crew, type WorkerProcess } from './crew.ts';
import { LogHost } from './log-host.ts';
import type { PrimarySaid, PrimarysEnd, WorkerSaid } from './messages.ts';
import type { WorkersMetrics } from './workers-metrics.ts';

export interface Running {
  readonly port: number;
  readonly link: string | undefined;
  /** In Prometheus’ text form; only where the configuration names an address for them. */
  readonly metrics: (() => Promise<string>) | undefined;
  /** Takes other settings, as far as they can change while it runs; throws a ConfigError, and then takes none. */
  reload(config: Config): Taken;
  /** Resolves when all have ended in order. */
  close(): Promise<void>;
  /** This process, which takes the workers along where it is cut. */
  readonly process: Stoppable;
}

/** What workers have in common, where the log is one that only one process may write to. */
interface Hosted {
  readonly epoch: string;
  serve(line: PrimarysEnd): void;
  close(): Promise<void>;
}

export function workersIn({ workers }: Pick<Config, 'workers'>): number {
  return workers === 0 ? availableParallelism() : workers;
}

/** Resolves when all listen; rejects with the sentence of the first that cannot. */
export async function startWorkers(config: Config, telemetry: Pick<Telemetry, 'advised'>): Promise<Running> {
  // Where all die at once, the next ones have to listen where the former did.
  const port = config.port === 0 ? await freePort(config.host) : config.port;
  // Those of whoever is started in the place of a dead one, too; and what cannot be used is told once, here.
  const terms = new LiveTerms({ ...config, port });
  const hosted = config.log === undefined ? await host(config) : undefined;
  const metrics = config.metrics === undefined ? undefined : await createMetrics();
  const crew = new Crew({
    count: workersIn(config),
    clock: systemClock,
    advise: telemetry.advised,
    begin(worker, greets) {
      const child = fork(worker);
      hosted?.serve(child.channel);
      metrics?.serve(child.channel);
      child.channel.send({
        type: 'begin',
        worker,
        config: terms.now.config,
        epoch: hosted?.epoch,
        greets,
      });
      return child;
    },
  });
  try {
    const { link } = await crew.start();
    const readMetrics = metrics && (() => metrics.text());
    return { port, link, metrics: readMetrics, reload, close, process: withWorkers(process, crew) };
  } catch (error) {
    await hosted?.close();
    throw error;
  }

  function reload(next: Config): Taken {
    // A port that was to be any free one is the one that was taken.
    const taken = terms.take({ ...next, port: next.port === config.port ? port : next.port });
    crew.tell({ type: 'reload', config: terms.now.config });
    return taken;
  }

  async function close(): Promise<void> {
    try {
      await crew.stop();
    } finally {
      await hosted?.close();
    }
  }
}

/** Its library is loaded where it is wanted: it takes a tenth of a second and some memory. */
async function createMetrics(): Promise<WorkersMetrics> {
  const { WorkersMetrics } = await import('./workers-metrics.ts');
  return new WorkersMetrics(systemClock);
}

/** One that nobody uses right now. */
async function freePort(address: string | undefined): Promise<number> {
  const server = createServer().listen(0, address);
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

async function host(config: Config): Promise<Hosted> {
  const log = await openLog(config);
  const counted = new CountedLog(log, sharedSecrets(config.data));
  const logHost = new LogHost(counted);
  const relay = new BusRelay();
  return {
    get epoch() {
      return logHost.epoch;
    },
    serve(line) {
      logHost.serve(line);
      relay.serve(line);
    },
    close: () => counted.close(),
  };
}

function fork(worker: number): WorkerProcess {
  // Runs as TypeScript from the sources and as JavaScript from the package.
  const program = new URL(`./worker-main${extname(import.meta.url)}`, import.meta.url);
  // The word tells them apart in a list of processes.
  const args = [`worker-${worker}`];
  cluster.setupPrimary({ exec: fileURLToPath(program), args, serialization: 'advanced' });
  const { process: child } = cluster.fork();
  return {
    channel: channelOf<WorkerSaid, PrimarySaid>(child, 'exit'),
    onExit(ended) {
      child.once('exit', (code, signal) => ended(signal ?? `exit code ${code}`));
      child.once('error', ({ message }) => {
        if (child.pid === undefined) ended(message);
      });
    },
    kill: () => void child.kill('SIGKILL'),
  };
}

function withWorkers(process: Stoppable, crew: Crew): Stoppable {
  return {
    on: (signal, hear) => process.on(signal, hear),
    exit: (code) => process.exit(code),
    pid: process.pid,
    kill(pid, signal) {
      crew.kill();
      return process.kill(pid, signal);
    },
    stderr: process.stderr,
  };
}
