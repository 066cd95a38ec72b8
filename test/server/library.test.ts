// The chat in somebody’s own program: under a path of their server, beside what else is there.
import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { describe, expect, it, onTestFinished } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import { readConfig } from '../../server/config/read-config.ts';
import {
  ConfigError,
  createChatServer,
  type ChatServer,
  type ChatServerConfig,
} from '../../server/library.ts';
import { ChatClient } from '../support/chat-client.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

async function createChat(settings: ChatServerConfig = {}): Promise<ChatServer> {
  const folder = temporaryFolder();
  const chat = await createChatServer({ data: folder.path, logLevel: 'silent', path: '/chat', ...settings });
  onTestFinished(async () => {
    await chat.close();
    folder[Symbol.dispose]();
  });
  return chat;
}

/** Ends before the chat does, as what is set up last. */
async function listening(listener: RequestListener): Promise<{ server: Server; host: string }> {
  const server = createServer(listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { server, host: `127.0.0.1:${(server.address() as AddressInfo).port}` };
}

/** Somebody’s site, with the chat under /chat. */
async function createSite(settings?: ChatServerConfig) {
  const chat = await createChat(settings);
  const { server, host } = await listening((request, response) =>
    chat.handler(request, response, () => response.end(`the site’s ${request.url}`)),
  );
  chat.attach(server);
  const read = async (path: string) => (await fetch(`http://${host}${path}`)).text();
  return { chat, server, host, read };
}

async function enter(host: string, path = '/chat/rooms/lobby'): Promise<ChatClient> {
  const client = new ChatClient(`ws://${host}${path}`, { origin: `http://${host}` });
  onTestFinished(() => client.cut());
  client.say({ type: 'hello', name: 'Ann' });
  await client.next('welcome');
  return client;
}

const refusedBy = async (host: string, path: string) =>
  (await new ChatClient(`ws://${host}${path}`, { origin: `http://${host}` }).refused).body;

describe('a chat on somebody’s server', () => {
  it('carries what is said under its path', async () => {
    const { host } = await createSite();
    const ann = await enter(host);
    ann.say({ type: 'post', draftId: 'd1', text: 'Hello' });
    expect((await ann.next('message')).text).toBe('Hello');
  });

  it('has health, bundle, pages and console under its path', async () => {
    const { read } = await createSite();
    expect(await read('/chat/health/ready')).toBe('{"ready":true}');
    expect(await read('/chat/client.js')).toContain('ws-chat');
    expect(await read('/chat/rooms/lobby')).toContain('<script async src="/chat/ws-chat.js">');
    expect(await read('/chat/rooms/lobby/admission')).toContain('"code":"origin-not-allowed"');
    expect(await read('/chat/console')).toContain('<ws-chat-console server="/chat/">');
    expect(await read('/chat/console.css')).toContain('ws-chat-console');
    expect(await read('/chat/console/api/session')).toContain('"code"');
    expect(await read('/chat?x')).toContain('/chat/ws-chat.js&quot; data-room=&quot;lobby&quot;');
  });

  it('takes other settings while it runs, and says which have to wait for the next start', async () => {
    const { chat, host } = await createSite({ postBurst: 10 });
    const settings: ChatServerConfig = { data: 'elsewhere', logLevel: 'silent', path: '/chat' };
    const rooms = [{ name: 'den' }];
    const den = '/chat/rooms/den';
    expect(await refusedBy(host, den)).toContain('room');
    expect(chat.reload({ ...settings, rooms, postBurst: 20 })).toEqual({
      changed: ['rooms', 'postBurst'],
      waiting: ['data'],
    });
    await enter(host, den);
    expect(() => chat.reload({ ...settings, postBurst: -1 })).toThrow(ConfigError);
    expect(() => chat.reload({ ...settings, workers: 2 })).toThrow('workers');
    await enter(host, den);
  });

  it('answers what is under its path itself, and leaves all else to the site', async () => {
    const { read } = await createSite();
    expect(await read('/chat/nonsense')).toContain('There is nothing here.');
    expect(await read('/')).toBe('the site’s /');
    expect(await read('/chats/rooms/lobby')).toBe('the site’s /chats/rooms/lobby');
    expect(await read('/rooms/lobby')).toBe('the site’s /rooms/lobby');
  });

  it('leaves upgrades for other paths to who else listens', async () => {
    const { server, host } = await createSite();
    const others = new WebSocketServer({ noServer: true });
    server.on('upgrade', (request, stream, head) => {
      if (request.url === '/rooms/lobby')
        others.handleUpgrade(request, stream, head, (one) => one.send('ours'));
    });
    const other = new WebSocket(`ws://${host}/rooms/lobby`);
    onTestFinished(() => other.terminate());
    expect(String((await once(other, 'message'))[0])).toBe('ours');
    await enter(host);
    expect(await refusedBy(host, '/chat/nonsense')).toContain('/rooms/<room>');
  });

  it('leaves what is no room’s to others also where it has no path', async () => {
    const { server, host } = await createSite({ path: '' });
    const others = new WebSocketServer({ noServer: true });
    server.on('upgrade', (request, stream, head) => {
      if (request.url === '/live') others.handleUpgrade(request, stream, head, (one) => one.send('ours'));
    });
    const other = new WebSocket(`ws://${host}/live`);
    onTestFinished(() => other.terminate());
    expect(String((await once(other, 'message'))[0])).toBe('ours');
    await enter(host, '/rooms/lobby');
  });

  it('refuses upgrades for other paths where nobody else listens', async () => {
    const { host } = await createSite();
    expect(await refusedBy(host, '/rooms/lobby')).toContain('A chat’s address');
  });

  it('lets go of the server at its end, which goes on', async () => {
    const { chat, server, host, read } = await createSite();
    const ann = await enter(host);
    await chat.close();
    expect((await ann.closed).code).toBe(4200);
    expect(server.listenerCount('upgrade')).toBe(0);
    expect(await read('/')).toBe('the site’s /');
  });

  it('gives the first owner a link to where it is', async () => {
    const { chat, host } = await createSite({ host: '127.0.0.1' });
    expect(await chat.firstLink()).toMatch(`http://${host}/chat/console#key=`);
  });

  it('names the address that visitors use, with its path', async () => {
    const seen = 'https://www.example.com';
    const { chat, read } = await createSite({ publicUrl: seen });
    expect(await chat.firstLink()).toMatch(`${seen}/chat/console#key=`);
    expect(await read('/chat/')).toContain(`${seen}/chat/ws-chat.js`);
  });

  it('takes for its path what visitors see, where a proxy takes that away', async () => {
    const { chat, read } = await createSite({ path: '', publicUrl: 'https://www.example.com/chat/' });
    expect(await chat.firstLink()).toMatch('https://www.example.com/chat/console#key=');
    expect(await read('/rooms/lobby')).toContain('src="/chat/ws-chat.js"');
    expect(await read('/console')).toContain('server="/chat/"');
  });
});

describe('a chat in an app of Express', () => {
  for (const place of ['/', '/chat'])
    it(`has its path as it was told, used at ${place}`, async () => {
      const chat = await createChat();
      const app = express();
      app.use(place, chat.handler);
      app.get('/own', (request, response) => void response.send(request.app === app ? 'own' : 'strange'));
      const { server, host } = await listening(app);
      chat.attach(server);
      await enter(host);
      for (const [path, text] of [
        ['/chat/health/live', '{"live":true}'],
        ['/own', 'own'],
      ])
        expect(await (await fetch(`http://${host}${path}`)).text()).toBe(text);
    });
});

describe('a chat by itself', () => {
  it('listens where it is told', async () => {
    const chat = await createChat({ port: 0, host: '127.0.0.1' });
    const host = `127.0.0.1:${(await chat.listen()).port}`;
    await enter(host);
    const response = await fetch(`http://${host}/`);
    expect([response.status, await response.text()]).toEqual([
      404,
      'There is nothing here. The chat is at /chat/.\n',
    ]);
  });
});

describe('settings given by a program', () => {
  const saidOf = (settings: unknown) =>
    createChatServer(settings as ChatServerConfig).catch((error: unknown) => String(error));

  function saidByCommand(...flags: string[]): string {
    try {
      readConfig({ flags, environment: {} });
    } catch (error) {
      return (error as Error).message;
    }
    throw new Error('The command took it.');
  }

  for (const [settings, flag] of [
    [{ port: 70_000 }, '--port 70000'],
    [{ origins: ['example.com/x'] }, '--origin example.com/x'],
    [{ path: 'chat/' }, '--path chat/'],
    [{ publicUrl: 'chat' }, '--public-url chat'],
  ] as const)
    it(`are refused as ${flag} is`, async () => {
      const [name] = Object.keys(settings);
      const sentence = saidByCommand(...flag.split(' ')).replace(flag, `“${name}”`);
      expect(await saidOf(settings)).toBe(`ConfigError: ${sentence}`);
    });

  it('are asked after where they are misspelt', async () => {
    expect(await saidOf({ orgins: [] })).toBe(
      'ConfigError: “orgins”: there is no such setting. Did you mean origins?',
    );
  });

  it('are one object', async () => {
    expect(await saidOf([])).toBe(
      'ConfigError: createChatServer: the settings must be one JSON object, as in {"origins": ["https://example.com"]}.',
    );
  });

  it('are for one process', async () => {
    expect(await saidOf({ workers: 2 })).toMatch(/^ConfigError: “workers”: .+\.$/);
  });

  it('may be left undefined', async () => {
    await createChat({ log: undefined, retentionDays: undefined });
  });
});
