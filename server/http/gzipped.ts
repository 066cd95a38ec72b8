// Scripts go out as gzip to whoever takes that: a third of the bytes. Each is compressed once and kept.
import { promisify } from 'node:util';
import { constants, gzip } from 'node:zlib';
import type { RequestHandler, Response } from 'express';

const compress = promisify(gzip);

interface Kept {
  /** Of the script as it is. */
  readonly etag: string;
  readonly compressed: Promise<Buffer>;
}

/** Stands before what answers with scripts; those have an `ETag`. All else passes as it is. */
export function gzipped(): RequestHandler {
  /** By path: there are as many as the bundle has files. */
  const kept = new Map<string, Kept>();
  return (request, response, next) => {
    if (request.method !== 'GET' || !request.path.endsWith('.js')) return next();
    response.vary('Accept-Encoding');
    if (request.acceptsEncodings('gzip', 'identity') === 'gzip')
      collect(response, (script) => {
        const etag = response.get('ETag');
        if (response.statusCode !== 200 || etag === undefined) return undefined;
        const known = kept.get(request.path);
        if (known?.etag === etag) return known.compressed;
        const compressed = compress(script, { level: constants.Z_BEST_COMPRESSION });
        kept.set(request.path, { etag, compressed });
        return compressed;
      });
    next();
  };
}

/** Holds a body back until it is whole, and sends what becomes of it; undefined sends it as it came. */
function collect(response: Response, become: (body: Buffer) => Promise<Buffer> | undefined): void {
  const parts: Buffer[] = [];
  const end = response.end.bind(response) as (body: Buffer) => Response;
  const take = (part: unknown) => {
    if (typeof part === 'string' || part instanceof Uint8Array) parts.push(Buffer.from(part as Uint8Array));
  };
  response.write = (part: unknown) => {
    take(part);
    return true;
  };
  response.end = (part?: unknown) => {
    take(part);
    const body = Buffer.concat(parts);
    const became = become(body);
    if (became === undefined) return end(body);
    void became.then(
      (compressed) => {
        // The same tag may not stand for other bytes, unless it is a weak one.
        const etag = response.get('ETag')!;
        response.set({
          'Content-Encoding': 'gzip',
          'Content-Length': `${compressed.length}`,
          ETag: etag.startsWith('W/') ? etag : `W/${etag}`,
        });
        end(compressed);
      },
      () => end(body),
    );
    return response;
  };
}
