// Answers /api/v1: each request passes the same gates, in this order: no page, a known key, how often, the scope,
// the room, and only then what was sent.
import { pipeline } from 'node:stream/promises';
import { Readable } from 'node:stream';
import express, {
  Router,
  type ErrorRequestHandler,
  type Request,
  type RequestHandler,
  type Response,
} from 'express';
import { clientAddressKey } from '../connection/knock.ts';
import { LogUnavailable } from '../log/log.ts';
import { TokenBuckets } from '../moderation/token-buckets.ts';
import {
  closedTo,
  isFromPage,
  keyRate,
  lacksScope,
  notForPages,
  strangerRate,
  tooFast,
  unknownKey,
} from './gate.ts';
import type { ApiKey } from './key-ring.ts';
import { openApi } from './openapi.ts';
import { problem, problemJson, problemType, statusOf, type Problem } from './problem.ts';
import type { Answer, Route } from './route.ts';
import { routes } from './routes.ts';
import type { ApiServices } from './services.ts';

/** Largest body, in bytes. */
export const bodyBytes = 65_536;

const headers = {
  'Cache-Control': 'no-store',
  'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'; sandbox",
  'Cross-Origin-Resource-Policy': 'same-origin',
  'X-Content-Type-Options': 'nosniff',
};

const noRoute = problem(
  'no-such-route',
  'There is nothing here. What there is stands in GET /api/v1/openapi.json.',
);

const wrongMethod = problem(
  'wrong-method',
  'This address takes another method. The header Allow names it, and GET /api/v1/openapi.json tells more.',
);

const notJson = problem(
  'not-json',
  'The body must be JSON in UTF-8, not compressed. Send “Content-Type: application/json” with it.',
);

const unreadable = problem(
  'bad-request',
  'This request cannot be read. Send an address and a body that are whole, as JSON has it.',
);

const tooLarge = problem('too-large', `The body is larger than ${bodyBytes} bytes. Send less at once.`);

const unavailable = problem(
  'unavailable',
  'The chat cannot read or store just now. Try the same again in a while.',
  {
    retryAfterMs: 5_000,
  },
);

const broken = problem('internal', 'Something went wrong on the server. Try again.');

/** What the gates found out. */
interface Found {
  readonly key: ApiKey;
  readonly params: Readonly<Record<string, unknown>>;
}

export function restApi(services: ApiServices): Router {
  const { keys, clock, telemetry } = services;
  const asked = new TokenBuckets(keyRate, clock);
  const strangers = new TokenBuckets(strangerRate, clock, services.disguise);
  const table = routes(services);
  const router = Router();

  router.use((request, response, next) => {
    response.set(headers);
    if (isFromPage(request.headers)) return refuse(response, notForPages);
    next();
  });
  const document = openApi(table);
  router.get('/openapi.json', (_request, response) => {
    response.json(document(services.address()));
  });
  const parse = express.json({ limit: bodyBytes, inflate: false });
  for (const one of table)
    router[one.method](
      expressPath(one.path),
      admit(one),
      ...(one.body ? [isJson(one), parse] : []),
      answer(one),
    );
  for (const path of new Set(table.map((one) => one.path))) {
    const methods = table.filter((one) => one.path === path).map(({ method }) => method.toUpperCase());
    router.all(expressPath(path), (_request, response) => {
      response.set('Allow', methods.join(', '));
      refuse(response, wrongMethod);
    });
  }
  router.use((_request, response) => refuse(response, noRoute));
  router.use(failed(telemetry));
  return router;

  function admit(one: Route): RequestHandler {
    return async (request, response, next) => {
      const key = keys.find(request.headers.authorization);
      const waitMs = key
        ? asked.take(key.name, one.cost)
        : strangers.take(clientAddressKey(request, services.trustedProxies));
      if (waitMs > 0) return refuse(response, tooFast(waitMs));
      if (!key) return refuse(response, unknownKey);
      const lacking = lacksScope(key, one);
      if (lacking) return refuse(response, lacking);
      const read = one.readParams(request.params);
      if ('problem' in read) return refuse(response, read);
      const { room } = read.params;
      const closed = typeof room === 'string' && (await closedTo(key, room, one, services));
      if (closed) return refuse(response, closed);
      response.locals = { key, params: read.params } satisfies Found;
      next();
    };
  }
}

/** As Express writes it. */
function expressPath(path: string): string {
  return path.replaceAll('{', ':').replaceAll('}', '');
}

/** A body that may be empty may be left out. */
function isJson({ body }: Route): RequestHandler {
  const mayLack = body?.safeParse({}).success;
  return (request, response, next) => {
    if (request.is('application/json') || (mayLack && !hasBody(request))) return next();
    refuse(response, notJson);
  };
}

function hasBody({
  headers: { 'transfer-encoding': encoding, 'content-length': length = '0' },
}: Request): boolean {
  return encoding !== undefined || length !== '0';
}

function answer(one: Route): RequestHandler {
  return async (request, response) => {
    const { key, params } = response.locals as Found;
    const known = Object.keys(one.headers?.shape ?? {});
    const given = Object.fromEntries(known.map((name) => [name, request.headers[name]]));
    const raw = { query: request.query, body: (request.body ?? {}) as unknown, headers: given };
    await send(response, await one.answer(key, params, raw));
  };
}

async function send(response: Response, answered: Answer): Promise<void> {
  if ('problem' in answered) return refuse(response, answered);
  if ('chunks' in answered) {
    response.attachment(answered.file).type(answered.type);
    // Waits while the other side does not read, and ends when it is gone.
    await pipeline(Readable.from(answered.chunks, { objectMode: true, highWaterMark: 1 }), response);
    return;
  }
  response.status(answered.status);
  if ('json' in answered) response.json(answered.json);
  else response.end();
}

function refuse(response: Response, { problem: found }: { readonly problem: Problem }): void {
  const status = statusOf(found);
  const { retryAfterMs } = found;
  if (retryAfterMs !== undefined) response.set('Retry-After', String(Math.ceil(retryAfterMs / 1_000)));
  if (status === 401) response.set('WWW-Authenticate', 'Bearer');
  response
    .status(status)
    .type(problemType)
    .send(JSON.stringify(problemJson(found)));
}

/** Express knows an error handler by its four parameters. */
function failed(telemetry: ApiServices['telemetry']): ErrorRequestHandler {
  return (error: unknown, _request, response: Response, next) => {
    const status = error instanceof Error && 'status' in error ? error.status : undefined;
    if (status === 413) return refuse(response, tooLarge);
    if (status === 415) return refuse(response, notJson);
    if (typeof status === 'number' && status < 500) return refuse(response, unreadable);
    telemetry.failed('Answering a program failed', error);
    // A download that broke off must not look whole.
    if (response.headersSent) return next(error);
    refuse(response, error instanceof LogUnavailable ? unavailable : broken);
  };
}
