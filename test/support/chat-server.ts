// The whole server on a port and a data folder of its own.
import { createChatServer, type ChatServer } from '../../server/chat-server.ts';
import type { Clock } from '../../server/clock.ts';
import { readConfig } from '../../server/config/read-config.ts';
import type { Engines } from '../../server/engines.ts';
import type { Config } from '../../server/config/settings.ts';
import { ChatClient, type ClientOptions } from './chat-client.ts';
import { createRecorder, type Recorder } from './recorder.ts';
import { temporaryFolder } from './temporary-folder.ts';

/** The one site whose pages are admitted. */
export const site = 'https://site.example';

export interface RunningServer extends AsyncDisposable {
  readonly port: number;
  /** Address of its pages, without a slash at the end. */
  readonly url: string;
  readonly telemetry: Recorder;
  /** What it counts of itself, where it is configured to. */
  readonly metrics: ChatServer['metrics'];
  /** While no owner was signed in: a one-time link for the first one. */
  firstLink(): Promise<string | undefined>;
  /** Its data folder. */
  readonly data: string;
  /** A client at the door of a room, as a page of the admitted site opens it. */
  connect(options?: ClientOptions & { readonly path?: string }): ChatClient;
  /** A client that was welcomed. */
  enter(name?: string, hello?: object): Promise<ChatClient>;
  /** Stops it; a second call waits for the same end. */
  close(): Promise<void>;
}

/** Starts it; its data goes with it, unless `over` names a folder. */
export async function startChatServer(
  over: Partial<Config> = {},
  clock?: Clock,
  engines?: Engines,
): Promise<RunningServer> {
  const folder = temporaryFolder();
  const config: Config = {
    ...readConfig({ flags: [], environment: {} }),
    port: 0,
    host: '127.0.0.1',
    data: folder.path,
    origins: [site],
    ...over,
  };
  const telemetry = createRecorder();
  const server = await createChatServer(config, telemetry, clock, engines);
  const { port } = await server.listen();
  const clients = new Set<ChatClient>();
  let closed: Promise<void> | undefined;
  const running: RunningServer = {
    port,
    url: `http://127.0.0.1:${port}`,
    telemetry,
    metrics: server.metrics,
    data: config.data,
    firstLink: () => server.firstLink(),
    connect({ path = '/rooms/lobby', ...options } = {}) {
      const client = new ChatClient(`ws://127.0.0.1:${port}${path}`, { origin: site, ...options });
      clients.add(client);
      return client;
    },
    async enter(name = 'Ann', hello = {}) {
      const client = running.connect();
      client.say({ type: 'hello', name, ...hello });
      await client.next('welcome');
      return client;
    },
    close: () => (closed ??= server.close()),
    async [Symbol.asyncDispose]() {
      for (const client of clients) client.cut();
      await running.close();
      folder[Symbol.dispose]();
    },
  };
  return running;
}
