// Stand-ins for the incoming webhooks of Slack and Discord: they answer as those do, refuse what those refuse, and read
// what they are given as those would, so that a test sees whom a text would have called.
import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

export interface Failure {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface FarSide extends AsyncDisposable {
  readonly url: string;
  readonly port: number;
  /** How many requests came, those that failed among them. */
  readonly asked: number;
  /** Has requests fail from now on, until it is called without. */
  fail(failure?: Failure): void;
  close(): Promise<void>;
}

interface Asked {
  readonly method: string;
  readonly url: URL;
  readonly body: string;
}

type Answered = readonly [status: number, body?: string];

async function startFarSide(path: string, answer: (asked: Asked) => Answered, port = 0): Promise<FarSide> {
  let failure: Failure | undefined;
  let asked = 0;
  const sockets = new Set<Socket>();
  const server = createServer((request: IncomingMessage, response) => {
    void request.toArray().then((chunks) => {
      asked++;
      if (failure) return response.writeHead(failure.status, failure.headers).end('{"message": "not now"}');
      const url = new URL(request.url!, 'http://far.example');
      const body = Buffer.concat(chunks as Buffer[]).toString();
      const [status, text = ''] = url.pathname.startsWith(path)
        ? answer({ method: request.method!, url, body })
        : ([404, 'no_service'] as const);
      return response.writeHead(status).end(text);
    });
  });
  server.on('connection', (socket) => sockets.add(socket));
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  const { port: listens } = server.address() as AddressInfo;
  const close = async () => {
    const ended = once(server, 'close');
    server.close();
    for (const socket of sockets) socket.destroy();
    await ended;
  };
  let closed: Promise<void> | undefined;
  return {
    url: `http://127.0.0.1:${listens}${path}`,
    port: listens,
    get asked() {
      return asked;
    },
    fail: (next) => (failure = next),
    close: () => (closed ??= close()),
    [Symbol.asyncDispose]: () => (closed ??= close()),
  };
}

export interface Slack extends FarSide {
  /** What is read there, line by line of the channel. */
  readonly texts: readonly string[];
  /** Whom they called. */
  readonly calls: readonly string[];
}

interface SlackBody {
  readonly text?: unknown;
  readonly parse?: string;
  readonly link_names?: boolean;
}

export async function startSlack(port?: number): Promise<Slack> {
  const texts: string[] = [];
  const calls: string[] = [];
  const far = await startFarSide(
    // An address as Slack gives them: a workspace, an app, a secret.
    '/services/T000/B000/secret',
    ({ method, body }) => {
      const { text, parse, link_names: linkNames } = JSON.parse(body) as SlackBody;
      if (method !== 'POST' || typeof text !== 'string' || text === '') return [400, 'no_text'];
      // What stands in angle brackets is markup; names are looked for where that is asked for.
      calls.push(...(text.match(/<[!@#][^>]*>/g) ?? []));
      if (linkNames || parse === 'full') calls.push(...(text.match(/@\w+/g) ?? []));
      texts.push(text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&'));
      return [200, 'ok'];
    },
    port,
  );
  return Object.assign(far, { texts, calls });
}

export interface Discord extends FarSide {
  /** What is in the channel, in the order in which it came. */
  readonly shown: () => readonly { readonly name: string; readonly text: string; readonly markup: string }[];
  /** Whom it called. */
  readonly calls: readonly string[];
}

interface DiscordBody {
  readonly content?: string;
  readonly embeds?: readonly { readonly author?: { readonly name: string }; readonly description?: string }[];
  readonly allowed_mentions?: { readonly parse?: readonly string[] };
}

const mostDescription = 4_096;
const mostOfEmbeds = 6_000;

export async function startDiscord(port?: number): Promise<Discord> {
  const messages = new Map<string, DiscordBody>();
  const calls: string[] = [];
  let made = 0;
  const path = '/api/webhooks/1/token';

  function take(body: string): DiscordBody | undefined {
    const message = JSON.parse(body) as DiscordBody;
    const { content = '', embeds = [], allowed_mentions: allowed } = message;
    const texts = embeds.flatMap(({ author, description = '' }) => [author?.name ?? '', description]);
    const isTooLong = content.length > 2_000 || texts.some((text) => text.length > mostDescription);
    if (isTooLong || texts.join('').length > mostOfEmbeds || content + texts.join('') === '')
      return undefined;
    // Embeds call nobody.
    if (allowed?.parse === undefined || allowed.parse.length > 0)
      calls.push(...(content.match(/@everyone|@here|<@\d+>/g) ?? []));
    return message;
  }

  const far = await startFarSide(
    path,
    ({ method, url, body }) => {
      const id = url.pathname.slice(`${path}/messages/`.length);
      if (method === 'POST') {
        const message = take(body);
        if (!message) return [400, '{"code": 50035, "message": "Invalid Form Body"}'];
        messages.set(`${++made}`, message);
        return url.searchParams.get('wait') === 'true' ? [200, JSON.stringify({ id: `${made}` })] : [204];
      }
      if (!messages.has(id)) return [404, '{"code": 10008, "message": "Unknown Message"}'];
      if (method === 'DELETE') return messages.delete(id) ? [204] : [404];
      const message = take(body);
      if (!message) return [400];
      messages.set(id, message);
      return [200, JSON.stringify({ id })];
    },
    port,
  );
  const shown = () =>
    [...messages.values()].map(({ embeds = [] }) => {
      const markup = embeds.map(({ description = '' }) => description).join('\n');
      const text = markup.replaceAll(/\\([^0-9A-Za-z\s])/g, '$1');
      return { name: embeds[0]!.author!.name, text, markup };
    });
  return Object.assign(far, { shown, calls });
}
