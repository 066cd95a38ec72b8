// `npm run faults`: the long forms, one after the other; with names, only those. `npm run faults -- soak
// --minutes 60` lets one server live for an hour.
import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { CrowdProcess } from '../support/crowd-process.ts';
import { announce } from '../support/fault-form.ts';
import { startFaultServer, wideLimits } from '../support/fault-server.ts';
import { flawless } from '../support/verdict.ts';
import { soak } from './soaking.ts';

/**
 * What ten minutes may add, in percent: to what the server holds, where a leak shows first, and to its resident
 * memory, which also tells what lies outside of the heap, and what the allocator does not give back.
 */
const mostGrowth = 1;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { minutes: { type: 'string', default: '60' }, followers: { type: 'string', default: '1000' } },
});

process.env.FAULTS = 'long';
if (positionals[0] === 'soak') process.exitCode = await soakFor(Number(values.minutes));
else process.exitCode = runLongForms(positionals);

function runLongForms(names: readonly string[]): number {
  const filters = names.length > 0 ? names.map((name) => `test/faults/${name}`) : ['test/faults/'];
  const { status } = spawnSync('vitest', ['run', '--no-file-parallelism', ...filters], {
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  return status ?? 1;
}

async function soakFor(minutes: number): Promise<number> {
  const folder = join(process.cwd(), 'test-results');
  mkdirSync(folder, { recursive: true });
  const samples = join(folder, 'soak.jsonl');
  rmSync(samples, { force: true });
  console.log(`A sample every ten seconds goes to ${samples}.`);
  await using owned = new AsyncDisposableStack();
  const server = owned.use(await startFaultServer(wideLimits, 'telling-what-is-held'));
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => void owned.disposeAsync().finally(() => process.exit(1)));
  const { verdict, growth, descriptors, figures, ...soaked } = await soak({
    server,
    seconds: minutes * 60,
    followers: Number(values.followers),
    writers: 10,
    // Some forty posts a second to a thousand readers: about half of what one core carries.
    pauseMs: 250,
    sampleEveryMs: 10_000,
    samples,
    own: (crowd: CrowdProcess) => owned.use(crowd),
  });
  const timers = await soaked.timers();
  announce('T18 soak', verdict, {
    ...figures,
    'held, in ten minutes, %': growth.held,
    'resident, in ten minutes, %': growth.resident,
    'descriptors before': descriptors.before,
    'descriptors after': descriptors.after,
    'timers before': timers.before,
    'timers after': timers.after,
  });
  const { lost, twice, reordered, holes, divergent } = verdict;
  const isFlawless =
    JSON.stringify({ lost, twice, reordered, holes, divergent }) === JSON.stringify(flawless);
  const isAsBefore = descriptors.after <= descriptors.before && timers.after <= timers.before;
  const isLevel = Math.max(growth.held, growth.resident) < mostGrowth;
  return isFlawless && isLevel && isAsBefore ? 0 : 1;
}
