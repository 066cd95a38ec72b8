// The log: what an acknowledged post costs on each of them, in alternation, each in a process and a place of its own.
import { join } from 'node:path';
import { startPostgres } from '../../../support/postgres.ts';
import { temporaryFolder } from '../../../support/temporary-folder.ts';
import { doInProcess } from '../../job-process.ts';
import type { Size } from '../../scenarios.ts';
import type { LogJob, LogResult } from './job.ts';
import type { LogName } from './poster.ts';

export interface LogRun {
  readonly round: number;
  readonly name: LogName;
  readonly inFlight: number;
  readonly result: LogResult;
}

export const loads = [64, 256] as const;

const names: readonly LogName[] = ['sqlite', 'postgres', 'transaction-each'];

const times: Readonly<Record<Size, Pick<LogJob, 'warmUpMs' | 'windowMs'>>> = {
  whole: { warmUpMs: 1_500, windowMs: 5_000 },
  quick: { warmUpMs: 700, windowMs: 1_500 },
};

export async function measureLogs(
  size: Size,
  rounds: number,
  tell: (line: string) => void,
): Promise<readonly LogRun[]> {
  await using postgres = await startPostgres();
  const runs: LogRun[] = [];
  for (let round = 1; round <= rounds; round++)
    for (const inFlight of loads)
      for (const name of names) {
        using folder = temporaryFolder();
        const isFile = name === 'sqlite';
        const job: LogJob = {
          ...times[size],
          ...{ name, inFlight },
          place: isFile ? folder.path : await postgres.createSchema(),
          engine: isFile ? undefined : postgres.pid,
        };
        const result = await doInProcess<LogResult>([process.execPath, script], job);
        runs.push({ round, name, inFlight, result });
        tell(`${round}: ${name}, ${inFlight} in flight`);
      }
  return runs;
}

const script = join(import.meta.dirname, 'poster-process.ts');
