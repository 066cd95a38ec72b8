// The host site of the demo: plain pages, as a site owner would write them.
import { readFileSync } from 'node:fs';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import express, { type Express } from 'express';

/** From the sources and from the package alike, the pages lie in `demo/site`. */
const folder = new URL(
  import.meta.url.endsWith('.ts') ? '../../demo/site/' : '../../../demo/site/',
  import.meta.url,
);
const pages: Readonly<Record<string, string>> = {
  '/': 'index.html',
  '/rooms': 'rooms.html',
  '/gallery': 'gallery.html',
};
const files = ['site.css', 'gallery.css', 'gallery.js'];

/** The address of the chat as the pages have it written, so that they can be copied as they are. */
const writtenAddress = 'http://localhost:8080';

/** A site whose pages embed the chat at the address that is asked for at each request. */
export function createSite(chatAddress: () => string): Express {
  const site = express();
  site.disable('x-powered-by');
  for (const [path, file] of Object.entries(pages))
    site.get(path, (_request, response) => {
      const html = readFileSync(new URL(file, folder), 'utf8');
      response.type('html').send(html.replaceAll(writtenAddress, chatAddress()));
    });
  for (const file of files)
    site.get(`/${file}`, (_request, response) => {
      response.type(extname(file)).send(readFileSync(new URL(file, folder)));
    });
  site.use('/gallery', express.static(fileURLToPath(new URL('gallery/', folder))));
  return site;
}
