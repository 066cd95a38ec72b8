// Runs the tests of the widget in WebKitGTK, by its own driver: on a display that nobody sees, where there
// is none. There need not be one.
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import type { Readable } from 'node:stream';
import { setTimeout as wait } from 'node:timers/promises';
import type { BrowserLauncher } from '@web/test-runner';

const driver = '/usr/bin/WebKitWebDriver';
const browsers = ['4.1', '4.0', '6.0'].map(
  (version) => `/usr/lib/x86_64-linux-gnu/webkit2gtk-${version}/MiniBrowser`,
);

/** The browser that the driver drives; undefined where one of the two is missing. */
export function findWebKit(): string | undefined {
  return existsSync(driver) ? browsers.find((path) => existsSync(path)) : undefined;
}

export function webKitLauncher(binary: string): BrowserLauncher {
  const processes: ChildProcess[] = [];
  const urls = new Map<string, string>();
  let address = '';
  let session = '';

  async function ask<Value>(method: string, path: string, body?: object): Promise<Value> {
    const response = await fetch(`${address}${path}`, {
      method,
      ...(body && { body: JSON.stringify(body) }),
    });
    const { value } = (await response.json()) as { value: Value };
    if (!response.ok) throw new Error(`${method} ${path}: ${JSON.stringify(value)}`);
    return value;
  }

  function start(command: string, args: readonly string[], environment: NodeJS.ProcessEnv): ChildProcess {
    const child = spawn(command, args, {
      env: { ...process.env, ...environment },
      stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
    });
    processes.push(child);
    return child;
  }

  async function display(): Promise<string> {
    if (process.env.DISPLAY) return process.env.DISPLAY;
    const screen = start('Xvfb', ['-displayfd', '3', '-screen', '0', '1280x800x24', '-nolisten', 'tcp'], {});
    const [number] = (await once(screen.stdio[3] as Readable, 'data')) as [Buffer];
    return `:${number.toString().trim()}`;
  }

  async function answers(): Promise<void> {
    for (let tries = 0; tries < 100; tries++) {
      if (await ask('GET', '/status').catch(() => undefined)) return;
      await wait(100);
    }
    throw new Error(`${driver} does not answer.`);
  }

  return {
    name: 'WebKitGTK',
    type: 'webdriver',
    concurrency: 1,
    async initialize() {
      const port = await freePort();
      address = `http://127.0.0.1:${port}`;
      start(driver, [`--port=${port}`, '--host=127.0.0.1'], { DISPLAY: await display() });
      await answers();
      const options = { binary, args: ['--automation'] };
      const capabilities = { alwaysMatch: { 'webkitgtk:browserOptions': options } };
      session = (await ask<{ sessionId: string }>('POST', '/session', { capabilities })).sessionId;
    },
    async startSession(id, url) {
      urls.set(id, url);
      await ask('POST', `/session/${session}/url`, { url });
    },
    startDebugSession: () => Promise.reject(new Error('Nobody looks at this display.')),
    isActive: (id) => urls.has(id),
    getBrowserUrl: (id) => urls.get(id) ?? '',
    async stopSession(id) {
      urls.delete(id);
      await ask('POST', `/session/${session}/url`, { url: 'about:blank' });
      return {};
    },
    async stop() {
      await ask('DELETE', `/session/${session}`).catch(() => {});
      for (const child of processes.reverse()) child.kill();
    },
  };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
