// A program on this machine that webhooks are sent to, which answers as the test says. It verifies by itself, from
// the text of Standard Webhooks alone.
import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type { Entry } from '../../protocol/server-messages.ts';
import type { WebhookSettings } from '../../server/config/webhook-setting.ts';

export interface Received {
  readonly id: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  readonly event: {
    readonly type: string;
    readonly timestamp: string;
    readonly data: { readonly room: string; readonly entry: Entry };
  };
  readonly isSigned: boolean;
  /** With what it was answered; 0 where that was left to the test. */
  status: number;
}

/** A status, or what is done with the response. */
export type Reply = number | ((response: ServerResponse) => void);

export interface WebhookReceiver extends AsyncDisposable {
  readonly url: string;
  readonly port: number;
  /** In the order in which they came. */
  readonly received: readonly Received[];
  /** Those that it took. */
  readonly taken: readonly Received[];
  /** What the messages said that it took, each once. */
  readonly texts: readonly string[];
  /** Answers from now on. */
  answer(reply: (received: Received) => Reply): void;
  /** As a configuration has it. */
  settings(over?: Partial<WebhookSettings>): WebhookSettings;
  close(): Promise<void>;
}

const bytes = 'a secret of thirty-two characters';
export const webhookSecret = `whsec_${Buffer.from(bytes).toString('base64')}`;

const taken = 204;

export async function startReceiver(port = 0): Promise<WebhookReceiver> {
  const received: Received[] = [];
  const sockets = new Set<Socket>();
  let reply: (one: Received) => Reply = () => taken;
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks).toString();
      void isSigned(request.headers, body).then((isSigned) => {
        const id = request.headers['webhook-id'] as string;
        const event = JSON.parse(body) as Received['event'];
        const one: Received = { id, headers: request.headers, body, event, isSigned, status: 0 };
        const what = reply(one);
        if (typeof what === 'number') one.status = what;
        received.push(one);
        if (typeof what === 'function') what(response);
        else response.writeHead(what).end();
      });
    });
  });
  server.on('connection', (socket) => sockets.add(socket));
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  const { port: listens } = server.address() as AddressInfo;
  const url = `http://127.0.0.1:${listens}/webhook`;
  const takenOf = () => received.filter(({ status }) => status >= 200 && status < 300);
  let closed: Promise<void> | undefined;
  const close = async () => {
    const ended = once(server, 'close');
    server.close();
    for (const socket of sockets) socket.destroy();
    await ended;
  };
  return {
    url,
    port: listens,
    received,
    get taken() {
      return takenOf();
    },
    get texts() {
      const once = new Map(takenOf().map(({ id, event }) => [id, event.data.entry]));
      return [...once.values()].flatMap((entry) => ('text' in entry ? entry.text : []));
    },
    answer: (next) => (reply = next),
    settings: (over = {}) => ({
      ...{ name: 'shop', url, secret: webhookSecret, rooms: ['*'], giveUpHours: 72, allowPrivate: true },
      events: ['message', 'edit', 'removal'],
      ...over,
    }),
    close: () => (closed ??= close()),
    [Symbol.asyncDispose]: () => (closed ??= close()),
  };
}

/** By Web Crypto, while the server signs by `node:crypto`. */
async function isSigned(headers: IncomingHttpHeaders, body: string): Promise<boolean> {
  const [id, timestamp, signatures] = ['id', 'timestamp', 'signature'].map(
    (name) => headers[`webhook-${name}`] as string,
  );
  const key = await crypto.subtle.importKey(
    'raw',
    new TextEncoder().encode(bytes),
    { name: 'HMAC', hash: 'SHA-256' },
    false,
    ['verify'],
  );
  const content = new TextEncoder().encode(`${id}.${timestamp}.${body}`);
  for (const one of signatures!.split(' ')) {
    const [version, signature] = one.split(',') as [string, string];
    if (version !== 'v1') continue;
    const given = Uint8Array.from(atob(signature), (letter) => letter.charCodeAt(0));
    if (await crypto.subtle.verify('HMAC', key, given, content)) return true;
  }
  return false;
}
