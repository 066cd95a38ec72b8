// The command line of the simulation: one seed with its story, or very many in several processes.
import { fork } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { simulate } from './simulate.ts';
import { sentence } from './law.ts';
import { add, mostBroken, nothing, tell, type Sum } from './sum.ts';
import type { Portion } from './worker.ts';

const { values } = parseArgs({
  options: {
    seed: { type: 'string' },
    trace: { type: 'boolean', default: false },
    seeds: { type: 'string', default: '10000' },
    from: { type: 'string', default: '1' },
    processes: { type: 'string', default: '2' },
    /** A file that keeps how far a long run came: the same command goes on from there. */
    progress: { type: 'string' },
  },
});

const portionSeeds = 500;

/** How often a long run says where it is. */
const tellEveryMs = 10_000;

interface Progress {
  readonly next: number;
  readonly sum: Sum;
}

if (values.seed !== undefined) await tellSeed(Number(values.seed), values.trace);
else await tellMany(Number(values.from), Number(values.seeds), Number(values.processes), values.progress);

async function tellSeed(seed: number, trace: boolean): Promise<void> {
  try {
    const verdict = await simulate(seed, trace ? (line) => console.log(line) : undefined);
    console.log(`seed ${seed}: ${sentence(verdict)}`);
  } catch (error) {
    console.error(`seed ${seed} breaks the law.`);
    console.error(error);
    process.exitCode = 1;
  }
}

async function tellMany(from: number, count: number, processes: number, file?: string): Promise<void> {
  const startedAt = performance.now();
  const end = from + count;
  const kept = file !== undefined && existsSync(file) ? readFileSync(file, 'utf8') : undefined;
  let { next, sum }: Progress = kept ? (JSON.parse(kept) as Progress) : { next: from, sum: nothing };
  const before = sum.worlds;
  const rate = () => Math.round(((sum.worlds - before) / (performance.now() - startedAt)) * 1_000);
  const timer = setInterval(() => console.log(`${tell(sum)} (${rate()} worlds/s)`), tellEveryMs);
  // Portions end in any order; what is kept is how far everything is done.
  const done = new Map<number, { readonly to: number; readonly sum: Sum }>();
  let handedOut = next;
  const work = async () => {
    const worker = fork(new URL('worker.ts', import.meta.url), { execArgv: ['--disable-proto=throw'] });
    while (handedOut < end && sum.broken.length < mostBroken) {
      const portion: Portion = { from: handedOut, count: Math.min(portionSeeds, end - handedOut) };
      handedOut += portion.count;
      done.set(portion.from, { to: handedOut, sum: await simulated(worker, portion) });
      for (let part = done.get(next); part; part = done.get(next)) {
        done.delete(next);
        next = part.to;
        sum = add(sum, part.sum);
      }
      if (file !== undefined) writeFileSync(file, JSON.stringify({ next, sum } satisfies Progress));
    }
    worker.disconnect();
  };
  await Promise.all(Array.from({ length: processes }, work));
  clearInterval(timer);
  console.log(`${tell(sum)} (${rate()} worlds/s)`);
  if (sum.broken.length > 0) process.exitCode = 1;
}

function simulated(worker: ReturnType<typeof fork>, portion: Portion): Promise<Sum> {
  return new Promise((resolve, reject) => {
    const onExit = () => reject(new Error(`The process with seeds from ${portion.from} on ended.`));
    worker.once('exit', onExit);
    worker.once('message', (sum) => {
      worker.removeListener('exit', onExit);
      resolve(sum as Sum);
    });
    worker.send(portion);
  });
}
