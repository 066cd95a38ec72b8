// The chat under a path of a site that has other pages too: what lies under it is the chat’s, and all else goes on
// to who is next.
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { addressUnder } from '../connection/knock.ts';

/** Answers what lies under the chat’s path, by itself or as middleware of Express. */
export type ChatHandler = (request: IncomingMessage, response: ServerResponse, next?: () => void) => void;

export function underPath(path: string, app: RequestListener): ChatHandler {
  return (request, response, next) => {
    // Express cuts off of `url` what somebody gave the handler a place under, and keeps the whole here.
    const { originalUrl = request.url ?? '' } = request as { readonly originalUrl?: string };
    const address = addressUnder(path, originalUrl);
    if (address !== undefined) {
      request.url = address;
      app(request, response);
    } else if (next) next();
    else
      response
        .writeHead(404, { 'Content-Type': 'text/plain; charset=utf-8' })
        .end(`There is nothing here. The chat is at ${path}/.\n`);
  };
}
