// The demo: the real server on one port, and on another a small site that embeds its chat.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { createChatServer } from '../server/chat-server.ts';
import { readConfig } from '../server/config/read-config.ts';
import { startFailure } from '../server/start-failure.ts';
import { createTerminal } from '../server/telemetry/terminal.ts';
import { createSite } from './site.ts';

const { DEMO_PORT = '8080', DEMO_SITE_PORT = '8081', DEMO_DATA } = process.env;
const data = DEMO_DATA ?? fileURLToPath(new URL('../data', import.meta.url));

try {
  let chatAddress = '';
  const site = await listen(Number(DEMO_SITE_PORT), () => chatAddress);
  const print = (line: string) => console.log(`  ${line}`);
  const chat = await createChatServer(
    readConfig({ flags: flags(site), environment: {} }),
    createTerminal(print),
  );
  chatAddress = `http://localhost:${(await chat.listen()).port}`;
  console.log(welcome(chatAddress, `http://localhost:${site}`));
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => void chat.close().then(() => process.exit(0)));
} catch (error) {
  console.error(startFailure(error));
  process.exit(1);
}

/** For trying out: tutorials' pages and terminals may join too, so only this machine can. */
function flags(sitePort: number): string[] {
  return [
    `--port=${DEMO_PORT}`,
    '--host=127.0.0.1',
    `--data=${data}`,
    ...['lobby', 'kitchen', 'garden', 'page*'].map((room) => `--room=${room}`),
    ...['localhost', '127.0.0.1'].map((host) => `--origin=http://${host}:${sitePort}`),
    '--allow-null-origin',
    '--allow-missing-origin',
    '--plain-clients',
  ];
}

async function listen(port: number, chatAddress: () => string): Promise<number> {
  const server = createServer(createSite(chatAddress));
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  return (server.address() as AddressInfo).port;
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
