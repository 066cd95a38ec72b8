import { describe, expect, it } from 'vitest';
import { startChatServer } from '../../support/chat-server.ts';

describe('the page of the console', () => {
  it('holds the console, and nothing foreign or inline', async () => {
    await using server = await startChatServer();
    const response = await fetch(`${server.url}/console`);
    const html = await response.text();
    expect([response.status, response.headers.get('cache-control')]).toEqual([200, 'no-store']);
    expect(html).toContain('<ws-chat-console></ws-chat-console>');
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
});
