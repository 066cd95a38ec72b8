// A server of a test's own, with other settings than the shared one, or to be killed. Where the suite is
// pointed at an address, there is none, and the tests that need one are skipped.
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { freePort, runServer } from '../support/processes.ts';
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
  /** Starts it again on the same data and port. */
  start(): Promise<void>;
  /** Runs a command of its owner on its data: backup, restore, erase. */
  obey(...words: string[]): Promise<void>;
}

/** Its only room is the lobby, unless the flags name others. */
export async function ownServer(...flags: string[]): Promise<OwnServer> {
  const folder = temporaryFolder();
  const data = join(folder.path, 'data');
  const port = await freePort();
  const start = () => runServer(port, data, [`--origin=${site}`, ...flags]);
  let server = await start();
  return {
    url: `http://127.0.0.1:${port}`,
    data,
    kill: () => server.kill(),
    stop: () => server.stop(),
    async start() {
      server = await start();
    },
    async obey(...words) {
      await promisify(execFile)(process.execPath, ['server/main.ts', ...words, `--data=${data}`], {
        cwd: root,
      });
    },
    async [Symbol.asyncDispose]() {
      await server.kill();
      folder[Symbol.dispose]();
    },
  };
}
