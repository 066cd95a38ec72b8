// One of several processes that serve the same rooms on the same port: begins, stops and ends as the primary says.
import { randomUUID } from 'node:crypto';
import { createChatServer, type ChatServer } from '../chat-server.ts';
import { systemClock } from '../clock.ts';
import type { Config } from '../config/settings.ts';
import { openEngines, type Engines } from '../engines.ts';
import { startFailure } from '../start-failure.ts';
import { createStructuredLog, type StructuredLog } from '../telemetry/structured-log.ts';
import { IpcBus } from './ipc-bus.ts';
import type { Begin, WorkersEnd } from './messages.ts';
import { RemoteLog } from './remote-log.ts';

/** What of the process it needs. */
export interface Endable {
  exit(code: number): void;
}

type State =
  | { readonly is: 'waiting' | 'stopping' }
  /** `reloads`: what it is to do as soon as it serves. */
  | { readonly is: 'starting'; readonly reloads: (() => void)[] }
  | { readonly is: 'serving'; readonly server: ChatServer; readonly log: StructuredLog };

export function work(channel: WorkersEnd, process: Endable): void {
  let state: State = { is: 'waiting' };

  channel.hear((said) => {
    if (said.type === 'begin') void start(said);
    else if (said.type === 'stop') void stop();
    else if (said.type === 'reload') reload(said.config);
    else if (said.type === 'measure') void measure(said.id);
  });
  // Without the primary there is no log and no port.
  channel.onEnd(() => process.exit(1));

  async function start(begin: Begin): Promise<void> {
    const reloads: (() => void)[] = [];
    state = { is: 'starting', reloads };
    const { worker, config, greets } = begin;
    try {
      const log = createStructuredLog(config.logLevel, worker);
      const server = await createChatServer(config, log, systemClock, await enginesOf(begin, channel));
      const { port } = await server.listen();
      const link = greets ? await server.firstLink() : undefined;
      // Nobody came in before it was told to stop.
      if (hasToStop()) return process.exit(0);
      state = { is: 'serving', server, log };
      for (const run of reloads) run();
      channel.send({ type: 'ready', port, link });
    } catch (error) {
      fail(error);
    }
  }

  function reload(config: Config): void {
    if (state.is === 'starting') return void state.reloads.push(() => reload(config));
    if (state.is !== 'serving') return;
    const { server, log } = state;
    try {
      server.reload(config);
      log.setLevel(config.logLevel);
    } catch (error) {
      // The primary could use them a moment ago: a file that they name has changed since.
      log.notReloaded(error instanceof Error ? error.message : String(error));
    }
  }

  async function stop(): Promise<void> {
    const former = state;
    state = { is: 'stopping' };
    if (former.is === 'waiting') return process.exit(0);
    if (former.is !== 'serving') return;
    try {
      await former.server.close();
      process.exit(0);
    } catch (error) {
      fail(error);
    }
  }

  /** Who does not serve has nothing new to tell: what was last heard of it goes on counting. */
  async function measure(id: number): Promise<void> {
    if (state.is !== 'serving' || !state.server.metrics) return;
    channel.send({ type: 'measured', id, record: await state.server.metrics.read() });
  }

  function hasToStop(): boolean {
    return state.is === 'stopping';
  }

  /** The primary ends it, so that its last word is heard before it is gone. */
  function fail(error: unknown): void {
    channel.send({ type: 'failed', sentence: startFailure(error) });
  }
}

/** Of its own, or by the primary’s hands. */
async function enginesOf({ worker, config, epoch }: Begin, channel: WorkersEnd): Promise<Engines> {
  const controlFolder = worker === 1 ? config.data : undefined;
  if (epoch === undefined) return openEngines(config, controlFolder);
  return { node: randomUUID(), log: new RemoteLog(channel, epoch), bus: new IpcBus(channel), controlFolder };
}
