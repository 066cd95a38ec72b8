// A server of several workers, as processes: clients on the one or the other of them, and the end of one alone (Linux).
import { readFileSync } from 'node:fs';
import type { Welcome } from '../../protocol/server-messages.ts';
import { ChatClient } from './chat-client.ts';
import { site } from './chat-server.ts';
import type { Exposition } from './exposition.ts';
import { scrapeFrom } from './measured-server.ts';
import { runServer, type RunningProcess } from './processes.ts';
import { temporaryFolder } from './temporary-folder.ts';
import { until } from './until.ts';

export interface Entered {
  readonly client: ChatClient;
  readonly welcome: Welcome;
  readonly worker: number;
}

export class WorkersServer implements AsyncDisposable {
  readonly process: RunningProcess;
  readonly data: string;
  readonly url: string;
  readonly #removeData: () => void;

  constructor(process: RunningProcess, data: string, removeData: () => void) {
    this.process = process;
    this.data = data;
    this.#removeData = removeData;
    const line = process.lines.find((text) => text.includes('"listening"'))!;
    this.url = (JSON.parse(line) as { url: string }).url;
  }

  /** By their numbers. */
  get pids(): ReadonlyMap<number, number> {
    const { pid } = this.process;
    const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ');
    return new Map(children.filter(Boolean).flatMap((child) => numbered(Number(child))));
  }

  get port(): number {
    return Number(new URL(this.url).port);
  }

  connect(room = 'lobby'): ChatClient {
    return new ChatClient(`${this.url.replace('http', 'ws')}/rooms/${room}`, { origin: site });
  }

  async enter(hello: object = {}, room = 'lobby'): Promise<Entered> {
    const client = this.connect(room);
    client.say({ type: 'hello', ...hello });
    const welcome = await client.next('welcome');
    // Each worker says itself who came to it.
    const worker = await until('the worker that tells who came', () => this.#workerOf(welcome.you.id));
    return { client, welcome, worker };
  }

  /** Comes back until it is there: the newest visit of a participant is looked at. */
  async enterOn(worker: number, hello: object = {}, room = 'lobby'): Promise<Entered> {
    for (;;) {
      const entered = await this.enter(hello, room);
      if (entered.worker === worker) return entered;
      entered.client.leave();
      await entered.client.closed;
      await until('that it left', () => this.#said('left', entered.welcome.you.id).length > 0);
    }
  }

  /** Without a warning; resolves when another has its place. */
  async replace(worker: number): Promise<void> {
    const pid = this.pids.get(worker)!;
    process.kill(pid, 'SIGKILL');
    await until('another worker in its place', () => (this.pids.get(worker) ?? pid) !== pid);
  }

  /** Its metrics, where a flag asks for them. */
  scrape(): Promise<Exposition> {
    const line = this.process.lines.find((text) => text.includes('"listening"'))!;
    return scrapeFrom((JSON.parse(line) as { metrics: string }).metrics);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.process.kill();
    this.#removeData();
  }

  #workerOf(participant: string): number | undefined {
    const came = this.#said('connected', participant);
    const left = this.#said('left', participant);
    return came.length > left.length ? came.at(-1)!.worker : undefined;
  }

  #said(what: string, participant: string): { readonly worker: number }[] {
    return this.process.lines
      .filter((line) => line.includes(participant) && line.includes(`"${what}"`))
      .map((line) => JSON.parse(line) as { worker: number });
  }
}

export async function startWorkersServer(
  workers: number,
  flags: readonly string[] = [],
  environment: Record<string, string> = {},
): Promise<WorkersServer> {
  const folder = temporaryFolder();
  const own = ['--host=127.0.0.1', `--workers=${workers}`, `--origin=${site}`];
  const told = { WS_CHAT_LOG_LEVEL: 'debug', ...environment };
  const process = await runServer(0, folder.path, [...own, ...flags], told);
  return new WorkersServer(process, folder.path, () => folder[Symbol.dispose]());
}

function numbered(pid: number): [number, number][] {
  try {
    const [, number] = /worker-(\d+)\0$/.exec(readFileSync(`/proc/${pid}/cmdline`, 'utf8')) ?? [];
    return number === undefined ? [] : [[Number(number), pid]];
  } catch {
    return [];
  }
}
