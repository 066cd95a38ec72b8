// The widget's bundle, for pages of any origin: the script is public, the rooms are not. Under its own name it is
// whatever this server has; under that of a version it is that version to the byte, or nothing.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import express, { Router, type RequestHandler, type Response } from 'express';
import { bundleFolder, integrityFile, integrityOf, type Bundle } from './bundle.ts';

/** The address stays the same over versions, so a copy is good for five minutes and then asked for again. */
const cacheControl = 'public, max-age=300, stale-while-revalidate=86400';

/** What is under the address of a version never changes: a year, the longest that caches know. */
const forever = 'public, max-age=31536000, immutable';

export interface BundleRoutesOptions {
  /** Undefined where nothing was built: then there are no versions. */
  readonly bundle: Bundle | undefined;
  /** That visitors find the chat under; empty where it is all of the site. */
  readonly path: string;
  readonly folder?: string;
}

export function bundleRoutes({ bundle, path, folder = bundleFolder }: BundleRoutesOptions): Router {
  const router = Router();
  const files = express.static(folder, {
    index: false,
    redirect: false,
    cacheControl: false,
    setHeaders(response) {
      response.set('Cache-Control', cacheControl);
      open(response);
    },
  });
  router.get(/^\/(client|console(\/[a-z-]+)?|ws-chat(\.module|\/[a-z-]+)?)\.js(\.map)?$/, files);
  router.get(`/${integrityFile}`, files);
  router.get(/^\/(ws-chat@[^/]+)\/(.+)$/, ofVersion({ bundle, path, folder }));
  return router;
}

/** For whatever page asks, with `crossorigin` too: without that no browser compares a hash. */
function open(response: Response): void {
  response.set({
    'Access-Control-Allow-Origin': '*',
    'Cross-Origin-Resource-Policy': 'cross-origin',
    'X-Content-Type-Options': 'nosniff',
  });
}

function ofVersion({ bundle, path, folder }: Required<BundleRoutesOptions>): RequestHandler {
  if (bundle === undefined)
    return (_request, response) =>
      refuse(response, `There are no versions here: run npm run build, or use ${path}/ws-chat.js.`);
  const script = `${path}/${bundle.folder}/ws-chat.js`;
  const read = readerOf(bundle, folder);
  return async (request, response) => {
    const [version, name] = [request.params[0], request.params[1]] as [string, string];
    if (version !== bundle.folder)
      refuse(
        response,
        `This server has another version. Use ${script} with its hash of ${path}/${integrityFile}, or ${path}/ws-chat.js, which is always the one that is here.`,
      );
    else if (!Object.hasOwn(bundle.files, name))
      refuse(response, `This version has no such file. Its script is ${script}.`);
    else {
      const content = await read(name);
      if (content === undefined)
        refuse(response, 'This file was replaced since the server started. Start the server again.');
      else {
        open(response);
        response.set({ 'Cache-Control': forever, ETag: `"${bundle.files[name]!}"` });
        response.type(name.endsWith('.map') ? 'json' : 'js').send(content);
      }
    }
  };
}

/** Not kept: the next process may have what this one lacks. */
function refuse(response: Response, sentence: string): void {
  open(response);
  response.status(404).set('Cache-Control', 'no-store').type('text').send(`${sentence}\n`);
}

/** What was read once stays, whatever is installed over it while this process runs; what is not as it was built is not given. */
function readerOf({ files }: Bundle, folder: string): (name: string) => Promise<Buffer | undefined> {
  const known = new Map<string, Buffer>();
  return async (name) => {
    const kept = known.get(name);
    if (kept !== undefined) return kept;
    const content = await readFile(join(folder, name)).catch(() => undefined);
    if (content === undefined || integrityOf(content) !== files[name]) return undefined;
    known.set(name, content);
    return content;
  };
}
