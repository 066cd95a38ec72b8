// Loaded into a Node server under test before its own code: how late its loop runs, and how often it
// asks its log thread for a read. On SIGUSR2 both are written to a file, and counted anew.
import { renameSync, writeFileSync } from 'node:fs';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { Worker } from 'node:worker_threads';
import type { ReaderRequest } from '../../../server/log/sqlite/reader-thread.ts';
import type { WriterRequest } from '../../../server/log/sqlite/writer-thread.ts';

/** What the probe tells, in milliseconds beyond the probe's own step. */
export interface LoopReport {
  readonly p99: number;
  readonly max: number;
  readonly logReads: number;
  /** Where people post and come in, and none of either is seen, the probe no longer understands the log’s threads. */
  readonly logAppends: number;
}

const stepMs = 10;
const histogram = monitorEventLoopDelay({ resolution: stepMs });
let logReads = 0;
let logAppends = 0;

const postMessage = Worker.prototype.postMessage;
Worker.prototype.postMessage = function (this: Worker, ...given: Parameters<Worker['postMessage']>) {
  const [message] = given as [{ request?: Partial<WriterRequest & ReaderRequest> | 'close' } | undefined];
  const request = message?.request;
  if (typeof request === 'object' && 'range' in request) logReads++;
  else if (typeof request === 'object' && request.act === 'append') logAppends++;
  postMessage.apply(this, given);
};

histogram.enable();
process.on('SIGUSR2', () => {
  const beyond = (nanoseconds: number) => Math.max(0, nanoseconds / 1_000_000 - stepMs);
  const report: LoopReport = {
    p99: beyond(histogram.percentile(99)),
    max: beyond(histogram.max),
    logReads,
    logAppends,
  };
  const file = process.env.LOOP_REPORT!;
  // Whole or not at all: somebody waits for it.
  writeFileSync(`${file}.new`, JSON.stringify(report));
  renameSync(`${file}.new`, file);
  histogram.reset();
  logReads = 0;
  logAppends = 0;
});
