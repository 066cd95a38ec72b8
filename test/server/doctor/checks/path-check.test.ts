import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { describe, expect, it } from 'vitest';
import {
  chatBehindNginx,
  everything,
  examined,
  nginxMissing,
  startUpstream,
  wellSet,
} from '../../../support/examined.ts';
import { endsWithTest } from '../../../support/ends-with-test.ts';
import { quietPorts } from '../../../support/program.ts';
import { remedyLines } from '../../../../server/doctor/proxies.ts';

/** Under /chat of a site that has something else at its top. */
const underChat = (to: (port: number) => string) => (port: number) =>
  `location / { return 200 "the site"; } location /chat/ { proxy_pass ${to(port)}; ${wellSet} }`;

const asItIs = underChat((port) => `http://127.0.0.1:${port}`);
const takenAway = underChat((port) => `http://127.0.0.1:${port}/`);

describe.skipIf(nginxMissing !== undefined)('the path', () => {
  it('is fine where proxy and chat are of one mind about it', async () => {
    const kept = await chatBehindNginx({ locations: asItIs, config: () => ({ path: '/chat' }) });
    const publicUrl = (port: number) => ({ publicUrl: `http://127.0.0.1:${port}/chat` });
    const taken = await chatBehindNginx({ locations: takenAway, config: publicUrl });
    for (const { port } of [kept, taken]) {
      const found = await examined({ url: `http://127.0.0.1:${port}/chat` });
      expect(found.with('wrong')).toEqual([]);
      expect(found.of('idle').result).toBe('fine');
    }
  });

  it('is wrong where the proxy passes it on and the chat knows of none', async () => {
    const { port } = await chatBehindNginx({ locations: asItIs });
    const found = await examined({ url: `http://127.0.0.1:${port}/chat` });
    expect(found.with('wrong')).toEqual(['path']);
    expect(found.of('path')).toMatchObject({
      cause: 'The proxy passes /chat/ on as it is, and the chat knows of no path.',
      remedy: 'path-taken',
    });
    expect(found.with('skipped')).toContain('upgrade');
  });

  it('is wrong where the proxy takes it away and the chat expects it', async () => {
    const { port } = await chatBehindNginx({ locations: takenAway, config: () => ({ path: '/chat' }) });
    const found = await examined({ url: `http://127.0.0.1:${port}/chat` });
    expect(found.with('wrong')).toEqual(['path']);
    expect(found.of('path')).toMatchObject({
      cause: 'The proxy takes /chat away, and the chat expects it.',
      remedy: 'path-kept',
    });
  });

  it.each([
    ['path-kept', { path: '/chat' }],
    ['path-taken', {}],
  ] as const)('is put right by nginx’s lines for “%s”', async (remedy, config) => {
    const { port } = await chatBehindNginx({
      locations(chatPort) {
        const lines = remedyLines(remedy, { host: '127.0.0.1', path: '/chat' }, ['nginx']).get('nginx')!;
        return lines.replace('127.0.0.1:8080', `127.0.0.1:${chatPort}`);
      },
      beside: wellSet,
      config: () => config,
    });
    const found = await examined({ url: `http://127.0.0.1:${port}/chat` });
    expect(found.of('path').result).toBe('fine');
  });

  it('is wrong where the address forgets it, or has one too many', async () => {
    const under = await chatBehindNginx({
      locations: everything(wellSet),
      config: () => ({ path: '/chat' }),
    });
    const forgotten = await examined({ url: `http://127.0.0.1:${under.port}` });
    expect(forgotten.of('path')).toMatchObject({
      cause: `The chat is at http://127.0.0.1:${under.port}/chat/, not at http://127.0.0.1:${under.port}/.`,
    });
    const other = await chatBehindNginx({
      locations: (port) => `location /live/ { return 404; } ${everything(wellSet)(port)}`,
    });
    const tooMany = await examined({ url: `http://127.0.0.1:${other.port}/live` });
    expect(tooMany.of('path')).toMatchObject({
      cause: `The chat is at http://127.0.0.1:${other.port}/, not at http://127.0.0.1:${other.port}/live/.`,
    });
  });

  it('is fine where the proxy keeps health to itself', async () => {
    const locations = (port: number) => `location /health/ { return 404; } ${everything(wellSet)(port)}`;
    const { port } = await chatBehindNginx({ locations });
    const found = await examined({ url: `http://127.0.0.1:${port}` });
    expect(found.with('wrong')).toEqual([]);
    expect(found.of('path').cause).toContain('The proxy keeps its health to itself.');
    expect(found.of('ready').result).toBe('cannot tell');
  });

  it('is wrong where the proxy finds no chat behind it', async () => {
    const { nobody } = await quietPorts('nobody');
    const { port } = await chatBehindNginx({ locations: () => everything(wellSet)(nobody) });
    const found = await examined({ url: `http://127.0.0.1:${port}` });
    expect(found.with('wrong')).toEqual(['path']);
    expect(found.of('path')).toMatchObject({
      cause: 'The proxy answers, and finds no chat behind it (502).',
      remedy: 'reaching',
    });
  });

  it.each([
    ['another site', 'return 200 "hello";', /^Something else answers at .* \(200\): no chat server\.$/],
    ['nothing', 'return 404;', /^Something else answers at .* \(404\): no chat server\.$/],
    [
      'a password',
      'auth_basic chat; auth_basic_user_file /dev/null;',
      /^The proxy lets nobody in \(401\)\.$/,
    ],
    [
      'a redirect',
      'return 301 https://chat.example$request_uri;',
      /^http:\/\/127\.0\.0\.1:\d+ sends to https:\/\/chat\.example, and a WebSocket does not go along\.$/,
    ],
  ])('is wrong where there is %s', async (_what, lines, cause) => {
    const { port } = await chatBehindNginx({ locations: () => `location / { ${lines} }` });
    const found = await examined({ url: `http://127.0.0.1:${port}` });
    expect(found.with('wrong')).toEqual(['path']);
    expect(found.of('path').cause).toMatch(cause);
  });
});

it('is wrong where Cloudflare wants a person', async () => {
  const cloudflare = endsWithTest(
    await startUpstream((_request, response) => {
      response.writeHead(403, { 'CF-Ray': '8f0', 'CF-Mitigated': 'challenge', Server: 'cloudflare' });
      response.end('<!doctype html>Just a moment…');
    }),
  );
  const found = await examined({ url: `http://127.0.0.1:${cloudflare.port}` });
  expect(found.of('path')).toMatchObject({ result: 'wrong', remedy: 'challenge' });
});

it('is wrong where what listens there says nothing that is HTTP', async () => {
  const shell = createServer((socket) => socket.on('error', () => {}).end('SSH-2.0-OpenSSH\r\n'));
  endsWithTest({ [Symbol.dispose]: () => void shell.close() });
  await once(shell.listen(0, '127.0.0.1'), 'listening');
  const { port } = shell.address() as AddressInfo;
  const found = await examined({ url: `http://127.0.0.1:${port}` });
  expect(found.with('wrong')).toEqual(['path']);
});
