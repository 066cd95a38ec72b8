import { describe, expect, it } from 'vitest';
import { pinnedTag, readBundle } from '../../../server/http/bundle.ts';
import { startChatServer } from '../../support/chat-server.ts';
import { rawSocket } from '../../support/raw-socket.ts';

describe('the page of a room', () => {
  it('holds the room and nothing foreign', async () => {
    await using server = await startChatServer();
    const response = await fetch(`${server.url}/rooms/lobby`);
    const html = await response.text();
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(html).toContain('<ws-chat room="lobby"></ws-chat>');
    expect(html).toContain('<title>lobby</title>');
    expect(html).toContain('<script async src="/ws-chat.js"></script>');
    expect(html).not.toMatch(/(src|href)="(https?:)?\/\//);
    expect(html).not.toMatch(/<style|style=|<script>|\son\w+=/);
  });

  it('looks as it is asked to, and takes nothing for a look that is none', async () => {
    await using server = await startChatServer();
    const html = async (query: string) => (await fetch(`${server.url}/rooms/lobby?${query}`)).text();
    const asked = await html('lang=de&theme=dark&density=compact&heading=Heute+%22%3Cb%3E');
    expect(asked).toContain('<html lang="de">');
    expect(asked).toContain('<meta name="color-scheme" content="dark">');
    expect(asked).toContain(
      '<ws-chat room="lobby" theme="dark" density="compact" heading="Heute &quot;&lt;b&gt;"></ws-chat>',
    );
    const bad = await html(
      `lang=%22%3E&theme=pink&density=a&density=b&heading=${'x'.repeat(101)}&onload=run()`,
    );
    expect(bad).toBe(await html(''));
  });

  it('lets nothing else run', async () => {
    await using server = await startChatServer();
    const { headers } = await fetch(`${server.url}/rooms/lobby`);
    const policy = headers.get('content-security-policy')!.split(';');
    expect(policy).toEqual(
      expect.arrayContaining([
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "connect-src 'self'",
        "base-uri 'none'",
        "form-action 'none'",
        "require-trusted-types-for 'script'",
      ]),
    );
    expect(policy.join(';')).not.toMatch(/unsafe|\*/);
    expect(Object.fromEntries(headers)).toMatchObject({
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
    });
    expect(headers.has('x-powered-by')).toBe(false);
  });

  it.each(['%3Cscript%3E', 'Lobby', '%22onload=x', 'a%20b', '..%2f', 'a%0d%0aX:1'])(
    'is none for %s, which is no room’s name',
    async (name) => {
      await using server = await startChatServer();
      const response = await fetch(`${server.url}/rooms/${name}`);
      const text = await response.text();
      expect([response.status, text]).toEqual([
        404,
        'There is nothing here. A room’s page is /rooms/<room>.\n',
      ]);
    },
  );
});

describe('the first page', () => {
  it('says so where the request names a host that cannot be', async () => {
    await using server = await startChatServer();
    using raw = await rawSocket(server.port);
    raw.socket.write('GET / HTTP/1.1\r\nHost: chat<example\r\nConnection: close\r\n\r\n', 'latin1');
    const answer = await raw.gone;
    expect(answer).toMatch(/^HTTP\/1\.1 400 /);
    expect(answer).toContain('names no host');
  });

  it('shows the tag to paste', async () => {
    await using server = await startChatServer({ rooms: [{ name: 'page*' }, { name: 'garden' }] });
    const html = await (await fetch(`${server.url}/`)).text();
    expect(html).toContain(
      `&lt;script async src=&quot;${server.url}/ws-chat.js&quot; data-room=&quot;garden&quot;&gt;&lt;/script&gt;`,
    );
    expect(html).toContain('<a href="/rooms/garden">');
  });

  it('where only patterns are rooms shows the tag that makes each page a room, and no link', async () => {
    await using server = await startChatServer({ rooms: [{ name: 'page*' }] });
    const html = await (await fetch(`${server.url}/`)).text();
    expect(html).toContain('data-room=&quot;auto&quot;');
    expect(html).not.toContain('<a ');
  });

  it('shows the address that visitors use', async () => {
    await using server = await startChatServer({ publicUrl: 'https://chat.example/' });
    const html = await (await fetch(`${server.url}/`)).text();
    expect(html).toContain('src=&quot;https://chat.example/ws-chat.js&quot;');
  });

  it('shows the tag that holds a page to what is served, under the address that visitors use', async ({
    skip,
  }) => {
    const bundle = readBundle();
    skip(!bundle, 'dist/widget/integrity.json is not built; run npm run build:widget');
    await using server = await startChatServer({ publicUrl: 'https://site.example/chat', path: '/chat' });
    const html = await (await fetch(`${server.url}/chat/`)).text();
    const [, pinned] = [...html.matchAll(/<pre>(.+)<\/pre>/g)].map(([, text]) => text);
    expect(pinned!.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"')).toBe(
      pinnedTag(bundle!, 'https://site.example/chat', 'lobby'),
    );
  });

  it('has its style from this server', async () => {
    await using server = await startChatServer();
    const response = await fetch(`${server.url}/room.css`);
    expect([response.status, response.headers.get('content-type')]).toEqual([200, 'text/css; charset=utf-8']);
    expect(await response.text()).toContain('ws-chat');
  });
});
