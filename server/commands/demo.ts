// A working chat to look at: the real server on one port, and on another a small site that embeds its chat.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startDemo } from '../demo/demo.ts';
import { stopOnSignal } from '../stop-on-signal.ts';
import { lastOf, type Call, type Command, type Outcome } from './command.ts';

export const demo: Command = {
  name: 'demo',
  options: [
    { flag: '--port', value: 'N', help: 'Port of the chat. Default: 8080.' },
    { flag: '--data', value: 'FOLDER', help: 'Keep what is said in this folder, for the next time.' },
  ],
  help: 'Show a working chat and a site that has it, on this machine alone, until Ctrl+C.',
  more: 'What is said lies in a temporary folder, which is removed at the end, unless --data names one.',
  example: 'npx ws-chat demo --port 9000',
  exits: 'Ends with 0 after Ctrl+C, 1 when a port is taken, 2 when it was wrongly called.',
  run: showDemo,
};

/** Resolves when all is there to be looked at. */
async function showDemo(call: Call): Promise<Outcome> {
  const kept = lastOf(call, '--data');
  const data = kept ?? mkdtempSync(join(tmpdir(), 'ws-chat-demo-'));
  const removeData = () => {
    if (kept === undefined) rmSync(data, { recursive: true, force: true });
  };
  const print = (line: string) => void call.terminal.output.write(`${line}\n`);
  try {
    const running = await startDemo({ data, port: lastOf(call, '--port'), print });
    stopOnSignal(() => running.close().finally(removeData), process);
    print(welcome(running, kept !== undefined));
    return {};
  } catch (error) {
    removeData();
    throw error;
  }
}

function welcome(
  { chat, site, link }: { chat: string; site: string; link: string | undefined },
  isKept: boolean,
): string {
  const socket = chat.replace('http', 'ws');
  return `
  The chat          ${chat}
  A site with it    ${site}
${link === undefined ? '' : `  Its console       ${link}\n`}
  Try this:
  - Open the site in two windows and talk.
  - ${isKept ? 'Stop this with Ctrl+C, write something meanwhile, start it again: nothing is lost.' : 'Stop this with Ctrl+C: what was said is gone then. With --data data it stays.'}
  - Join from a terminal: npx wscat -c ${socket}
  - Open any WebSocket tutorial’s page that connects to ${socket}

  What happens in the rooms:
`;
}
