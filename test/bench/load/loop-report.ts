// Asks the probe in a server under test for its report.
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { setTimeout as after } from 'node:timers/promises';
import type { LoopReport } from './loop-probe.ts';

const patienceMs = 10_000;

/** What happened since it was asked last. */
export async function readLoop(pid: number, file: string): Promise<LoopReport> {
  rmSync(file, { force: true });
  process.kill(pid, 'SIGUSR2');
  for (let waited = 0; waited < patienceMs; waited += 5) {
    if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')) as LoopReport;
    await after(5);
  }
  throw new Error('The probe in the server does not answer.');
}
