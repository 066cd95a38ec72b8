// The load generator's process, from the side of the bench: a job goes in, a result comes out.
import { join } from 'node:path';
import { generatorCore, pinned } from './cores.ts';
import { doInProcess } from './job-process.ts';
import type { LoadJob, LoadResult, SpreadJob, SpreadResult } from './load/job.ts';

type AnyJob = LoadJob | SpreadJob;
type ResultOf<Asked extends AnyJob> = Extract<LoadResult | SpreadResult, { kind: Asked['kind'] }>;

/** Runs one job in a process of its own; rejects where it could not be done. */
export function generateLoad<Asked extends AnyJob>(job: Asked): Promise<ResultOf<Asked>> {
  const script = join(import.meta.dirname, 'load/generator.ts');
  return doInProcess(pinned(generatorCore, [process.execPath, script]), job);
}
