// The demo: the real server on one port, and on another a small site that embeds its chat.
import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';
import { createChatServer } from '../server/chat-server.ts';
import { readConfig } from '../server/config/read-config.ts';
import { startFailure } from '../server/start-failure.ts';
import { createTerminal } from '../server/telemetry/terminal.ts';
import { createSite } from './site.ts';

const chatPort = 8080;
const sitePort = 8081;

/** For trying out on one machine: tutorials' pages and terminals may join, so only this machine can. */
const flags = [
  `--port=${chatPort}`,
  '--host=127.0.0.1',
  `--data=${fileURLToPath(new URL('../data', import.meta.url))}`,
  '--room=lobby',
  '--room=kitchen',
  '--room=garden',
  '--room=page*',
  `--origin=http://localhost:${sitePort}`,
  `--origin=http://127.0.0.1:${sitePort}`,
  '--allow-null-origin',
  '--allow-missing-origin',
  '--plain-clients',
];

const welcome = `
  The chat          http://localhost:${chatPort}
  A site with it    http://localhost:${sitePort}

  Try this:
  - Open the site in two windows and talk.
  - Stop this with Ctrl+C while you type, start it again: nothing is lost.
  - Join from a terminal: npx wscat -c ws://localhost:${chatPort}
  - Open any WebSocket tutorial’s page that connects to ws://localhost:${chatPort}

  What happens in the rooms:
`;

try {
  const print = (line: string) => console.log(`  ${line}`);
  const chat = await createChatServer(readConfig({ flags, environment: {} }), createTerminal(print));
  await chat.listen();
  await listen(sitePort);
  console.log(welcome);
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => void chat.close().then(() => process.exit(0)));
} catch (error) {
  console.error(startFailure(error));
  process.exit(1);
}

function listen(port: number): Promise<void> {
  const server = createServer(createSite(`http://localhost:${chatPort}`));
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
}
