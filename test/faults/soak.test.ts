// T18 in short: that the soak runs, and finds nothing wrong in its first seconds. The hour is
// `npm run faults -- soak --minutes 60`: it also holds memory, whose slope says nothing while a process warms up,
// and the timers, which are back only when the room is let go, half a minute after the last has left.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { endsWithTest } from '../support/ends-with-test.ts';
import { announce } from '../support/fault-form.ts';
import { startFaultServer, wideLimits } from '../support/fault-server.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { flawless } from '../support/verdict.ts';
import { soak } from './soaking.ts';

it('finds nothing that grows', { timeout: 120_000 }, async () => {
  const folder = endsWithTest(temporaryFolder());
  const server = endsWithTest(await startFaultServer(wideLimits, 'telling-what-is-held'));
  const samples = join(folder.path, 'samples.jsonl');
  const { verdict, descriptors, figures } = await soak({
    server,
    seconds: 12,
    followers: 100,
    writers: 5,
    pauseMs: 100,
    sampleEveryMs: 1_000,
    samples,
    own: endsWithTest,
  });
  announce('T18 soak', verdict, figures);
  expect(verdict).toMatchObject(flawless);
  expect(verdict.acknowledged).toBeGreaterThan(0);
  expect(descriptors.after).toBeLessThanOrEqual(descriptors.before);
  expect(readFileSync(samples, 'utf8').split('\n').length).toBeGreaterThan(3);
});
