// Starts the thread that copies the log into a file: the file is written at a stretch, and the server goes on.
import { extname } from 'node:path';
import { Worker } from 'node:worker_threads';
import { LogUnavailable } from '../log.ts';
import type { BackUpReport } from '../copy/back-up-thread.ts';
import type { PostgresAddress } from './address.ts';

export function backUp({ config }: PostgresAddress, copy: string): Promise<void> {
  const file = new URL(`../copy/back-up-thread${extname(import.meta.url)}`, import.meta.url);
  const workerData = { address: config.connectionString, copy };
  const worker = new Worker(file, { workerData, name: 'ws-chat back-up' });
  return new Promise((resolve, reject) => {
    worker.once('error', reject);
    worker.once('exit', () => reject(new LogUnavailable('The back-up ended by itself. Try again.')));
    worker.once('message', (report: BackUpReport) => {
      if ('done' in report) resolve();
      else reject(new LogUnavailable(report.failed));
    });
  });
}
