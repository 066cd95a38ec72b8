// The pages of the server itself: a room by itself, and what to do with a server that runs.
import { Router } from 'express';
import helmet from 'helmet';
import { isRoomName } from '../../protocol/room-name.ts';
import { pinnedTag, type Bundle } from './bundle.ts';

export interface PageOptions {
  /** Undefined where only patterns were given: then each page is its own room. The settings may change. */
  readonly defaultRoom: () => string | undefined;
  readonly publicUrl: string | undefined;
  /** That visitors find the chat under; empty where it is all of the site. */
  readonly path: string;
  /** Undefined where nothing was built. */
  readonly bundle: Bundle | undefined;
}

/** Nothing but our own script and our own socket; that is all the widget ever needs. */
const headers = helmet({
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      defaultSrc: ["'none'"],
      scriptSrc: ["'self'"],
      styleSrc: ["'self'"],
      connectSrc: ["'self'"],
      baseUri: ["'none'"],
      formAction: ["'none'"],
      requireTrustedTypesFor: ["'script'"],
      trustedTypes: ['ws-chat', 'ws-chat-worker'],
    },
  },
  // Whether this server is reached by https only is for its proxy to say.
  strictTransportSecurity: false,
  crossOriginOpenerPolicy: false,
  referrerPolicy: { policy: 'no-referrer' },
});

export function pageRoutes({ defaultRoom, publicUrl, path, bundle }: PageOptions): Router {
  const router = Router();
  router.get('/room.css', (_request, response) => {
    response.set('Cache-Control', 'public, max-age=300').type('css').send(style);
  });
  router.get('/rooms/:room', headers, (request, response, next) => {
    const { room } = request.params;
    if (!isRoomName(room)) return next();
    const { lang, theme, attributes } = looksOf(request.query);
    response
      .type('html')
      .send(page(room, `<ws-chat room="${room}"${attributes}></ws-chat>`, path, { lang, theme }));
  });
  router.get('/', headers, (request, response) => {
    const address = publicUrl ?? `${request.protocol}://${request.headers.host ?? 'localhost'}`;
    if (!URL.canParse(address)) {
      response.status(400).type('text').send('The Host header of this request names no host.\n');
      return;
    }
    const { href } = new URL(path || '/', address);
    const server = href.replace(/\/$/, '');
    const room = defaultRoom();
    const wanted = room ?? 'auto';
    const tag = `<script async src="${server}/ws-chat.js" data-room="${wanted}"></script>`;
    const pinned =
      bundle &&
      `<p>Or this: browsers run it only while the script is this one to the byte. It has to be pasted anew whenever the chat is updated.</p>
  <pre>${escape(pinnedTag(bundle, server, wanted))}</pre>`;
    response.type('html').send(
      page(
        'ws-chat runs',
        `<main>
  <h1>The chat runs.</h1>
  <p>Paste this into a page of a site that it admits:</p>
  <pre>${escape(tag)}</pre>
  ${pinned ?? ''}
  ${room ? `<p><a href="${path}/rooms/${room}">Open the room by itself</a></p>` : ''}
</main>`,
        path,
      ),
    );
  });
  return router;
}

/** What a page may ask for where it opens the room in a window of its own; whatever else it says is no matter. */
const looks: Readonly<Record<string, RegExp>> = {
  theme: /^(light|dark|auto)$/,
  density: /^(comfortable|compact)$/,
  heading: /^.{1,100}$/u,
};

interface PageLooks {
  readonly lang: string | undefined;
  readonly theme: string | undefined;
}

function looksOf(query: Readonly<Record<string, unknown>>): PageLooks & { readonly attributes: string } {
  const read = (name: string, shape: RegExp) => {
    const value = query[name];
    return typeof value === 'string' && shape.test(value) ? value : undefined;
  };
  const found = Object.entries(looks).map(([name, shape]) => [name, read(name, shape)] as const);
  const attributes = found.map(([name, value]) => (value ? ` ${name}="${escape(value)}"` : '')).join('');
  return { lang: read('lang', /^[a-z-]{2,35}$/i), theme: read('theme', /^(light|dark)$/), attributes };
}

function page(
  title: string,
  body: string,
  path: string,
  { lang = 'en', theme = 'light dark' }: Partial<PageLooks> = {},
): string {
  return `<!doctype html>
<html lang="${lang}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1, interactive-widget=resizes-content">
<meta name="color-scheme" content="${theme}">
<title>${escape(title)}</title>
<link rel="stylesheet" href="${path}/room.css">
<script async src="${path}/ws-chat.js"></script>
${body}
</html>
`;
}

const style = `html, body { block-size: 100%; margin: 0; }
body { font: 16px/1.5 system-ui, sans-serif; }
ws-chat { block-size: 100dvh; max-inline-size: 56rem; margin-inline: auto; --ws-chat-radius: 0px; }
main { max-inline-size: 44rem; margin: 0 auto; padding: 15vh 1.5rem 0; }
pre { padding: 1rem; border: 1px solid; border-radius: 8px; white-space: pre-wrap; overflow-wrap: anywhere; }
`;

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

function escape(text: string): string {
  return text.replace(/[&<>"]/g, (character) => entities[character]!);
}
