import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import { describe, expect, it } from 'vitest';
import type { PrimarySaid } from '../../../server/workers/messages.ts';
import { WorkersMetrics } from '../../../server/workers/workers-metrics.ts';
import { channelPair } from '../../support/channel-pair.ts';
import { endsWithTest } from '../../support/ends-with-test.ts';
import { Exposition } from '../../support/exposition.ts';
import { post } from '../../support/house.ts';
import { ManualClock } from '../../support/manual-clock.ts';
import { until } from '../../support/until.ts';
import { startWorkersServer } from '../../support/workers.ts';

const patienceMs = 2_000;

/** A worker with a counter, a level and a histogram, which answers as long as it is told to. */
function createWorker(workers: WorkersMetrics) {
  const { primary, worker, end } = channelPair();
  const registry = new Registry();
  const registers = [registry];
  const counter = new Counter({ name: 'posts_total', help: 'posts', labelNames: ['code'], registers });
  const gauge = new Gauge({ name: 'here', help: 'people', registers });
  const worst = new Gauge({ name: 'well', help: 'health', aggregator: 'min', registers });
  const histogram = new Histogram({ name: 'wait', help: 'wait', buckets: [1, 2], registers });
  counter.inc({ code: 'a' }, 0);
  const asked: number[] = [];
  const state = { answers: true };
  const answer = async (id: number) =>
    worker.send({ type: 'measured', id, record: await registry.getMetricsAsJSON() });
  worker.hear((said: PrimarySaid) => {
    if (said.type !== 'measure') return;
    asked.push(said.id);
    if (state.answers) void answer(said.id);
  });
  workers.serve(primary);
  const gone = new Promise<void>((resolve) => primary.onEnd(resolve));
  const die = () => {
    end();
    return gone;
  };
  return { counter, gauge, worst, histogram, state, asked, answer, die };
}

function createWorkers() {
  const clock = new ManualClock();
  const workers = new WorkersMetrics(clock);
  const [one, two] = [createWorker(workers), createWorker(workers)];
  endsWithTest({
    async [Symbol.asyncDispose]() {
      await Promise.all([one.die(), two.die()]);
    },
  });
  return { clock, workers, one, two, scrape: async () => new Exposition(await workers.text()) };
}

describe('the metrics of workers', () => {
  it('are their sum, by label and by bucket, or the least where that is what counts', async () => {
    const { one, two, scrape } = createWorkers();
    one.counter.inc({ code: 'a' }, 2);
    two.counter.inc({ code: 'a' }, 3);
    two.counter.inc({ code: 'b' }, 4);
    one.gauge.set(5);
    two.gauge.set(6);
    one.worst.set(1);
    two.worst.set(0);
    one.histogram.observe(1);
    two.histogram.observe(2);
    const metrics = await scrape();
    expect(metrics.value('posts_total', { code: 'a' })).toBe(5);
    expect(metrics.value('posts_total', { code: 'b' })).toBe(4);
    expect(metrics.value('here')).toBe(11);
    expect(metrics.value('well')).toBe(0);
    expect(metrics.value('wait_bucket', { le: 1 })).toBe(1);
    expect(metrics.value('wait_bucket', { le: 2 })).toBe(2);
    expect(metrics.value('wait_sum')).toBe(3);
    expect(metrics.value('ws_chat_workers', { state: 'answers' })).toBe(2);
  });

  it('go on counting what a worker counted that died, and not what it held', async () => {
    const { workers, one, two, scrape } = createWorkers();
    for (const worker of [one, two]) {
      worker.counter.inc({ code: 'a' }, 7);
      worker.gauge.set(7);
      worker.histogram.observe(1);
    }
    await scrape();
    await one.die();
    const metrics = await scrape();
    expect(metrics.value('posts_total', { code: 'a' })).toBe(14);
    expect(metrics.value('wait_count')).toBe(2);
    expect(metrics.value('here')).toBe(7);
    const third = createWorker(workers);
    third.counter.inc({ code: 'a' });
    expect((await scrape()).value('posts_total', { code: 'a' })).toBe(15);
    await two.die();
    await third.die();
    expect((await scrape()).value('posts_total', { code: 'a' })).toBe(15);
  });

  it('count who is silent with what was last heard, and wait no longer for it', async () => {
    const { clock, one, two, scrape } = createWorkers();
    one.counter.inc({ code: 'a' }, 1);
    two.counter.inc({ code: 'a' }, 1);
    await scrape();
    two.state.answers = false;
    one.counter.inc({ code: 'a' }, 1);
    two.counter.inc({ code: 'a' }, 1);
    const scraped = scrape();
    await until('both to be asked', () => one.asked.length === 2 && two.asked.length === 2);
    await until('the answer of the one', () => clock.waiting === 1);
    clock.advance(patienceMs);
    const metrics = await scraped;
    expect(metrics.value('posts_total', { code: 'a' })).toBe(3);
    expect(metrics.value('ws_chat_workers', { state: 'silent' })).toBe(1);
    // It comes late, and counts from then on.
    await two.answer(two.asked.at(-1)!);
    const next = scrape();
    await until('the answer of the one again', () => one.asked.length === 3 && clock.waiting === 1);
    clock.advance(patienceMs);
    expect((await next).value('posts_total', { code: 'a' })).toBe(4);
  });

  it('wait for nobody who dies instead of answering', async () => {
    const { clock, one, two, scrape } = createWorkers();
    two.state.answers = false;
    const scraped = scrape();
    await until('both to be asked', () => one.asked.length === 1 && two.asked.length === 1);
    await two.die();
    expect((await scraped).value('ws_chat_workers', { state: 'silent' })).toBe(1);
    expect(clock.waiting).toBe(0);
  });
});

describe('a server of several workers that is asked for its metrics', { timeout: 120_000 }, () => {
  it('tells what happened on all of them, and never less after one was killed', async () => {
    const server = endsWithTest(await startWorkersServer(2, ['--metrics=127.0.0.1:0']));
    const ann = await server.enterOn(1, { name: 'Ann' });
    const bo = await server.enterOn(2, { name: 'Bo' });
    ann.client.say(post('one'));
    bo.client.say(post('two'));
    for (const { client } of [ann, bo]) await until('both', () => client.all('message').length === 2);
    const all = await until('all to be counted', async () => {
      const metrics = await server.scrape();
      return metrics.value('ws_chat_posts_total') === 2 && metrics;
    });
    expect(all.value('ws_chat_deliveries_total', { what: 'entry' })).toBe(4);
    expect(all.value('ws_chat_commit_drafts_sum')).toBe(2);
    expect(all.value('ws_chat_connections', { state: 'present' })).toBe(2);
    expect(all.value('ws_chat_participants')).toBe(2);
    expect(all.value('ws_chat_rooms')).toBe(2);
    expect(all.value('ws_chat_bus_up')).toBe(1);

    await server.replace(1);
    await ann.client.closed;
    const after = await until('another in its place', async () => {
      const metrics = await server.scrape();
      return metrics.value('ws_chat_workers', { state: 'answers' }) === 2 && metrics;
    });
    expect(after.value('ws_chat_posts_total')).toBe(2);
    expect(after.value('ws_chat_deliveries_total', { what: 'entry' })).toBe(4);
    expect(after.value('ws_chat_connections', { state: 'present' })).toBe(1);
    for (const counter of all.samples.filter(({ name }) => name.endsWith('_total')))
      expect(after.value(counter.name, counter.labels), counter.name).toBeGreaterThanOrEqual(counter.value);
  });
});
