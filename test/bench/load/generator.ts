// The load generator: a process of its own, so that what it takes is never the server's. It is asked
// by message, does one job at a time, and answers.
import { fanOut } from './fan-out.ts';
import { crowd } from './crowd.ts';
import { storm } from './storm.ts';
import type { LoadJob, LoadResult } from './job.ts';

export type Answer =
  { readonly kind: 'done'; readonly result: LoadResult } | { readonly kind: 'failed'; readonly why: string };

process.on('message', (job: LoadJob) => {
  run(job).then(
    (result) => answer({ kind: 'done', result }),
    (error: unknown) =>
      answer({ kind: 'failed', why: error instanceof Error ? error.stack! : String(error) }),
  );
});

function run(job: LoadJob): Promise<LoadResult> {
  switch (job.kind) {
    case 'fan-out':
      return fanOut(job);
    case 'crowd':
      return crowd(job);
    case 'storm':
      return storm(job);
  }
}

function answer(answer: Answer): void {
  process.send!(answer);
}
