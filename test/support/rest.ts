// Programs that ask the REST API over real HTTP, each by a key of its own.
import { randomUUID } from 'node:crypto';
import type { Clock } from '../../server/clock.ts';
import { scopes, type Scope } from '../../server/config/api-key-setting.ts';
import type { Config } from '../../server/config/settings.ts';
import type { Engines } from '../../server/engines.ts';
import { startChatServer, type RunningServer } from './chat-server.ts';

export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly field?: string;
  readonly scope?: string;
  readonly retryAfterMs?: number;
}

export interface RestAnswer<Json> {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly json: Json;
}

export interface RestAsked {
  readonly secret?: string | undefined;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as it is where it is text, else as JSON. */
  readonly body?: unknown;
}

/** The setting of a key, and its secret. */
export function keyFor(name: string, of: readonly Scope[] = scopes, rooms?: readonly string[]) {
  const secret = `${name}-${randomUUID()}`;
  return { name, secret, scopes: [...of], ...(rooms && { rooms: [...rooms] }) };
}

export async function askRest<Json = Problem>(
  { url }: Pick<RunningServer, 'url'>,
  method: 'GET' | 'POST' | 'PUT' | 'DELETE' | 'OPTIONS',
  path: string,
  { secret, headers, body }: RestAsked = {},
): Promise<RestAnswer<Json>> {
  const response = await fetch(`${url}/api/v1${path}`, {
    method,
    headers: {
      ...(secret !== undefined && { Authorization: `Bearer ${secret}` }),
      ...(body !== undefined && { 'Content-Type': 'application/json' }),
      ...headers,
    },
    ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  const isJson = /^application\/(problem\+)?json/.test(response.headers.get('content-type') ?? '');
  return {
    status: response.status,
    headers: response.headers,
    text,
    json: (isJson ? JSON.parse(text) : undefined) as Json,
  };
}

export interface RestServer extends RunningServer {
  /** Asks by a key that may do everything. */
  get<Json = Problem>(path: string): Promise<RestAnswer<Json>>;
  post<Json = Problem>(
    path: string,
    body?: unknown,
    headers?: RestAsked['headers'],
  ): Promise<RestAnswer<Json>>;
}

/** A server with one key, `robot`, beside those that are given. */
export async function startRest(
  over: Partial<Config> = {},
  clock?: Clock,
  engines?: Engines,
): Promise<RestServer> {
  const robot = keyFor('robot');
  const apiKeys = [robot, ...(over.apiKeys ?? [])];
  const server = await startChatServer({ postBurst: 1_000, ...over, apiKeys }, clock, engines);
  return Object.assign(server, {
    get: <Json>(path: string) => askRest<Json>(server, 'GET', path, { secret: robot.secret }),
    post: <Json>(path: string, body?: unknown, headers: RestAsked['headers'] = {}) =>
      askRest<Json>(server, 'POST', path, { secret: robot.secret, body, headers }),
  });
}
