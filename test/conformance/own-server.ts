// A server of a test's own, with other settings than the shared one, or to be killed. Where the suite is
// pointed at an address, there is none, and the tests that need one are skipped.
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { openLink, type Console } from '../support/console.ts';
import { freePort } from '../support/free-port.ts';
import { runServer } from '../support/processes.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { site } from './site.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Whether the suite was pointed at a server, which is not ours to stop or to set up otherwise. */
export const isPointed = Boolean(process.env.CONFORMANCE_URL);

export interface OwnServer extends AsyncDisposable {
  readonly url: string;
  /** Its data folder. */
  readonly data: string;
  /** Ends it without warning. */
  kill(): Promise<void>;
  /** Asks it to end; resolves with its exit code. */
  stop(): Promise<number | null>;
  /** Starts it again on the same data and port, its wall clock so far ahead. */
  start(aheadMs?: number): Promise<void>;
  /** Runs a command of its owner on its data, as backup, restore and erase; resolves with what that prints. */
  obey(...words: string[]): Promise<string>;
}

/** Its only room is the lobby, unless the flags name others. */
export async function ownServer(...flags: string[]): Promise<OwnServer> {
  const folder = temporaryFolder();
  const data = join(folder.path, 'data');
  const port = await freePort();
  const start = (aheadMs = 0) =>
    runServer(port, data, [`--origin=${site}`, ...flags], aheadMs > 0 ? clockAhead(aheadMs) : {});
  let server = await start();
  return {
    url: `http://127.0.0.1:${port}`,
    data,
    kill: () => server.kill(),
    stop: () => server.stop(),
    async start(aheadMs) {
      server = await start(aheadMs);
    },
    async obey(...words) {
      const command = ['server/main.ts', ...words, `--data=${data}`];
      const { stdout } = await promisify(execFile)(process.execPath, command, { cwd: root });
      return stdout;
    },
    async [Symbol.asyncDispose]() {
      await server.kill();
      folder[Symbol.dispose]();
    },
  };
}

/** Somebody who keeps its chat from the console, by a link that the machine makes. */
export async function ownerOf(server: OwnServer): Promise<Console> {
  const [link = ''] = /http\S+/.exec(await server.obey('console-link')) ?? [];
  return openLink(server, link, 'Olga');
}

/** Hours need not be waited for: the process believes that they have passed. */
function clockAhead(ms: number): Record<string, string> {
  const preload = new URL('../support/late-date.ts', import.meta.url).href;
  return { NODE_OPTIONS: `--import=${preload}`, LATE_DATE_MS: `${ms}` };
}
