// The console's page: a script, a style and one element, under a policy that lets nothing else in. What it asks
// is answered by the API beside it.
import { Router } from 'express';
import helmet from 'helmet';
import { consolePath } from '../../protocol/console.ts';
import { clientAddressKey } from '../connection/knock.ts';
import { inWords } from '../moderation/refusal.ts';
import type { Rate, TokenBuckets } from '../moderation/token-buckets.ts';

/** How often one network may open the page: by hand nobody does so as often. */
export const visitRate: Rate = { burst: 30, perSecond: 1 / 2 };

/** Its own script and socket; pictures of members come from where their sites have them. */
const headers = helmet({
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      defaultSrc: ["'none'"],
      scriptSrc: ["'self'"],
      styleSrc: ["'self'"],
      connectSrc: ["'self'"],
      imgSrc: ["'self'", 'https:'],
      baseUri: ["'none'"],
      formAction: ["'none'"],
      frameAncestors: ["'none'"],
      requireTrustedTypesFor: ["'script'"],
      trustedTypes: ['ws-chat'],
    },
  },
  // Whether this server is reached by https only is for its proxy to say.
  strictTransportSecurity: false,
  frameguard: { action: 'deny' },
  referrerPolicy: { policy: 'no-referrer' },
});

export interface ConsolePageOptions {
  readonly visits: TokenBuckets;
  readonly trustedProxies: number;
  /** That visitors find the chat under; empty where it is all of the site. */
  readonly path: string;
}

export function consolePage({ visits, trustedProxies, path }: ConsolePageOptions): Router {
  const router = Router();
  router.get(`${consolePath}.css`, (_request, response) => {
    response.set('Cache-Control', 'public, max-age=300').type('css').send(style);
  });
  router.get(consolePath, headers, (request, response) => {
    // A key may stand in its address: nothing of it is kept.
    response.set('Cache-Control', 'no-store');
    const waitMs = visits.take(clientAddressKey(request, trustedProxies));
    if (waitMs === 0) response.type('html').send(page(path));
    else
      response
        .status(429)
        .set('Retry-After', String(Math.ceil(waitMs / 1_000)))
        .type('text')
        .send(`Your network opens this page too often. Try again in ${inWords(waitMs)}.\n`);
  });
  return router;
}

const style = `html, body { block-size: 100%; margin: 0; }
body { font: 16px/1.5 system-ui, sans-serif; }
ws-chat-console { block-size: 100dvh; }
`;

const page = (path: string) => `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1, interactive-widget=resizes-content">
<meta name="color-scheme" content="light dark">
<title>ws-chat console</title>
<link rel="stylesheet" href="${path}${consolePath}.css">
<script async src="${path}${consolePath}.js"></script>
<ws-chat-console server="${path}/"></ws-chat-console>
<noscript>The console needs JavaScript. Allow it for this address.</noscript>
</html>
`;
