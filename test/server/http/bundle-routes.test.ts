import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { startChatServer } from '../../support/chat-server.ts';

const bundle = fileURLToPath(new URL('../../../dist/widget/ws-chat.js', import.meta.url));
const missing = 'dist/widget/ws-chat.js is not built; run npm run build:widget';

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
