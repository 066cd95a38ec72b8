// Each layout in turn on a log of its own, under each load: nodes and engines on one core, the load on the other.
import { createClient } from '@redis/client';
import { query, startPostgres } from '../../../support/postgres.ts';
import { startValkey } from '../../../support/valkey.ts';
import { pinRunning, serverCore } from '../../cores.ts';
import { generateLoad } from '../../generator-process.ts';
import type { SpreadResult } from '../../load/job.ts';
import type { Size } from '../../scenarios.ts';
import { startServer, type ServerProcess } from '../../server-process.ts';
import { layouts, type Layout, type LayoutName } from './layouts.ts';
import { spreadLoads, type SpreadLoad, type SpreadName } from './loads.ts';

export interface SpreadRun {
  readonly round: number;
  readonly load: SpreadName;
  readonly layout: LayoutName;
  readonly result: SpreadResult;
}

export interface Spreads {
  readonly runs: readonly SpreadRun[];
  /** Of the engines, as they tell them. */
  readonly versions: Readonly<Record<string, string>>;
}

export async function measureSpreads(
  size: Size,
  rounds: number,
  tell: (line: string) => void,
): Promise<Spreads> {
  await using postgres = await startPostgres();
  await using valkey = await startValkey();
  const pids = { log: postgres.pid, bus: valkey.pid };
  for (const pid of Object.values(pids)) pinRunning(serverCore, pid);
  const bus = `redis://127.0.0.1:${valkey.port}`;
  const versions = await versionsOf(postgres.address(), bus);
  const runs: SpreadRun[] = [];
  for (let round = 1; round <= rounds; round++)
    for (const layout of layouts) {
      await using owned = new AsyncDisposableStack();
      const command = layout.command({ log: await postgres.createSchema(), bus });
      const nodes: ServerProcess[] = [];
      // One after the other: the first makes the tables.
      for (let count = 0; count < layout.nodes; count++)
        nodes.push(owned.use(await startServer({ command })));
      const engines = layout.engines.map((name) => pids[name]);
      for (const load of spreadLoads(size).filter(({ leastNodes }) => leastNodes <= layout.nodes)) {
        const result = await generateLoad({ ...jobOf(load, layout, nodes), engines });
        runs.push({ round, load: load.name, layout: layout.name, result });
      }
      tell(`${round}: ${layout.label}`);
    }
  return { runs, versions };
}

function jobOf(load: SpreadLoad, { dialect }: Layout, nodes: readonly ServerProcess[]) {
  const { name, readers, postsPerSecond, texts, warmUpMs, windowMs } = load;
  return {
    kind: 'spread',
    ...{ dialect, postsPerSecond, texts, warmUpMs, windowMs },
    room: `room-${name}`,
    nodes: nodes.map(({ port, pid }) => ({ port, pid, readers: readers / nodes.length })),
  } as const;
}

async function versionsOf(log: string, bus: string): Promise<Readonly<Record<string, string>>> {
  const [found] = await query<{ version: string }>(
    log,
    `SELECT current_setting('server_version') AS version`,
  );
  const client = await createClient({ url: bus }).connect();
  const told = await client.info('server');
  await client.close();
  const [, name, version] = /^(valkey|redis)_version:(\S+)/m.exec(told)!;
  return { postgres: found!.version.split(' ')[0]!, [name!]: version! };
}
