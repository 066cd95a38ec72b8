// Who is measured: this server as its owner would start it, and the peers as their users write them.
import { globSync } from 'node:fs';
import { join } from 'node:path';
import type { DialectName } from './load/job.ts';

export type TargetName = 'ws-chat' | 'ws' | 'ws-sqlite' | 'socket-io' | 'bun';

export interface Target {
  readonly name: TargetName;
  /** As tables and charts call it. */
  readonly label: string;
  readonly dialect: DialectName;
  /** The command that starts it in `data` on `port`, or undefined where it cannot run here. */
  command(port: number, data: string): readonly string[] | undefined;
}

const here = import.meta.dirname;
const root = join(here, '../..');
export const peersFolder = join(here, 'peers');

/** Load from one machine is one busy visitor: what protects a public server from that is lifted. */
const lifted = [
  '--allow-missing-origin',
  '--max-connections=50000',
  '--max-connections-per-address=50000',
  '--post-burst=1000000',
  '--posts-per-second=1000000',
];

/** Our server with these flags beside those of every bench. */
export const serverCommand = (port: number, data: string, flags: readonly string[] = []) => [
  process.execPath,
  join(root, 'server/main.ts'),
  `--port=${port}`,
  '--host=127.0.0.1',
  `--data=${data}`,
  '--room=room-*',
  ...lifted,
  ...flags,
];

export const peer = (script: string) => [process.execPath, join(peersFolder, script)];

export const targets: readonly Target[] = [
  {
    name: 'ws-chat',
    label: 'ws-chat',
    dialect: 'ws-chat',
    command: (port, data) => serverCommand(port, data),
  },
  { name: 'ws', label: 'ws loop', dialect: 'plain', command: () => peer('ws-loop.js') },
  { name: 'ws-sqlite', label: 'ws loop + SQLite', dialect: 'plain', command: () => peer('ws-sqlite.js') },
  { name: 'socket-io', label: 'Socket.IO', dialect: 'socket-io', command: () => peer('socket-io.js') },
  {
    name: 'bun',
    label: 'Bun',
    dialect: 'plain',
    command() {
      // The package's own script would link this; it is not run.
      const [binary] = globSync(join(peersFolder, 'node_modules/@oven/*/bin/bun'));
      return binary === undefined ? undefined : [binary, join(peersFolder, 'bun-publish.js')];
    },
  },
];
