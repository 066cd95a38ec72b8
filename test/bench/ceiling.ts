// How much the load generator can count: against a server that only sends, on the other core.
import { join } from 'node:path';
import { generateLoad } from './generator-process.ts';
import { startServer } from './server-process.ts';
import type { Target } from './targets.ts';

const blaster: Target = {
  name: 'ws',
  label: 'blaster',
  dialect: 'plain',
  command: () => [process.execPath, join(import.meta.dirname, 'load/blaster.ts')],
};

/** In a sentence. */
export async function measureCeiling(): Promise<string> {
  await using server = await startServer(blaster);
  const { port, pid, loopReport } = server;
  const { deliveriesPerSecond, busy, secondsPerMillion } = await generateLoad({
    kind: 'fan-out',
    port,
    pid,
    loopReport,
    dialect: 'plain',
    rooms: 1,
    readers: 499,
    publishers: 1,
    stalled: 0,
    texts: { bytes: 120, filler: '.' },
    pace: { kind: 'open', postsPerSecond: 0 },
    warmUpMs: 2_000,
    windowMs: 4_000,
  });
  const millions = (count: number) => (count / 1_000_000).toFixed(1);
  const percent = (share: number) => `${Math.round(share * 100)} %`;
  return `The load generator counted ${millions(deliveriesPerSecond)} million deliveries a second and was ${percent(busy.generator)} busy; the server that only sends was ${percent(busy.server)} busy, and took ${secondsPerMillion.toFixed(3)} CPU seconds per million.`;
}
