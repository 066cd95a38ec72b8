// Rooms that are full of life: how smooth the page stays, and how much of its main thread the chat takes.
import { pause, throttled, type Measure, type Samples, joined } from '../measure.ts';
import type { Stage } from '../stage.ts';

const warmUpMs = 4_000;

/** A page that does not show the newest by then follows it no longer. */
const mostBehindMs = 60_000;

/** Messages a second; none shows what an idle page does on this machine. */
const rates = [0, 100, 1_000];

export const busyRoom: Measure = {
  name: 'busy-room',
  title: 'Busy rooms',
  async run(stage, size) {
    const samples: Samples[] = [];
    for (let round = 0; round < (size === 'quick' ? 1 : 5); round++)
      for (const rate of rates) samples.push(await watch(stage, rate, size === 'quick' ? 4_000 : 10_000));
    return joined(samples);
  },
};

async function watch(stage: Stage, rate: number, forMs: number): Promise<Samples> {
  const room = stage.newRoom();
  using talk = await stage.talkIn(room);
  await talk.say(300);
  await using page = await stage.open(`/inline/${room}`, { slower: throttled });
  await page.page.evaluate(() => window.watch.painted);
  const stop = talk.keepSaying(rate);
  await pause(warmUpMs);
  const before = await page.spent();
  const frames = await page.page.evaluate((ms) => window.watch.frames(ms), forMs);
  const after = await page.spent();
  stop();
  const stopped = performance.now();
  await page.page.locator(`ws-chat [data-seq="${talk.said}"]`).waitFor({ timeout: mostBehindMs });
  const behind = (performance.now() - stopped) / 1_000;
  const share = (what: 'rendering' | 'tasks') =>
    ((after[what] - before[what]) / (after.at - before.at)) * 100;
  const sorted = frames.toSorted((one, other) => one - other);
  return {
    [`frame p95 at ${rate}`]: [sorted[Math.floor(sorted.length * 0.95)]!],
    [`longest frame at ${rate}`]: [sorted.at(-1)!],
    [`frames over 50 ms at ${rate}`]: [frames.filter((ms) => ms > 50).length],
    [`rendering at ${rate}`]: [share('rendering')],
    [`main thread at ${rate}`]: [share('tasks')],
    // A page that falls behind draws less than it should.
    [`behind at ${rate}`]: [behind],
  };
}
