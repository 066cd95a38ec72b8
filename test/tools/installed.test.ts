// What is published, packed and installed into an empty folder: each of its exports does there what it is for.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { ChatClient } from '../support/chat-client.ts';
import {
  installPackage,
  siteOfDocument,
  startSite,
  type InstalledPackage,
} from '../support/installed-package.ts';
import { freePort } from '../support/free-port.ts';
import { runIn } from '../support/processes.ts';

/** Nothing is slow here but a busy machine. */
const patienceMs = 120_000;

let installed: InstalledPackage;
beforeAll(() => {
  installed = installPackage();
}, 5 * 60_000);
afterAll(() => installed[Symbol.dispose](), patienceMs);

async function enter(address: string, path: string): Promise<ChatClient> {
  const client = new ChatClient(`${address.replace('http', 'ws')}${path}`, { origin: address });
  onTestFinished(() => client.cut());
  client.say({ type: 'hello', name: 'Ann' });
  await client.next('welcome');
  return client;
}

describe('the installed package', () => {
  it('was installed without a script of anybody’s', () => {
    const scripts = ['preinstall', 'install', 'postinstall'];
    const found = installed.read(
      'npm',
      'query',
      scripts.map((name) => `:attr(scripts, [${name}])`).join(','),
    );
    expect(JSON.parse(found)).toEqual([]);
  });

  it('starts and serves by npx', { timeout: patienceMs }, async () => {
    const args = ['--no-install', 'ws-chat', '--port=0', '--host=127.0.0.1', '--allow-missing-origin'];
    const isListening = (line: string) => line.includes('"listening"');
    const running = await runIn(installed.folder, ['npx', ...args], {}, isListening, true);
    onTestFinished(async () => {
      await running.stop();
    });
    const { url } = JSON.parse(running.lines.find(isListening)!) as { url: string };
    expect(await (await fetch(`${url}/health/ready`)).json()).toEqual({ ready: true });
    expect(await (await fetch(`${url}/ws-chat.js`)).text()).toContain('ws-chat, MIT');
    await enter(url, '/rooms/lobby');
  });

  it('shows a working chat by npx ws-chat demo, within a minute', { timeout: patienceMs }, async () => {
    const started = performance.now();
    const args = ['--no-install', 'ws-chat', 'demo', `--port=${await freePort()}`];
    const isShown = (line: string) => line.includes('What happens in the rooms');
    const running = await runIn(installed.folder, ['npx', ...args], {}, isShown, true);
    onTestFinished(async () => {
      await running.stop();
    });
    const site = running.lines.map((line) => /A site with it +(\S+)/.exec(line)?.[1]).find(Boolean)!;
    const [, script] = /<script async src="([^"]+)"/.exec(await (await fetch(site)).text())!;
    expect(await (await fetch(script!)).text()).toContain('ws-chat, MIT');
    expect((await fetch(`${site}/gallery/scenes.js`)).status).toBe(200);
    const address = new URL(script!).origin.replace('http', 'ws');
    const client = new ChatClient(`${address}/rooms/lobby`, { origin: site });
    client.say({ type: 'hello', name: 'Ann' });
    await client.next('welcome');
    client.cut();
    expect(performance.now() - started).toBeLessThan(60_000);
  });

  it('is set up, started and signed in to by its commands alone', { timeout: patienceMs }, async () => {
    const npx = (...words: readonly string[]) => installed.read('npx', '--no-install', 'ws-chat', ...words);
    const port = await freePort();
    const site = 'http://localhost:3000';
    expect(npx('init', '--site', site, `--port=${port}`, '--data=chats')).toContain(
      `<script async src="http://localhost:${port}/ws-chat.js" data-room="lobby"></script>`,
    );
    const environment = {
      WS_CHAT_MEMBER_SECRET: 'a secret that is longer than thirty-two bytes',
      WS_CHAT_MEMBER_ISSUER: site,
      WS_CHAT_MEMBER_AUDIENCE: `http://localhost:${port}`,
    };
    const args = ['--no-install', 'ws-chat', '--config', 'ws-chat.json'];
    const isListening = (line: string) => line.includes('"listening"');
    const running = await runIn(installed.folder, ['npx', ...args], environment, isListening, true);
    onTestFinished(async () => {
      await running.stop();
    });
    const words = ['token', '--config', 'ws-chat.json', '--id=42', '--name=Ann', '--json'];
    const made = await runIn(
      installed.folder,
      ['npx', '--no-install', 'ws-chat', ...words],
      environment,
      () => true,
    );
    const { token } = JSON.parse(made.lines[0]!) as { token: string };
    const client = new ChatClient(`ws://localhost:${port}/rooms/lobby`, { origin: site });
    client.say({ type: 'hello', token }, { type: 'post', draftId: 'd1', text: 'Hello' });
    expect((await client.next('message')).from).toMatchObject({ name: 'Ann', role: 'member' });
    client.cut();
    expect(npx('export', '--config', 'ws-chat.json', '-')).toContain('"text":"Hello"');
    expect(npx('console-link', '--config', 'ws-chat.json')).toContain(
      `http://localhost:${port}/console#key=`,
    );
  });

  it('is a site with a chat in ten lines of Express', { timeout: patienceMs }, async () => {
    expect(siteOfDocument.split('\n').length).toBeLessThanOrEqual(10);
    const { address, end } = await startSite(installed);
    onTestFinished(end);
    expect(await (await fetch(address)).text()).toContain('<h1>My site</h1>');
    expect(await (await fetch(`${address}/chat/ws-chat.js`)).text()).toContain('ws-chat, MIT');
    const ann = await enter(address, '/chat/rooms/lobby');
    ann.say({ type: 'post', draftId: 'd1', text: 'Hello' });
    expect((await ann.next('message')).text).toBe('Hello');
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
