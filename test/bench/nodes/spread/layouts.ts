// Who is measured on how many nodes, and what the nodes meet in.
import type { DialectName } from '../../load/job.ts';
import { peer, serverCommand } from '../../targets.ts';

export type LayoutName =
  'one' | 'one-on-engines' | 'two-over-valkey' | 'two-over-postgres' | 'socket-io' | 'socket-io-over-redis';

/** Addresses of the engines that a run has to itself. */
export interface Engines {
  readonly log: string;
  readonly bus: string;
}

export interface Layout {
  readonly name: LayoutName;
  readonly label: string;
  /** What became of a post when it is acknowledged. */
  readonly kept: string;
  /** The same on one node, without a bus. */
  readonly alone: LayoutName;
  readonly dialect: DialectName;
  readonly nodes: 1 | 2;
  /** Whose processor time is counted: of others there is nothing to do. */
  readonly engines: readonly (keyof Engines)[];
  /** What starts one of its nodes. */
  command(engines: Engines): (port: number, data: string) => readonly string[];
}

const ours = { kept: 'synced to disk', alone: 'one', dialect: 'ws-chat' } as const;
const theirs = { kept: 'nothing', alone: 'socket-io', dialect: 'socket-io' } as const;

const logIn = ({ log }: Engines) => `--log=${log}`;
const overBus = (engines: Engines) => [logIn(engines), `--bus=${engines.bus}`];
const server = (flags: (engines: Engines) => readonly string[]): Layout['command'] => {
  return (engines) => (port, data) => serverCommand(port, data, flags(engines));
};

export const layouts: readonly Layout[] = [
  {
    ...ours,
    name: 'one',
    label: 'ws-chat, one node on SQLite',
    nodes: 1,
    engines: [],
    command: server(() => []),
  },
  {
    ...ours,
    name: 'one-on-engines',
    label: 'ws-chat, one node on Postgres and Valkey',
    nodes: 1,
    engines: ['log', 'bus'],
    command: server(overBus),
  },
  {
    ...ours,
    name: 'two-over-valkey',
    label: 'ws-chat, two nodes over Valkey',
    nodes: 2,
    engines: ['log', 'bus'],
    command: server(overBus),
  },
  {
    ...ours,
    name: 'two-over-postgres',
    label: 'ws-chat, two nodes over Postgres alone',
    nodes: 2,
    engines: ['log'],
    command: server((engines) => [logIn(engines)]),
  },
  {
    ...theirs,
    name: 'socket-io',
    label: 'Socket.IO, one node',
    nodes: 1,
    engines: [],
    command: () => () => peer('socket-io.js'),
  },
  {
    ...theirs,
    name: 'socket-io-over-redis',
    label: 'Socket.IO, two nodes with its Redis adapter',
    nodes: 2,
    engines: ['bus'],
    command:
      ({ bus }) =>
      () => [...peer('socket-io-redis.js'), bus],
  },
];
