// A site of somebody else's, on an origin of its own, that embeds the chat.
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface HostSite extends AsyncDisposable {
  readonly origin: string;
}

export interface HostPage {
  /** Of a file that is no page, what is in it. */
  readonly html: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Serves each page under its path. */
export async function hostSite(pages: Readonly<Record<string, HostPage>>): Promise<HostSite> {
  const server = createServer((request, response) => {
    const page = pages[request.url ?? ''];
    if (!page) return void response.writeHead(404).end();
    response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8', ...page.headers }).end(page.html);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async [Symbol.asyncDispose]() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

/** A bare page around some markup. */
export function htmlPage(markup: string, headers: Record<string, string> = {}): HostPage {
  return {
    html: `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Host</title><main>${markup}</main></html>`,
    headers: { 'Cache-Control': 'no-store', ...headers },
  };
}

/** A file beside the pages. */
export function scriptFile(code: string): HostPage {
  return { html: code, headers: { 'Content-Type': 'text/javascript; charset=utf-8' } };
}
