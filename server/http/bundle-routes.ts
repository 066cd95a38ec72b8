// The widget's bundle, for pages of any origin: the script is public, the rooms are not.
import { fileURLToPath } from 'node:url';
import express, { Router } from 'express';

/** From the sources and from the package alike, the bundle lies in `dist/widget`. */
const folder = fileURLToPath(
  new URL(import.meta.url.endsWith('.ts') ? '../../dist/widget' : '../../widget', import.meta.url),
);

/** The address stays the same over versions, so a copy is good for five minutes and then asked for again. */
const cacheControl = 'public, max-age=300, stale-while-revalidate=86400';

export function bundleRoutes(): Router {
  const router = Router();
  const files = express.static(folder, {
    index: false,
    redirect: false,
    cacheControl: false,
    setHeaders(response) {
      response.setHeader('Cache-Control', cacheControl);
      response.setHeader('Access-Control-Allow-Origin', '*');
      response.setHeader('Cross-Origin-Resource-Policy', 'cross-origin');
      response.setHeader('X-Content-Type-Options', 'nosniff');
    },
  });
  router.get(/^\/(client|console(\/[a-z-]+)?|ws-chat(\.module|\/[a-z-]+)?)\.js(\.map)?$/, files);
  return router;
}
