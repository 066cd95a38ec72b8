// How many posts a second one room's log acknowledges with every one of them synced to disk, by how
// many are in flight at once; and how late the event loop runs meanwhile. `npm run bench:log`.
import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay, performance } from 'node:perf_hooks';
import { systemClock } from '../../server/clock.ts';
import { openSqliteLog } from '../../server/log/sqlite/sqlite-log.ts';
import { Committer } from '../../server/room/committer.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { draftOf, text } from './load/drafts.ts';
import { logFigures, type LogMeasured } from './report/log-figures.ts';
import { fillMarks } from './report/marks.ts';
import { markdownTable } from './report/table.ts';

/** Posts in flight at once, as that many people who each wait for their answer. */
const inFlight = [1, 8, 32, 128, 512, 1_900];

const warmUpMs = 500;
const measuredMs = 3_000;

interface Measured extends LogMeasured {
  readonly inFlight: number;
  readonly postsPerCommit: number;
  readonly p99Ms: number;
  readonly cpuSecondsPerMillion: number;
}

const results: Measured[] = [];
for (const concurrency of inFlight) results.push(await measure(concurrency));
console.table(results);

const documents = join(import.meta.dirname, '../../docs');
const file = join(documents, 'bench/log.json');
const machine = { cores: cpus().length, cpu: cpus()[0]?.model.trim(), node: process.version };
mkdirSync(join(file, '..'), { recursive: true });
writeFileSync(
  file,
  `${JSON.stringify({ machine, textCharacters: text.length, synchronous: 'FULL', results }, null, 2)}\n`,
);
await fillMarks(join(documents, 'bench.md'), [['log figures', markdownTable(logFigures(results))]]);

async function measure(concurrency: number): Promise<Measured> {
  using folder = temporaryFolder();
  const log = await openSqliteLog(join(folder.path, 'log.sqlite'));
  let commits = 0;
  const append = log.append.bind(log);
  log.append = (drafts) => {
    commits++;
    return append(drafts);
  };
  const committer = new Committer(log, systemClock, {
    onEntry: () => {},
    onTwin: () => {},
    onDoubt: () => {},
    onFailure: (error) => {
      throw error;
    },
  });
  const loop = monitorEventLoopDelay({ resolution: 1 });
  let latencies: number[] = [];
  let written = 0;
  let running = true;
  let idle = concurrency;
  const ended = new Promise<void>((resolve) => {
    const post = () => {
      if (!running) {
        if (++idle === concurrency) resolve();
        return;
      }
      const start = performance.now();
      const taken = committer.submit(draftOf(++written), (outcome) => {
        if (outcome !== 'committed') throw new Error(`A post became ${outcome}.`);
        latencies.push(performance.now() - start);
        post();
      });
      if (!taken) throw new Error('A post was refused as busy.');
    };
    for (; idle > 0; idle--) post();
  });
  await pause(warmUpMs);
  loop.enable();
  latencies = [];
  commits = 0;
  const cpu = process.cpuUsage();
  const start = performance.now();
  await pause(measuredMs);
  const seconds = (performance.now() - start) / 1_000;
  const { user, system } = process.cpuUsage(cpu);
  const measured = latencies.toSorted((left, right) => left - right);
  const batches = commits;
  loop.disable();
  running = false;
  await ended;
  await log.close();
  return {
    inFlight: concurrency,
    acknowledgedPerSecond: Math.round(measured.length / seconds),
    postsPerCommit: rounded(measured.length / batches),
    p50Ms: rounded(at(measured, 0.5)),
    p99Ms: rounded(at(measured, 0.99)),
    loopDelayP99Ms: rounded(loop.percentile(99) / 1e6),
    loopDelayMaxMs: rounded(loop.max / 1e6),
    cpuSecondsPerMillion: rounded((user + system) / measured.length),
  };
}

function at(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => void setTimeout(resolve, ms));
}
