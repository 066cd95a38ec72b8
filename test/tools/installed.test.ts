// What is published, packed and installed into an empty folder: each of its exports does there what it is for.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium, type Browser } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { chromeArguments, findChrome } from '../../tools/find-chrome.ts';
import { ChatClient } from '../support/chat-client.ts';
import { installPackage, type InstalledPackage } from '../support/installed-package.ts';
import { freePort, runIn } from '../support/processes.ts';

const embedding = fileURLToPath(new URL('../../docs/embedding.md', import.meta.url));
const [, site] = /```js\n(.*?)```/s.exec(readFileSync(embedding, 'utf8'))!;
/** Nothing is slow here but a busy machine. */
const patienceMs = 120_000;

let installed: InstalledPackage;
beforeAll(() => {
  installed = installPackage();
}, 5 * 60_000);
afterAll(() => installed?.[Symbol.dispose]());

/** The site of the document as it is written there, but for the port. */
async function startSite(further = ''): Promise<string> {
  const port = await freePort();
  const code = site!.replace('3000', String(port)) + further;
  const running = await installed.start(code, (line) => line.includes('"listening"') || line === 'up');
  onTestFinished(async () => void (await running.kill()));
  return `http://127.0.0.1:${port}`;
}

/** Tells that it runs, which a site of ten lines does not. */
const telling = "\nconsole.log('up');";

async function enter(address: string, path: string): Promise<ChatClient> {
  const client = new ChatClient(`${address.replace('http', 'ws')}${path}`, { origin: address });
  onTestFinished(() => client.cut());
  client.say({ type: 'hello', name: 'Ann' });
  await client.next('welcome');
  return client;
}

async function openPage(address: string) {
  const chrome = await findChrome();
  const browser: Browser = await chromium.launch({
    executablePath: chrome.executablePath,
    args: chromeArguments,
  });
  onTestFinished(() => browser.close());
  const page = await browser.newPage();
  await page.goto(address);
  return page;
}

describe('the installed package', () => {
  it('was installed without a script of anybody’s', () => {
    const scripts = ['preinstall', 'install', 'postinstall'];
    const found = installed.read('npm', 'query', scripts.map((name) => `:attr(scripts, [${name}])`).join(','));
    expect(JSON.parse(found)).toEqual([]);
  });

  it('starts and serves by npx', { timeout: patienceMs }, async () => {
    const args = ['--no-install', 'ws-chat', '--port=0', '--host=127.0.0.1', '--allow-missing-origin'];
    const isListening = (line: string) => line.includes('"listening"');
    const running = await runIn(installed.folder, ['npx', ...args], {}, isListening, true);
    onTestFinished(async () => void (await running.stop()));
    const { url } = JSON.parse(running.lines.find(isListening)!) as { url: string };
    expect(await (await fetch(`${url}/health/ready`)).json()).toEqual({ ready: true });
    expect(await (await fetch(`${url}/ws-chat.js`)).text()).toContain('ws-chat, MIT');
    await enter(url, '/rooms/lobby');
  });

  it('is a site with a chat in ten lines of Express', { timeout: patienceMs }, async () => {
    expect(site!.trim().split('\n').length).toBeLessThanOrEqual(10);
    const address = await startSite(telling);
    const page = await openPage(address);
    await page.locator('ws-chat button').first().click();
    const ann = await enter(address, '/chat/rooms/lobby');
    ann.say({ type: 'post', draftId: 'd1', text: 'Hello from elsewhere' });
    await page.locator('ws-chat').getByText('Hello from elsewhere').waitFor();
  });

  it('has the class of the element, and defines nothing until it is told to', { timeout: patienceMs }, async () => {
    const address = await startSite(
      `\napp.use('/files', express.static('node_modules/ws-chat/dist/widget'));${telling}`,
    );
    const page = await openPage(`${address}/chat/room.css`);
    const before = await page.evaluate(async () => {
      const { WsChat } = (await import('/files/ws-chat.element.js' as string)) as { WsChat: typeof HTMLElement };
      const defined = ['ws-chat', 'ws-chat-log'].filter((name) => customElements.get(name));
      customElements.define('our-chat', class extends WsChat {});
      const chat = Object.assign(document.createElement('our-chat'), { server: '/chat', loading: 'eager' });
      document.body.append(chat);
      return defined;
    });
    expect(before).toEqual([]);
    const ann = await enter(address, '/chat/rooms/lobby');
    ann.say({ type: 'post', draftId: 'd1', text: 'Hello' });
    await page.locator('our-chat').getByText('Hello').waitFor();
    const same = await page.evaluate(async () => {
      const { WsChat } = (await import('/files/ws-chat.package.js' as string)) as { WsChat: typeof HTMLElement };
      return customElements.get('ws-chat') === WsChat && document.querySelector('our-chat') instanceof WsChat;
    });
    expect(same).toBe(true);
  });

  it('has a client without a screen, and a server by itself', { timeout: patienceMs }, async () => {
    const running = await installed.start(
      `import { createChatClient } from 'ws-chat/client';
      import { createChatServer } from 'ws-chat/server';
      const server = await createChatServer({ port: 0, host: '127.0.0.1', data: 'alone', allowMissingOrigin: true });
      const { port } = await server.listen();
      const chat = createChatClient({ server: 'http://127.0.0.1:' + port, room: 'lobby', name: 'Ann' });
      const said = new Promise((resolve) => {
        chat.subscribe(() => chat.state.timeline.lines.length && resolve(chat.state.timeline.lines[0].text));
      });
      chat.start();
      chat.post('Hello');
      console.log(await said);
      chat.close();
      await server.close();`,
      (line) => line === 'Hello',
    );
    expect(await running.exited).toBe(0);
  });

  it('says why a setting cannot be used', { timeout: patienceMs }, async () => {
    const running = await installed.start(
      `import { ConfigError, createChatServer } from 'ws-chat/server';
      await createChatServer({ port: -1 }).catch((error) => console.log(error instanceof ConfigError, error.message));`,
      () => true,
    );
    await running.exited;
    expect(running.lines).toEqual(['true “port”: must be a whole number from 0 to 65535.']);
  });

  it('has the wire’s codes and limits, and loads no schemas with them', { timeout: patienceMs }, async () => {
    const running = await installed.start(
      `import { registerHooks } from 'node:module';
      const loaded = [];
      registerHooks({ resolve: (name, context, next) => (loaded.push(name), next(name, context)) });
      const { afterClose, closeCodes, limits, subprotocol } = await import('ws-chat/protocol');
      const schemas = loaded.filter((name) => /zod|messages/.test(name));
      console.log(JSON.stringify([afterClose(closeCodes.drain), limits.textCharacters, subprotocol, schemas]));`,
      () => true,
    );
    await running.exited;
    expect(JSON.parse(running.lines[0]!)).toEqual(['come-back', 2_000, 'ws-chat.v1', []]);
  });

  it('has its data for editors', () => {
    const names = ['custom-elements.json', 'vscode.html-custom-data.json', 'web-types.json'];
    for (const name of names)
      expect(readFileSync(join(installed.path, 'dist', name), 'utf8')).toContain('ws-chat');
  });
});
