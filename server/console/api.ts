// Answers /console/api: each request passes the same gates, in this order: where it comes from, who asks, how
// often, whether they may, what they sent. A token in a header is the only proof; nothing here is a cookie’s.
import { pipeline } from 'node:stream/promises';
import { Readable } from 'node:stream';
import express, {
  Router,
  type ErrorRequestHandler,
  type Request,
  type RequestHandler,
  type Response,
} from 'express';
import type { ConsoleRefusal } from '../../protocol/console.ts';
import { clientAddressKey } from '../connection/knock.ts';
import type { Signed } from '../identity/staff.ts';
import { everyRoom } from '../log/keeping.ts';
import { LogUnavailable } from '../log/log.ts';
import { inWords } from '../moderation/refusal.ts';
import { TokenBuckets, type Rate } from '../moderation/token-buckets.ts';
import { notSignedIn, refusalOf, signedBy } from './gate.ts';
import { statuses, type Answer, type Door, type Route } from './route.ts';
import { doors, routes } from './routes.ts';
import type { ConsoleServices } from './services.ts';

/** What one of the staff may ask. */
export const askRate: Rate = { burst: 60, perSecond: 4 };

/** What one network may ask without a token that is good. */
export const knockRate: Rate = { burst: 30, perSecond: 1 / 2 };

const headers = {
  'Cache-Control': 'no-store',
  'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'; sandbox",
  'Cross-Origin-Resource-Policy': 'same-origin',
  'X-Content-Type-Options': 'nosniff',
};

const gone: ConsoleRefusal = {
  code: 'not-found',
  sentence: 'There is nothing here. Reload the console; it may be older than the server.',
};

const elsewhere: ConsoleRefusal = {
  code: 'not-allowed',
  sentence: 'Only the console’s own page may ask this. Open /console on the chat’s own address.',
};

const notJson: ConsoleRefusal = {
  code: 'bad-request',
  sentence: 'What is sent here must be JSON, and say so. Reload the console and try again.',
};

export function consoleApi(services: ConsoleServices): Router {
  const { clock, telemetry } = services;
  const asks = new TokenBuckets(askRate, clock);
  const knocks = new TokenBuckets(knockRate, clock, services.disguise);
  const router = Router();

  router.use((request, response, next) => {
    response.set(headers);
    // Browsers say so themselves; what is no browser has no page that could be misled.
    const from = request.headers['sec-fetch-site'] ?? 'same-origin';
    if (from !== 'same-origin' && from !== 'none') return refuseWith(response, elsewhere);
    next();
  });
  for (const one of doors(services))
    router[one.method](one.path, knocked, isJson, body(one), answerDoor(one));
  for (const one of routes(services)) {
    const reads = one.takesBody ? [isJson, body(one)] : [];
    router[one.method](one.path, mayAsk(one), ...reads, answerRoute(one));
  }
  router.use((_request, response) => refuseWith(response, gone));
  router.use(failed(telemetry));
  return router;

  function knocked(request: Request, response: Response, next: () => void): void {
    const waitMs = knocks.take(clientAddressKey(request, services.trustedProxies));
    if (waitMs > 0) return refuseWith(response, tooFast(waitMs));
    next();
  }

  function mayAsk(one: Route): RequestHandler {
    return async (request, response, next) => {
      const signed = await signedBy(request.headers.authorization, services);
      if (!signed) return knocked(request, response, () => refuseWith(response, notSignedIn));
      const waitMs = asks.take(signed.who.id, one.cost);
      if (waitMs > 0) return refuseWith(response, tooFast(waitMs));
      const refused = await refusalOf(signed, one, roomOf(request), services);
      if (refused) return refuseWith(response, refused.refusal);
      (response.locals as { signed: Signed }).signed = signed;
      next();
    };
  }

  function answerRoute(one: Route): RequestHandler {
    return async (request, response) => {
      const { signed } = response.locals as { signed: Signed };
      const stands = () => services.staff.stands(signed);
      const asked = { signed, room: roomOf(request), id: idOf(request), stands };
      // Reading the body took its time.
      if (!stands()) return refuseWith(response, notSignedIn);
      await send(response, await one.answer(asked, request));
    };
  }
}

function answerDoor(one: Door): RequestHandler {
  return async (request, response) => send(response, await one.answer(request));
}

function isJson(request: Request, response: Response, next: () => void): void {
  if (!request.is('application/json')) return refuseWith(response, notJson, 415);
  next();
}

function body({ mostBytes }: Door | Route): RequestHandler {
  return express.json({ limit: mostBytes, inflate: false });
}

function roomOf({ params }: Request): string {
  const { room } = params;
  return typeof room === 'string' ? room : everyRoom;
}

function idOf({ params }: Request): string {
  const { id } = params;
  return typeof id === 'string' ? id : '';
}

async function send(response: Response, answer: Answer): Promise<void> {
  if ('refusal' in answer) return refuseWith(response, answer.refusal);
  if ('chunks' in answer) {
    response.attachment(answer.file).type(answer.type);
    // Waits while the other side does not read, and ends when it is gone.
    await pipeline(Readable.from(answer.chunks, { objectMode: true, highWaterMark: 1 }), response);
    return;
  }
  response.status(answer.status);
  if (answer.status === 204) response.end();
  else response.json(answer.json);
}

function refuseWith(response: Response, refusal: ConsoleRefusal, status = statuses[refusal.code]): void {
  const { retryAfterMs } = refusal;
  if (retryAfterMs !== undefined) response.set('Retry-After', String(Math.ceil(retryAfterMs / 1_000)));
  response.status(status).json(refusal);
}

function tooFast(retryAfterMs: number): ConsoleRefusal {
  const sentence = `That was a lot at once. Try again in ${inWords(retryAfterMs)}.`;
  return { code: 'rate-limited', sentence, retryAfterMs };
}

/** Express knows an error handler by its four parameters. */
function failed(telemetry: ConsoleServices['telemetry']): ErrorRequestHandler {
  return (error: unknown, _request, response: Response, next) => {
    const status = error instanceof Error && 'status' in error ? error.status : undefined;
    if (status === 413)
      return refuseWith(response, { code: 'too-large', sentence: 'That is too much at once. Shorten it.' });
    if (typeof status === 'number' && status < 500) return refuseWith(response, notJson);
    telemetry.failed('Answering the console failed', error);
    // A download that broke off must not look whole.
    if (response.headersSent) return next(error);
    if (error instanceof LogUnavailable) return refuseWith(response, { ...unavailable });
    refuseWith(response, { code: 'internal', sentence: 'Something went wrong on the server. Try again.' });
  };
}

const unavailable: ConsoleRefusal = {
  code: 'unavailable',
  sentence: 'The chat cannot read or store just now. Try the same again in a while.',
  retryAfterMs: 5_000,
};
