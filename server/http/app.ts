// Everything that is plain HTTP: the bundle, health, the page of a room, why a page may not enter, the console,
// what programs ask.
import express, { type Express, type ErrorRequestHandler, type RequestHandler } from 'express';
import { consoleApiPath } from '../../protocol/console.ts';
import { apiPath } from '../api/route.ts';
import type { Judge } from '../connection/admission.ts';
import type { Telemetry } from '../telemetry/telemetry.ts';
import { admissionRoute } from './admission-route.ts';
import { readBundle } from './bundle.ts';
import { bundleRoutes } from './bundle-routes.ts';
import { consolePage, type ConsolePageOptions } from './console-page.ts';
import { gzipped } from './gzipped.ts';
import { healthRoutes } from './health-routes.ts';
import { pageRoutes } from './page-routes.ts';

export interface AppOptions {
  readonly judge: Judge;
  readonly isReady: () => boolean;
  readonly defaultRoom: () => string | undefined;
  readonly trustedProxies: number;
  /** The address that visitors use, without a slash at the end. */
  readonly publicUrl: string | undefined;
  /** Under which the chat is served; empty where it is all of the site. */
  readonly path: string;
  /** How often a network opened the console’s page. */
  readonly visits: ConsolePageOptions['visits'];
  /** Lets in who has no socket. */
  readonly streams: RequestHandler;
  /** Answers what the console asks. */
  readonly consoleApi: RequestHandler;
  /** Answers programs. */
  readonly restApi: RequestHandler;
  readonly telemetry: Telemetry;
}

export function createApp(options: AppOptions): Express {
  // A proxy may take away the path that visitors see.
  const visiblePath = options.publicUrl === undefined ? options.path : pathOf(options.publicUrl);
  const bundle = readBundle();
  const app = express();
  app.disable('x-powered-by');
  // So that the scheme is the visitors', where a proxy of ours ends TLS.
  app.set('trust proxy', options.trustedProxies);
  app.use(gzipped());
  app.use(bundleRoutes({ bundle, path: visiblePath }));
  app.use(healthRoutes(options.isReady));
  app.use(admissionRoute(options.judge, options.trustedProxies, options.publicUrl));
  app.use(options.streams);
  app.use(consolePage({ ...options, path: visiblePath }));
  app.use(consoleApiPath, options.consoleApi);
  app.use(apiPath, options.restApi);
  app.use(pageRoutes({ ...options, path: visiblePath, bundle }));
  app.use((_request, response) => {
    response.status(404).type('text').send('There is nothing here. A room’s page is /rooms/<room>.\n');
  });
  app.use(failed(options.telemetry));
  return app;
}

/** Empty where there is none. */
function pathOf(address: string): string {
  return new URL(address).pathname.replace(/\/$/, '');
}

/** Express knows an error handler by its four parameters. */
function failed(telemetry: Telemetry): ErrorRequestHandler {
  return (error: unknown, _request, response, next) => {
    if (response.headersSent) return next(error);
    const status = clientFault(error);
    if (status === undefined) telemetry.failed('Answering a request failed', error);
    response
      .status(status ?? 500)
      .type('text')
      .send(
        status === undefined ? 'Something went wrong on the server.\n' : 'This request cannot be read.\n',
      );
  };
}

/** The status of an error that the request itself caused, as a malformed address. */
function clientFault(error: unknown): number | undefined {
  const status = error instanceof Error && 'status' in error ? error.status : undefined;
  return typeof status === 'number' && status >= 400 && status < 500 ? status : undefined;
}
