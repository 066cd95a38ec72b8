// Where Prometheus asks: a listener of its own, so that nothing of it is ever on the visitors' port.
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ConfigError } from '../config/config-error.ts';
import { parseListenAddress } from '../config/listen-address.ts';
import { createHttpServer } from './http-server.ts';

export interface MetricsServer {
  /** Where the metrics are. */
  readonly url: string;
  close(): Promise<void>;
}

/** Prometheus needs one or two. */
const mostSockets = 50;

const path = '/metrics';

/** In Prometheus' text form; undefined while there are none yet. */
export type ReadMetrics = () => Promise<string> | undefined;

/** Rejects with a ConfigError where it cannot listen. */
export async function serveMetrics(
  setting: string,
  read: ReadMetrics,
  onFailure: (error: unknown) => void,
): Promise<MetricsServer> {
  const { host, port } = parseListenAddress(setting)!;
  const server = createHttpServer(
    (request, response) => {
      answer(request, response, read).catch((error: unknown) => {
        onFailure(error);
        say(response, 500, 'Something went wrong on the server.\n');
      });
    },
    { maxSockets: mostSockets },
  );
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) => reject(unusable(setting, error)));
    server.listen({ host, port }, resolve);
  });
  const taken = (server.address() as AddressInfo).port;
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${taken}${path}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function answer(
  { method, url = '' }: IncomingMessage,
  response: ServerResponse,
  read: ReadMetrics,
): Promise<void> {
  if (url.split('?', 1)[0] !== path || (method !== 'GET' && method !== 'HEAD'))
    return say(response, 404, `There is nothing here but GET ${path}.\n`);
  const text = await read();
  if (text === undefined) return say(response, 503, 'The server is starting. Ask again in a moment.\n');
  say(response, 200, text, 'text/plain; version=0.0.4; charset=utf-8');
}

function say(response: ServerResponse, status: number, text: string, type = 'text/plain; charset=utf-8') {
  response.writeHead(status, {
    'Content-Type': type,
    'Content-Length': Buffer.byteLength(text),
    'X-Content-Type-Options': 'nosniff',
  });
  response.end(text);
}

function unusable(setting: string, { code, message }: NodeJS.ErrnoException): ConfigError {
  return new ConfigError(`--metrics ${setting}: ${cures[code ?? ''] ?? `${message}.`}`);
}

const cures: Readonly<Record<string, string>> = {
  EADDRINUSE: 'another process has this port. Stop that one, or choose another port.',
  EACCES: 'this user may not listen on this port. Choose one above 1023.',
  EADDRNOTAVAIL: 'this machine has no such address. Choose one of its own, as 127.0.0.1.',
  ENOTFOUND: 'there is no such address. Choose one of this machine, as 127.0.0.1.',
  EAI_AGAIN: 'there is no such address. Choose one of this machine, as 127.0.0.1.',
};
