// What goes over the wire is looked at as bytes: `fetch` would unpack it.
import { get, type IncomingHttpHeaders } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { gunzipSync } from 'node:zlib';
import express from 'express';
import { describe, expect, it, onTestFinished } from 'vitest';
import { gzipped } from '../../../server/http/gzipped.ts';

const script = 'globalThis.chat = "chat";\n'.repeat(1_000);

interface Answer {
  readonly status: number | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

async function serve(): Promise<(path: string, headers?: Record<string, string>) => Promise<Answer>> {
  let version = 1;
  const app = express()
    .use(gzipped())
    .get('/ws-chat.js', (_request, response) => {
      response.set('ETag', `"v${version}"`).type('js').send(`// ${version}\n${script}`);
    })
    .get('/next', (_request, response) => response.send(`${++version}`))
    .get('/page', (_request, response) => response.type('html').send(script));
  const server = app.listen(0, '127.0.0.1');
  await new Promise((listening) => server.once('listening', listening));
  onTestFinished(() => void server.close());
  const { port } = server.address() as { port: number };
  return (path, headers = {}) =>
    new Promise((resolve, reject) => {
      get({ port, path, headers, host: '127.0.0.1' }, (answer) => {
        buffer(answer).then(
          (body) => resolve({ status: answer.statusCode, headers: answer.headers, body }),
          reject,
        );
      }).once('error', reject);
    });
}

describe('scripts as gzip', () => {
  it('go to who takes them so, whole and with their length', async () => {
    const ask = await serve();
    const { status, headers, body } = await ask('/ws-chat.js', { 'accept-encoding': 'gzip, br' });
    expect(status).toBe(200);
    expect(headers).toMatchObject({
      'content-encoding': 'gzip',
      'content-length': `${body.length}`,
      'content-type': 'text/javascript; charset=utf-8',
      vary: 'Accept-Encoding',
      etag: 'W/"v1"',
    });
    expect(body.length).toBeLessThan(script.length / 3);
    expect(gunzipSync(body).toString()).toBe(`// 1\n${script}`);
  });

  it.each([undefined, 'identity', 'br', 'gzip;q=0', 'identity, gzip;q=0.5'])(
    'stay as they are for who asks by %s',
    async (accepted) => {
      const ask = await serve();
      const answer = await ask('/ws-chat.js', accepted === undefined ? {} : { 'accept-encoding': accepted });
      expect(answer.headers).toMatchObject({ vary: 'Accept-Encoding', etag: '"v1"' });
      expect(answer.headers['content-encoding']).toBeUndefined();
      expect(answer.body.toString()).toBe(`// 1\n${script}`);
    },
  );

  it('are not sent again to who has them', async () => {
    const ask = await serve();
    const headers = { 'accept-encoding': 'gzip' };
    const { etag } = (await ask('/ws-chat.js', headers)).headers;
    const again = await ask('/ws-chat.js', { ...headers, 'if-none-match': etag! });
    expect([again.status, again.body.length]).toEqual([304, 0]);
  });

  it('are compressed anew when they are others', async () => {
    const ask = await serve();
    const headers = { 'accept-encoding': 'gzip' };
    await ask('/ws-chat.js', headers);
    await ask('/next');
    const { body } = await ask('/ws-chat.js', headers);
    expect(gunzipSync(body).toString()).toBe(`// 2\n${script}`);
  });

  it('leave alone what is no script, and what is not there', async () => {
    const ask = await serve();
    const headers = { 'accept-encoding': 'gzip' };
    expect((await ask('/page', headers)).headers['content-encoding']).toBeUndefined();
    const missing = await ask('/other.js', headers);
    expect([missing.status, missing.headers['content-encoding']]).toEqual([404, undefined]);
    expect(missing.body.toString()).toContain('Cannot GET /other.js');
  });
});
