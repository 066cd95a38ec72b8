// The thread that copies a log in Postgres into a file, and ends.
import { parentPort, workerData } from 'node:worker_threads';
import { backUpPostgres } from './back-up.ts';

export type BackUpReport = { readonly done: true } | { readonly failed: string };

const { address, copy } = workerData as { address: string; copy: string };
let report: BackUpReport = { done: true };
try {
  await backUpPostgres(address, copy, () => {});
} catch (error) {
  report = { failed: (error as Error).message };
}
parentPort!.postMessage(report);
