import { once } from 'node:events';
import { existsSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import express from 'express';
import { describe, expect, it, onTestFinished } from 'vitest';
import { bundleRoutes, type BundleRoutesOptions } from '../../../server/http/bundle-routes.ts';
import { bundleOf, integrityOf, readBundle } from '../../../server/http/bundle.ts';
import { startChatServer } from '../../support/chat-server.ts';
import { endsWithTest } from '../../support/ends-with-test.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const bundle = fileURLToPath(new URL('../../../dist/widget/ws-chat.js', import.meta.url));
const missing = 'dist/widget/ws-chat.js is not built; run npm run build:widget';

/** The routes by themselves, over whatever files. */
async function serve(options: BundleRoutesOptions): Promise<string> {
  const server = createServer(express().use(bundleRoutes(options)));
  await once(server.listen(0, '127.0.0.1'), 'listening');
  onTestFinished(() => server.close().closeAllConnections());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

describe('the bundle', () => {
  it('may be used by pages of any origin', async ({ skip }) => {
    skip(!existsSync(bundle), missing);
    await using server = await startChatServer();
    const response = await fetch(`${server.url}/ws-chat.js`, { headers: { origin: 'https://any.example' } });
    expect(response.status).toBe(200);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'text/javascript; charset=utf-8',
      'access-control-allow-origin': '*',
      'cross-origin-resource-policy': 'cross-origin',
      'cache-control': 'public, max-age=300, stale-while-revalidate=86400',
      'x-content-type-options': 'nosniff',
    });
    expect((await response.text()).length).toBeGreaterThan(1_000);
  });

  it('is not sent again to who has it', async ({ skip }) => {
    skip(!existsSync(bundle), missing);
    await using server = await startChatServer();
    const etag = (await fetch(`${server.url}/ws-chat.js`)).headers.get('etag')!;
    // Else `fetch` would ask to bypass all caches.
    const headers = { 'if-none-match': etag, 'cache-control': 'max-age=0' };
    const again = await fetch(`${server.url}/ws-chat.js`, { headers });
    expect([again.status, (await again.arrayBuffer()).byteLength]).toEqual([304, 0]);
  });

  it.each([
    '/ws-chat.css',
    '/ws-chat.d.ts',
    '/ws-chat.jsx',
    '/other.js',
    '/ws-chat.js/',
    '/server/main.js',
    '/..%2fserver%2fmain.js',
    '/%2e%2e/server/main.js',
    '/package.json',
    '/log.sqlite',
    '/guest-secret',
  ])('is all there is: nothing under %s', async (path) => {
    await using server = await startChatServer();
    expect((await fetch(server.url + path)).status).toBe(404);
  });
});

describe('the bundle of a version', () => {
  /** The folder that was built, as its name says. */
  const built = readBundle();
  const folder = built?.folder ?? '';

  it('is there for good, and for pages of any origin', async ({ skip }) => {
    skip(!built, missing);
    await using server = await startChatServer();
    for (const [path, hash] of Object.entries(built!.files)) {
      const response = await fetch(`${server.url}/${folder}/${path}`);
      expect([path, response.status, integrityOf(await response.bytes())]).toEqual([path, 200, hash]);
      expect(Object.fromEntries(response.headers)).toMatchObject({
        'content-type': path.endsWith('.js')
          ? 'text/javascript; charset=utf-8'
          : 'application/json; charset=utf-8',
        'access-control-allow-origin': '*',
        'cross-origin-resource-policy': 'cross-origin',
        'cache-control': 'public, max-age=31536000, immutable',
        'x-content-type-options': 'nosniff',
      });
    }
  });

  it('is not sent again to who has it', async ({ skip }) => {
    skip(!built, missing);
    await using server = await startChatServer();
    const address = `${server.url}/${folder}/ws-chat.js`;
    const headers = {
      'if-none-match': (await fetch(address)).headers.get('etag')!,
      'cache-control': 'max-age=0',
    };
    const again = await fetch(address, { headers });
    expect([again.status, (await again.arrayBuffer()).byteLength]).toEqual([304, 0]);
  });

  it('is told with its hashes, under an address that stays', async ({ skip }) => {
    skip(!built, missing);
    await using server = await startChatServer();
    const response = await fetch(`${server.url}/integrity.json`);
    expect(response.headers.get('access-control-allow-origin')).toBe('*');
    expect(response.headers.get('cache-control')).toContain('max-age=300');
    expect(await response.json()).toEqual(built);
  });

  it('of another version is refused with the address of the one that is there, as visitors know it', async ({
    skip,
  }) => {
    skip(!built, missing);
    await using server = await startChatServer({ path: '/chat' });
    const response = await fetch(`${server.url}/chat/ws-chat@0.0.1-0123456789ab/ws-chat.js`);
    expect([response.status, await response.text()]).toEqual([
      404,
      `This server has another version. Use /chat/${folder}/ws-chat.js with its hash of /chat/integrity.json, or /chat/ws-chat.js, which is always the one that is here.\n`,
    ]);
    // The next process behind the balancer may have it already.
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(response.headers.get('access-control-allow-origin')).toBe('*');
    expect((await fetch(`${server.url}/chat/${folder}/ws-chat.js`)).status).toBe(200);
  });

  it.each([
    'other.js',
    'integrity.json',
    'ws-chat.js/',
    'ws-chat/../ws-chat.js.map/x',
    '..%2fserver%2fmain.js',
    '%2e%2e/server/main.js',
    'constructor',
    '__proto__',
  ])('has nothing but its files: no %s', async (path) => {
    const url = await serve({ bundle: built, path: '' });
    expect((await fetch(`${url}/${folder || 'ws-chat@1.0.0'}/${path}`)).status).toBe(404);
  });

  describe('while the package is installed anew under a running server', () => {
    const bundle = bundleOf(
      '1.2.3',
      new Map([
        ['ws-chat.js', Buffer.from('former()')],
        ['client.js', Buffer.from('former()')],
      ]),
    );

    async function serveThese() {
      const at = endsWithTest(temporaryFolder()).path;
      const replace = (code: string) =>
        ['ws-chat.js', 'client.js'].forEach((name) => writeFileSync(join(at, name), code));
      replace('former()');
      const url = await serve({ bundle, path: '', folder: at });
      return { ask: (name: string) => fetch(`${url}/${bundle.folder}/${name}`), replace };
    }

    it('never becomes another one', async () => {
      const { ask, replace } = await serveThese();
      expect(await (await ask('ws-chat.js')).text()).toBe('former()');
      replace('latter()');
      expect(await (await ask('ws-chat.js')).text()).toBe('former()');
      const response = await ask('client.js');
      expect([response.status, response.headers.get('cache-control'), await response.text()]).toEqual([
        404,
        'no-store',
        'This file was replaced since the server started. Start the server again.\n',
      ]);
    });
  });

  it('is none where nothing was built, and that is said', async () => {
    const url = await serve({ bundle: undefined, path: '', folder: '/nowhere' });
    const response = await fetch(`${url}/ws-chat@1.2.3-0123456789ab/ws-chat.js`);
    expect([response.status, await response.text()]).toEqual([
      404,
      'There are no versions here: run npm run build, or use /ws-chat.js.\n',
    ]);
  });
});
