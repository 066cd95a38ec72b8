// The demo: the real server on one port, and on another a small site that embeds its chat. Takes the
// server's own flags: `npm run demo -- --port 9000`.
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { createChatServer } from '../server/chat-server.ts';
import { readConfig } from '../server/config/read-config.ts';
import { startFailure } from '../server/start-failure.ts';
import { createTerminal } from '../server/telemetry/terminal.ts';
import { createSite } from './site.ts';

/** Where the site is, unless somebody is there already. */
const usualSitePort = 8081;

try {
  let chatAddress = '';
  const sitePort = await listen(createServer(createSite(() => chatAddress)));
  const config = readConfig({ flags: [...flags(sitePort), ...process.argv.slice(2)], environment: {} });
  const chat = await createChatServer(
    config,
    createTerminal((line) => console.log(`  ${line}`)),
  );
  chatAddress = `http://localhost:${(await chat.listen()).port}`;
  console.log(welcome(chatAddress, `http://localhost:${sitePort}`));
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => void chat.close().then(() => process.exit(0)));
} catch (error) {
  console.error(startFailure(error));
  process.exit(1);
}

/** For trying out: tutorials' pages and terminals may join too, so only this machine can. */
function flags(sitePort: number): string[] {
  return [
    '--host=127.0.0.1',
    `--data=${fileURLToPath(new URL('../data', import.meta.url))}`,
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

function welcome(chat: string, site: string): string {
  const socket = chat.replace('http', 'ws');
  return `
  The chat          ${chat}
  A site with it    ${site}

  Try this:
  - Open the site in two windows and talk.
  - Stop this with Ctrl+C, write something meanwhile, start it again: nothing is lost.
  - Join from a terminal: npx wscat -c ${socket}
  - Open any WebSocket tutorial’s page that connects to ${socket}

  What happens in the rooms:
`;
}
