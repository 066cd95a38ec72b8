// The plugin for WordPress in a real PHP, on a small stand-in for WordPress; its tokens are for a real server.
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runInNewContext } from 'node:vm';
import { describe, expect, it, onTestFinished } from 'vitest';
import { startChatServer } from '../support/chat-server.ts';
import { endsWithTest } from '../support/ends-with-test.ts';
import { injections } from '../support/injections.ts';
import { quietPorts, runListening } from '../support/program.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const plugin = fileURLToPath(new URL('../../examples/wordpress/ws-chat.php', import.meta.url));
const wordpress = fileURLToPath(new URL('../fixtures/wordpress/wordpress.php', import.meta.url));

const phpIsHere = spawnSync('php', ['--version']).status === 0;
const missing = phpIsHere ? undefined : 'PHP is not installed (Debian: apt-get install -y php-cli)';

const secret = 'a secret of the site, which has more than thirty-two bytes';
const chat = 'https://chat.example.com';

const users = {
  1: { name: 'Olga', may: ['manage_options', 'moderate_comments', 'edit_posts'] },
  42: { name: 'Ann "Ändi" </script>', may: [] },
  43: { name: '  ', may: [] },
};

interface Asked {
  /** Who is signed in; nobody without it. */
  readonly user?: keyof typeof users;
  readonly method?: 'POST';
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: URLSearchParams;
}

interface Stored {
  readonly server?: string;
  readonly room?: string;
  readonly mode?: string;
  readonly secret?: string;
}

/** A site that has the plugin, with these settings. */
async function startSite(stored: Stored = { server: chat, secret }, constant?: string) {
  const folder = endsWithTest(temporaryFolder());
  const options = join(folder.path, 'options.json');
  writeFileSync(options, JSON.stringify({ ws_chat: stored }));
  const { port } = await quietPorts('port');
  const environment = {
    ...{ PLUGIN: plugin, OPTIONS: options, USERS: JSON.stringify(users) },
    ...(constant !== undefined && { WS_CHAT_SECRET_CONSTANT: constant }),
  };
  const strict = ['-d', 'error_reporting=-1', '-d', 'display_errors=1'];
  const args = [...strict, '-S', `127.0.0.1:${port}`, wordpress];
  endsWithTest(await runListening('php', args, port, environment));
  const origin = `http://127.0.0.1:${port}`;
  const ask = (path: string, { user, headers = {}, ...rest }: Asked = {}) =>
    fetch(`${origin}${path}`, { ...rest, headers: { ...headers, ...(user && { cookie: `user=${user}` }) } });
  const page = async (content: string, user?: keyof typeof users) =>
    (await ask(`/?content=${encodeURIComponent(content)}`, user ? { user } : {})).text();
  const admin = async (user: keyof typeof users) =>
    (await ask('/wp-admin/options-general.php', { user })).text();
  return {
    ask,
    page,
    admin,
    stored: () => (JSON.parse(readFileSync(options, 'utf8')) as { ws_chat: Stored }).ws_chat,
    /** Saves as the form of the settings page does; resolves with what was complained of. */
    async save(given: Readonly<Record<string, string>>): Promise<Readonly<Record<string, string>>> {
      const nonce = /name="_wpnonce" value="(\w+)"/.exec(await admin(1))![1]!;
      const body = new URLSearchParams({ _wpnonce: nonce });
      for (const [name, value] of Object.entries(given)) body.set(`ws_chat[${name}]`, value);
      const answer = await ask('/wp-admin/options.php', { user: 1, method: 'POST', body });
      return (await answer.json()) as Readonly<Record<string, string>>;
    },
    /** Runs what the page has for who is signed in, and asks it for a token as the element does. */
    async signIn(html: string, user: keyof typeof users): Promise<unknown> {
      const [, code] = /<script>(.*?)<\/script>/s.exec(html)!;
      const element: { tokenProvider?: () => Promise<string> } = {};
      runInNewContext(code!, {
        document: { querySelectorAll: () => [element], addEventListener: () => {} },
        fetch: (path: string, init: Asked) => ask(path, { ...init, user }),
      });
      return element.tokenProvider!();
    },
  };
}

const elements = (html: string) => html.match(/<ws-chat[^>]*>/g) ?? [];

describe.skipIf(missing !== undefined)(
  `the plugin for WordPress${missing ? ` (not tried: ${missing})` : ''}`,
  () => {
    it('puts a chat where its shortcode stands, and the script once', async () => {
      const site = await startSite();
      const html = await site.page('[ws-chat] and [ws-chat room="den" heading="The den"]');
      expect(elements(html)).toEqual([
        `<ws-chat server="${chat}" room="lobby" mode="inline">`,
        `<ws-chat server="${chat}" room="den" mode="inline" heading="The den">`,
      ]);
      expect(html.match(/<script[^>]*>/g)).toEqual([`<script async src="${chat}/ws-chat.js">`]);
      expect(await site.page('nothing of it')).not.toContain('ws-chat');
    });

    it('floats on every page where the settings say so', async () => {
      const site = await startSite({ server: chat, mode: 'floating', room: 'auto' });
      expect(elements(await site.page('a page'))).toEqual([
        `<ws-chat server="${chat}" room="auto" mode="floating">`,
      ]);
    });

    it('shows nothing where it is not set up or a room is none, and tells editors why', async () => {
      const site = await startSite({});
      expect(await site.page('[ws-chat]')).not.toContain('chat');
      expect(await site.page('[ws-chat]', 1)).toContain('its server’s address is missing');
      const other = await startSite();
      expect(await other.page('[ws-chat room="No Room"]')).not.toContain('chat');
      expect(await other.page('[ws-chat room="No Room"]', 1)).toContain('The room cannot be used');
    });

    it('lets nothing of what is written run', async () => {
      const site = await startSite({ server: chat, room: '"><script>hacked()</script>', mode: 'floating' });
      for (const text of injections.filter((one) => !/["[\]\n]/.test(one))) {
        const html = await site.page(`[ws-chat room="lobby" heading="${text}"]`);
        // An element for it and the one in the corner, and nothing else but the script.
        expect(html.replaceAll(/"[^"]*"/g, '""').match(/<\w[^>]*>/g)).toEqual([
          '<title>',
          '<ws-chat server="" room="" mode="" heading="">',
          '<ws-chat server="" room="" mode="">',
          '<script async src="">',
        ]);
      }
      expect(await site.admin(1)).not.toContain('<script>');
    });

    it('makes a member of who is signed in, whom a real server lets in', async () => {
      const site = await startSite();
      await using server = await startChatServer({
        ...{ memberIssuer: 'https://www.site.example', memberAudience: chat, memberSecret: secret },
      });
      const enter = async (user: keyof typeof users) => {
        const client = server.connect();
        client.say({ type: 'hello', token: await site.signIn(await site.page('[ws-chat]', user), user) });
        return (await client.next('welcome')).you;
      };
      expect(await enter(42)).toMatchObject({ name: users[42].name, role: 'member' });
      expect(await enter(1)).toMatchObject({ name: 'Olga', role: 'moderator' });
      expect(await enter(43)).toMatchObject({ name: 'Member 43', role: 'member' });
    });

    it('has nothing for guests but the chat', async () => {
      const site = await startSite();
      expect(await site.page('[ws-chat]')).not.toContain('/wp-json/');
      const token = '/wp-json/ws-chat/v1/token';
      expect((await site.ask(token, { method: 'POST' })).status).toBe(401);
      // Another site's page can send a cookie along, and no nonce.
      expect((await site.ask(token, { method: 'POST', user: 42 })).status).toBe(401);
      expect(
        (await site.ask(token, { method: 'POST', user: 42, headers: { 'X-WP-Nonce': 'x' } })).status,
      ).toBe(403);
      expect((await site.ask(token, { user: 42 })).status).toBe(404);
    });

    it('fetches another nonce in a page that was open for too long', async () => {
      const site = await startSite();
      const html = (await site.page('[ws-chat]', 42)).replace(/"nonce":"\w+"/, '"nonce":"old"');
      expect(await site.signIn(html, 42)).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+$/);
    });

    it('signs nobody in without a secret that is long enough', async () => {
      const site = await startSite({ server: chat });
      expect(await site.page('[ws-chat]', 42)).not.toContain('/wp-json/');
      const short = await startSite({ server: chat, secret: 'x'.repeat(31) });
      await expect(short.signIn(await short.page('[ws-chat]', 42), 42)).rejects.toThrow(
        'did not sign the visitor in',
      );
    });

    it('takes settings that can be used, and says of others what they need', async () => {
      const site = await startSite({});
      const good = { server: `${chat}/`, room: 'den', mode: 'floating', secret };
      expect(await site.save(good)).toEqual({});
      const expected = { server: chat, room: 'den', mode: 'floating', secret };
      expect(site.stored()).toEqual(expected);
      const bad = [
        'chat.example.com',
        'http://chat.example.com',
        'javascript:alert(1)',
        'https://a:b@c.example',
      ];
      const worse = [`${chat}?x`, `${chat}#x`, `${chat}/"><script>`, 'ftp://chat.example.com'];
      for (const server of [...bad, ...worse])
        expect(Object.keys(await site.save({ ...good, server }))).toEqual(['ws_chat_server']);
      for (const room of ['', 'No', '-x', 'x'.repeat(65), 'x\n'])
        if (room.trim() !== 'x')
          expect(Object.keys(await site.save({ ...good, room }))).toEqual(['ws_chat_room']);
      expect(await site.save({ ...good, secret: 'x'.repeat(31) })).toEqual({
        ws_chat_secret:
          'The secret is too short: it needs 32 bytes or more, as openssl rand -base64 48 makes them.',
      });
      expect(site.stored()).toEqual(expected);
      expect(await site.save({ ...good, server: 'http://localhost:8080' })).toEqual({});
      expect(site.stored().server).toBe('http://localhost:8080');
    });

    it('keeps its secret: it is on no page, stays where none is given, and can be forgotten', async () => {
      const site = await startSite();
      expect(await site.admin(1)).not.toContain(secret);
      await site.save({ server: chat, room: 'lobby', secret: '' });
      expect(site.stored().secret).toBe(secret);
      await site.save({ server: chat, room: 'lobby', forget: '1' });
      expect(site.stored().secret).toBe('');
    });

    it('takes the secret of wp-config.php before its own, and then asks for none', async () => {
      const other = 'another secret, which has more than thirty-two bytes';
      const site = await startSite({ server: chat, secret: '' }, other);
      await using server = await startChatServer({
        ...{ memberIssuer: 'https://www.site.example', memberAudience: chat, memberSecret: other },
      });
      const client = server.connect();
      onTestFinished(() => client.cut());
      client.say({ type: 'hello', token: await site.signIn(await site.page('[ws-chat]', 42), 42) });
      expect((await client.next('welcome')).you.role).toBe('member');
      expect(await site.admin(1)).not.toContain('ws-chat-secret');
    });

    it('lets nobody else change its settings', async () => {
      const site = await startSite();
      const body = new URLSearchParams({ 'ws_chat[server]': 'https://evil.example' });
      const save = (user: keyof typeof users) =>
        site.ask('/wp-admin/options.php', { user, method: 'POST', body });
      expect((await save(42)).status).toBe(403);
      // An administrator whose browser was sent there by another site's page.
      expect((await save(1)).status).toBe(403);
      expect(site.stored().server).toBe(chat);
    });
  },
);
