// The console without a page: it signs in by links and asks the API over real HTTP.
import type { ConsoleRefusal, ConsoleSession, StaffLink } from '../../protocol/console.ts';
import { consoleApiPath } from '../../protocol/console.ts';
import type { RunningServer } from './chat-server.ts';

export interface Answered<Json> {
  readonly status: number;
  readonly json: Json;
  readonly text: string;
  readonly headers: Headers;
}

export type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';

export class Console {
  readonly #server: Pick<RunningServer, 'url'>;
  readonly session: ConsoleSession;

  constructor(server: Pick<RunningServer, 'url'>, session: ConsoleSession) {
    this.#server = server;
    this.session = session;
  }

  get token(): string {
    return this.session.token;
  }

  ask<Json = ConsoleRefusal>(method: Method, path: string, body?: unknown): Promise<Answered<Json>> {
    return askConsole<Json>(this.#server, method, path, { token: this.token, body });
  }

  /** Somebody new of the staff, who has opened their link. */
  async add(
    name: string,
    role: 'owner' | 'moderator' = 'moderator',
    rooms?: readonly string[],
  ): Promise<Console> {
    const { json } = await this.ask<StaffLink>('POST', '/staff', { name, role, ...(rooms && { rooms }) });
    return openLink(this.#server, json.link);
  }
}

export async function askConsole<Json = ConsoleRefusal>(
  { url }: Pick<RunningServer, 'url'>,
  method: Method,
  path: string,
  {
    token,
    body,
    headers,
  }: { readonly token?: string; readonly body?: unknown; readonly headers?: Record<string, string> } = {},
): Promise<Answered<Json>> {
  const response = await fetch(`${url}${consoleApiPath}${path}`, {
    method,
    headers: {
      ...(token !== undefined && { Authorization: `Bearer ${token}` }),
      ...(body !== undefined && { 'Content-Type': 'application/json' }),
      ...headers,
    },
    ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.startsWith('application/json') ?? false;
  return {
    status: response.status,
    json: (isJson ? JSON.parse(text) : undefined) as Json,
    text,
    headers: response.headers,
  };
}

export function keyOf(link: string): string {
  return new URL(link).hash.slice('#key='.length);
}

export async function openLink(
  server: Pick<RunningServer, 'url'>,
  link: string,
  name?: string,
): Promise<Console> {
  const body = { key: keyOf(link), ...(name !== undefined && { name }) };
  const { status, json, text } = await askConsole<ConsoleSession>(server, 'POST', '/session', { body });
  if (status !== 200) throw new Error(`Nobody was signed in: ${text}`);
  return new Console(server, json);
}

/** The first owner, by the link that the server makes at its start. */
export async function firstOwner(
  server: Pick<RunningServer, 'url' | 'firstLink'>,
  name = 'Olga',
): Promise<Console> {
  return openLink(server, (await server.firstLink())!, name);
}
