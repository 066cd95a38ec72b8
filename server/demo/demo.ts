// The demo: the real server on one port, and on another a small site that embeds its chat.
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createChatServer } from '../chat-server.ts';
import { readConfig } from '../config/read-config.ts';
import { createTerminal } from '../telemetry/terminal.ts';
import { createSite } from './site.ts';

/** Where the site is, unless somebody is there already. */
const usualSitePort = 8081;

export interface DemoOptions {
  readonly data: string;
  /** As it was written. */
  readonly port: string | undefined;
  readonly print: (line: string) => void;
}

export interface Demo {
  /** Addresses of the chat and of the site. */
  readonly chat: string;
  readonly site: string;
  /** By which whoever looks at it comes into the console. */
  readonly link: string | undefined;
  readonly close: () => Promise<void>;
}

export async function startDemo({ data, port, print }: DemoOptions): Promise<Demo> {
  let chatAddress = '';
  const site = createServer(createSite(() => chatAddress));
  const sitePort = await listen(site);
  const flags = [...flagsOf(sitePort), `--data=${data}`, ...(port === undefined ? [] : [`--port=${port}`])];
  let chat: Awaited<ReturnType<typeof createChatServer>> | undefined;
  const close = async () => {
    site.close();
    site.closeAllConnections();
    await chat?.close();
  };
  try {
    const config = readConfig({ flags, environment: {} });
    chat = await createChatServer(
      config,
      createTerminal((line) => print(`  ${line}`)),
    );
    chatAddress = `http://localhost:${(await chat.listen()).port}`;
    const link = (await chat.firstLink())?.replace('//127.0.0.1:', '//localhost:');
    return { chat: chatAddress, site: `http://localhost:${sitePort}`, link, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** For trying out: tutorials' pages and terminals may join too, so only this machine can. */
function flagsOf(sitePort: number): string[] {
  return [
    '--host=127.0.0.1',
    ...['lobby', 'kitchen', 'garden', 'page*'].map((room) => `--room=${room}`),
    ...['localhost', '127.0.0.1'].map((host) => `--origin=http://${host}:${sitePort}`),
    '--allow-null-origin',
    '--allow-missing-origin',
    '--plain-clients',
  ];
}

/** Takes the usual port, or any other where that one is taken. */
async function listen(server: Server): Promise<number> {
  for (const port of [usualSitePort, 0]) {
    const failure = await new Promise<NodeJS.ErrnoException | undefined>((resolve) => {
      server.once('error', resolve).listen(port, '127.0.0.1', () => resolve(undefined));
    });
    if (!failure) return (server.address() as AddressInfo).port;
    if (failure.code !== 'EADDRINUSE') throw failure;
  }
  throw new Error('No port is free on this machine.');
}
