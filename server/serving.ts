// The HTTP servers that the chat is served by, its own or somebody’s, and the address that it has there.
import type { Server } from 'node:http';
import type { Server as SecureServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { Server as TlsServer } from 'node:tls';
import type { Config } from './config/settings.ts';
import { createHttpServer } from './http/http-server.ts';
import type { ChatHandler } from './http/under-path.ts';

export type HttpServer = Server | SecureServer;

/** Sockets beyond those of the rooms: pages, health checks, and those that are turned away. */
const spareSockets = 1_000;

/** `publicUrl` without a slash at the end; one without a path has that under which the chat is served. */
export function publicAddress({ publicUrl, path }: Pick<Config, 'publicUrl' | 'path'>): string | undefined {
  if (publicUrl === undefined) return undefined;
  const { origin, pathname } = new URL(publicUrl);
  return origin + (pathname === '/' ? path : pathname.replace(/\/$/, ''));
}

export class Serving {
  readonly handler: ChatHandler;
  readonly #config: Config;
  readonly #guard: (server: HttpServer) => () => void;
  /** Each with what ends that upgrades are heard there. */
  readonly #servers = new Map<HttpServer, () => void>();
  #own: Server | undefined;

  /** `guard` hears a server’s upgrades, until what it returns is called. */
  constructor(config: Config, handler: ChatHandler, guard: (server: HttpServer) => () => void) {
    this.#config = config;
    this.handler = handler;
    this.#guard = guard;
  }

  /** As visitors write it, without a slash at the end. */
  get address(): string {
    const { host = 'localhost', port, path } = this.#config;
    const [server] = this.#servers.keys();
    const taken = server?.address() as AddressInfo | null | undefined;
    const scheme = server instanceof TlsServer ? 'https' : 'http';
    return publicAddress(this.#config) ?? `${scheme}://${host}:${taken?.port ?? port}${path}`;
  }

  attach(server: HttpServer): void {
    if (!this.#servers.has(server)) this.#servers.set(server, this.#guard(server));
  }

  listen(): Promise<AddressInfo> {
    const { port, host, maxConnections } = this.#config;
    const server = createHttpServer(this.handler, { maxSockets: maxConnections + spareSockets });
    this.#own = server;
    this.attach(server);
    return new Promise((resolve, reject) => {
      server.once('error', reject);
      server.listen({ port, ...(host !== undefined && { host }), backlog: 4096 }, () => {
        server.removeListener('error', reject);
        resolve(server.address() as AddressInfo);
      });
    });
  }

  /** Ends its own server; somebody’s goes on without the chat. */
  async close(): Promise<void> {
    const own = this.#own;
    if (own)
      await new Promise<void>((resolve) => {
        own.close(() => resolve());
        own.closeAllConnections();
      });
    for (const stop of this.#servers.values()) stop();
    this.#servers.clear();
  }
}
