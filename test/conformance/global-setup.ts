// The server that all files try: the one at CONFORMANCE_URL, or this project's own, as a process.
import { freePort } from '../support/free-port.ts';
import { runServer } from '../support/processes.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import type { TestProject } from 'vitest/node';
import { site } from './site.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Address of the server's pages, without a slash at the end. */
    readonly url: string;
  }
}

/** What the suite needs of a server, as flags of this one; `npm run conformance` tells them. */
const flags = [
  `--origin=${site}`,
  '--room=lobby',
  '--room=conformance-*',
  '--plain-clients',
  '--post-burst=1000',
  '--posts-per-second=1000',
  '--max-connections-per-address=1000',
];

export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const given = process.env.CONFORMANCE_URL;
  if (given) {
    project.provide('url', given.replace(/\/+$/, ''));
    return () => Promise.resolve();
  }
  const folder = temporaryFolder();
  const port = await freePort();
  const server = await runServer(port, folder.path, flags);
  project.provide('url', `http://127.0.0.1:${port}`);
  return async () => {
    await server.kill();
    folder[Symbol.dispose]();
  };
}
