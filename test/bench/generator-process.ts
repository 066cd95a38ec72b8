// The load generator's process, from the side of the bench: a job goes in, a result comes out.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { generatorCore, pinned } from './cores.ts';
import type { Answer } from './load/generator.ts';
import type { LoadJob, LoadResult } from './load/job.ts';

/** A job that takes longer hangs. */
const limitMs = 300_000;

type ResultOf<Asked extends LoadJob> = Extract<LoadResult, { kind: Asked['kind'] }>;

/** Runs one job in a process of its own; rejects where it could not be done. */
export async function generateLoad<Asked extends LoadJob>(job: Asked): Promise<ResultOf<Asked>> {
  const script = join(import.meta.dirname, 'load/generator.ts');
  const [command, ...args] = pinned(generatorCore, [process.execPath, script]);
  const child = spawn(command!, args, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  const timer = setTimeout(() => child.kill('SIGKILL'), limitMs);
  try {
    child.send(job);
    const [answer] = (await Promise.race([
      once(child, 'message'),
      once(child, 'exit').then(() => [
        { kind: 'failed', why: 'The load generator ended, or took too long.' },
      ]),
    ])) as [Answer];
    if (answer.kind === 'failed') throw new Error(answer.why);
    return answer.result as ResultOf<Asked>;
  } finally {
    clearTimeout(timer);
    child.kill('SIGKILL');
  }
}
