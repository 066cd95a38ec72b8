// The site of the demo: the product’s page and documents, and pages of a host that embeds the chat, as a site owner
// would write them.
import { existsSync, globSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import express, { type Express } from 'express';

/** From the sources and from the package alike, what `tools/site` built lies in `dist/site`. */
const folder = fileURLToPath(
  new URL(import.meta.url.endsWith('.ts') ? '../../dist/site' : '../../site', import.meta.url),
);

/** The address of the chat as the pages have it written, so that they can be copied as they are. */
const writtenAddress = 'http://localhost:8080';

/** Shown as it is, whatever a browser would make of its ending. */
const isToBeRead = (path: string) =>
  path.startsWith(join(folder, 'files')) && !['.svg', '.png', '.json'].includes(extname(path));

/** A site whose pages embed the chat at the address that is asked for at each request. */
export function createSite(chatAddress: () => string): Express {
  const site = express();
  site.disable('x-powered-by');
  for (const file of globSync('**/*.html', { cwd: folder })) {
    const page = file.replaceAll('\\', '/').replace(/\.html$/, '');
    const short = page.replace(/(^|\/)index$/, '$1');
    site.get([`/${page}.html`, `/${short}`], (_request, response) => {
      const html = readFileSync(join(folder, file), 'utf8');
      response.type('html').send(html.replaceAll(writtenAddress, chatAddress()));
    });
  }
  site.use(
    express.static(folder, {
      index: false,
      redirect: false,
      setHeaders(response, path) {
        if (isToBeRead(path)) response.setHeader('Content-Type', 'text/plain; charset=utf-8');
      },
    }),
  );
  site.use((_request, response) => {
    const cure = existsSync(folder) ? '' : ' The pages are not built yet: npm run build:site.';
    response.status(404).type('text').send(`There is no such page here.${cure}\n`);
  });
  return site;
}
