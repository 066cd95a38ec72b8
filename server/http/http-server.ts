// The HTTP server under everything, with a bound on whatever a stranger can make it hold or wait for.
import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';

export interface HttpBounds {
  /** Sockets of any kind; the next one is closed at once. */
  readonly maxSockets: number;
  /** With the interval: who sends no whole request within ten seconds is gone. */
  readonly headersTimeoutMs?: number;
  readonly checkEveryMs?: number;
  /** How long a socket may rest between two requests. */
  readonly keepAliveMs?: number;
}

export function createHttpServer(app: RequestListener, bounds: HttpBounds): Server {
  const { maxSockets, headersTimeoutMs = 7_000, checkEveryMs = 2_000, keepAliveMs = 5_000 } = bounds;
  const server = createServer(
    {
      headersTimeout: headersTimeoutMs,
      requestTimeout: 2 * headersTimeoutMs,
      connectionsCheckingInterval: checkEveryMs,
      keepAliveTimeout: keepAliveMs,
      maxHeaderSize: 16_384,
      shouldUpgradeCallback: isWebSocket,
    },
    app,
  );
  server.maxConnections = maxSockets;
  // Else workers that are full would pass a socket round among them, without an end.
  Object.assign(server, { dropMaxConnection: true });
  // Browsers open a socket for a page and its script, and hardly ever ask for more by it.
  server.maxRequestsPerSocket = 100;
  return server;
}

/** Anything else that asks for an upgrade, as HTTP/2 in the clear, is answered as plain HTTP. */
function isWebSocket({ headers }: IncomingMessage): boolean {
  return headers.upgrade?.toLowerCase() === 'websocket';
}
