// The thread that makes one back-up and ends: however large the log is, nobody waits for it.
import { parentPort, workerData } from 'node:worker_threads';
import { writeCopy } from './back-up.ts';
import { problemOf, type Problem } from './failures.ts';

export type BackUpReport = { readonly done: true } | { readonly problem: Problem };

const { path, copy } = workerData as { path: string; copy: string };
let report: BackUpReport = { done: true };
try {
  writeCopy(path, copy);
} catch (error) {
  report = { problem: problemOf(error) };
}
parentPort!.postMessage(report);
