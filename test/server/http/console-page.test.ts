import { describe, expect, it } from 'vitest';
import { visitRate } from '../../../server/http/console-page.ts';
import { startChatServer } from '../../support/chat-server.ts';

describe('the page of the console', () => {
  it('holds the console, and nothing foreign or inline', async () => {
    await using server = await startChatServer();
    const response = await fetch(`${server.url}/console`);
    const html = await response.text();
    expect([response.status, response.headers.get('cache-control')]).toEqual([200, 'no-store']);
    expect(html).toContain('<ws-chat-console server="/"></ws-chat-console>');
    expect(html).toContain('<script async src="/console.js"></script>');
    expect(html).not.toMatch(/(src|href)="(https?:)?\/\//);
    expect(html).not.toMatch(/<style|style=|<script>|\son\w+=/);
    const style = await fetch(`${server.url}/console.css`);
    expect(style.headers.get('content-type')).toBe('text/css; charset=utf-8');
  });

  it('lets nothing else run, and stands in nobody’s frame', async () => {
    await using server = await startChatServer();
    const { headers } = await fetch(`${server.url}/console`);
    const policy = headers.get('content-security-policy')!.split(';');
    expect(policy).toEqual(
      expect.arrayContaining([
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "connect-src 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
        "form-action 'none'",
        "require-trusted-types-for 'script'",
      ]),
    );
    expect(policy.join(';')).not.toMatch(/unsafe|\*/);
    expect(Object.fromEntries(headers)).toMatchObject({
      'x-frame-options': 'DENY',
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
    });
  });

  it('is opened so often by one network and no more for a while, and by others all the same', async () => {
    await using server = await startChatServer({ trustedProxies: 1 });
    const open = (address: string) =>
      fetch(`${server.url}/console`, { headers: { 'X-Forwarded-For': address } });
    for (let count = 0; count < visitRate.burst; count++)
      expect((await open('203.0.113.7')).status).toBe(200);
    const refused = await open('203.0.113.7');
    expect([
      refused.status,
      refused.headers.get('content-type'),
      refused.headers.get('cache-control'),
    ]).toEqual([429, 'text/plain; charset=utf-8', 'no-store']);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(await refused.text()).toMatch(/Try again in .+\.\n$/);
    expect((await open('203.0.113.8')).status).toBe(200);
    // The script and the style are public, and whoever is signed in goes on.
    expect((await fetch(`${server.url}/console.css`)).status).toBe(200);
  });
});
