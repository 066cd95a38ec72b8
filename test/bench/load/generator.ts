// The load generator: a process of its own, so that what it takes is never the server's.
import { takeJobs } from '../job-process.ts';
import { fanOut } from './fan-out.ts';
import { crowd } from './crowd.ts';
import { storm } from './storm.ts';
import { spread } from './spread.ts';
import type { LoadJob, LoadResult, SpreadJob, SpreadResult } from './job.ts';

takeJobs((job: LoadJob | SpreadJob): Promise<LoadResult | SpreadResult> => {
  switch (job.kind) {
    case 'fan-out':
      return fanOut(job);
    case 'crowd':
      return crowd(job);
    case 'storm':
      return storm(job);
    case 'spread':
      return spread(job);
  }
});
