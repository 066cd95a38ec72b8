import { describe, expect, it } from 'vitest';
import { openEngines } from '../../../../server/engines.ts';
import { startChatServer } from '../../../support/chat-server.ts';
import { endsWithTest } from '../../../support/ends-with-test.ts';
import { Exposition } from '../../../support/exposition.ts';
import { post } from '../../../support/house.ts';
import { startMeasuredServer } from '../../../support/measured-server.ts';
import { temporaryFolder } from '../../../support/temporary-folder.ts';
import { until } from '../../../support/until.ts';

/** Its disk is full, as far as it knows. */
async function startServerThatStoresNothing() {
  const { path } = endsWithTest(temporaryFolder());
  const engines = await openEngines({ data: path, log: undefined, bus: undefined }, undefined);
  const full = () => Promise.reject(new Error('disk full'));
  Object.assign(engines.log, { append: full, probe: full });
  return startChatServer({ metrics: '127.0.0.1:0' }, undefined, engines);
}

const patience = { timeout: 60_000 };

describe('the metrics of a server', patience, () => {
  it('count what was said and to how many', async () => {
    const server = endsWithTest(await startMeasuredServer());
    const readers = [await server.enter('Ann'), await server.enter('Bo'), await server.enter('Cy')];
    const [ann] = readers;
    ann!.say(post('one'));
    await ann!.next('accepted');
    ann!.say(post('two'));
    for (const reader of readers) while ((await reader.next('message')).seq < 2);
    const metrics = await server.comesTo(2, 'ws_chat_posts_total');
    expect(metrics.value('ws_chat_deliveries_total', { what: 'entry' })).toBe(2 * readers.length);
    expect(metrics.value('ws_chat_commit_drafts_sum')).toBe(2);
    expect(metrics.value('ws_chat_commit_drafts_bucket', { le: 1 })).toBe(2);
    expect(metrics.value('ws_chat_commit_seconds_count')).toBe(2);
    expect(metrics.value('ws_chat_commit_seconds_sum')).toBeGreaterThan(0);
    expect(metrics.value('ws_chat_commit_queue')).toBe(0);
    // Welcomes and what follows of presence, and nothing that nobody read.
    const told = readers.flatMap(({ texts }) => texts);
    const deliveries = metrics.total('ws_chat_deliveries_total');
    expect(deliveries).toBeGreaterThanOrEqual(told.length);
    expect(metrics.value('ws_chat_writes_total')).toBeLessThanOrEqual(deliveries);
    const bytes = told.reduce((sum, text) => sum + Buffer.byteLength(text), 0);
    expect(metrics.value('ws_chat_written_bytes_total')).toBeGreaterThan(bytes);
  });

  it('count several entries in one write as several', async () => {
    const server = endsWithTest(await startMeasuredServer({ postBurst: 100 }));
    const ann = await server.enter('Ann');
    const texts = Array.from({ length: 40 }, (_, index) => `text ${index}`);
    ann.say(...texts.map((text) => post(text)));
    while ((await ann.next('message')).seq < texts.length);
    const metrics = await server.comesTo(texts.length, 'ws_chat_deliveries_total', { what: 'entry' });
    expect(metrics.value('ws_chat_writes_total')).toBeLessThan(texts.length);
    expect(metrics.value('ws_chat_commit_drafts_sum')).toBe(texts.length);
    expect(metrics.value('ws_chat_commit_drafts_count')).toBeLessThan(texts.length);
  });

  it('tell how far connections came, and who is in which room', async () => {
    const server = endsWithTest(await startMeasuredServer({ rooms: [{ name: 'lobby' }, { name: 'attic' }] }));
    const ann = await server.enter('Ann');
    const { you, token } = ann.all('welcome')[0]!;
    const sameInAttic = server.connect({ path: '/rooms/attic' });
    sameInAttic.say({ type: 'hello', token });
    expect((await sameInAttic.next('welcome')).you.id).toBe(you.id);
    const secondTab = await server.enter('Ann', { token });
    const silent = server.connect();
    await silent.opened();
    const metrics = await server.comesTo(1, 'ws_chat_connections', { state: 'greeting' });
    expect(metrics.value('ws_chat_connections', { state: 'present' })).toBe(3);
    expect(metrics.value('ws_chat_rooms')).toBe(2);
    expect(metrics.value('ws_chat_participants')).toBe(2);
    sameInAttic.leave();
    await server.comesTo(1, 'ws_chat_participants');
    secondTab.leave();
    await server.comesTo(1, 'ws_chat_connections', { state: 'present' });
  });

  it('count refusals by their code, those of the log too', async () => {
    const server = endsWithTest(await startMeasuredServer());
    const ann = await server.enter('Ann');
    const bo = await server.enter('Bo');
    ann.say(post(' '), post('mine'));
    await ann.next('accepted');
    bo.say({ type: 'remove', draftId: 'not-yours', ref: 1 }, { type: 'remove', draftId: 'nothing', ref: 99 });
    await bo.next('refused');
    await bo.next('refused');
    const metrics = await server.comesTo(1, 'ws_chat_refusals_total', { code: 'text-empty' });
    expect(metrics.value('ws_chat_refusals_total', { code: 'not-allowed' })).toBe(1);
    expect(metrics.value('ws_chat_refusals_total', { code: 'not-found' })).toBe(1);
    expect(metrics.total('ws_chat_refusals_total')).toBe(3);
  });

  it('count who was turned away at the door', async () => {
    const server = endsWithTest(await startMeasuredServer());
    await server.connect({ origin: 'https://evil.example' }).refused;
    await server.connect({ path: '/rooms/nowhere' }).refused;
    await server.connect({ path: '/nothing' }).refused;
    const metrics = await server.scrape();
    for (const code of ['origin-not-allowed', 'no-such-room', 'no-such-path'])
      expect(metrics.value('ws_chat_denials_total', { code })).toBe(1);
    expect(metrics.total('ws_chat_denials_total')).toBe(3);
  });

  it('count how connections ended, welcomed or not, and codes of nobody’s under one name', async () => {
    const server = endsWithTest(await startMeasuredServer());
    const ann = await server.enter('Ann');
    ann.leave();
    const rude = server.connect();
    rude.sayText('no JSON');
    expect((await rude.closed).code).toBe(4000);
    for (const code of [3_001, 4_999]) {
      const odd = await server.enter();
      odd.socket.close(code);
    }
    const metrics = await server.comesTo(2, 'ws_chat_closes_total', { code: 'other' });
    expect(metrics.value('ws_chat_closes_total', { code: 4000 })).toBe(1);
    expect(metrics.value('ws_chat_closes_total', { code: 1000 })).toBe(1);
    expect(metrics.total('ws_chat_closes_total')).toBe(4);
  });

  it('count from where those who come go on', async () => {
    const server = endsWithTest(await startMeasuredServer({ postBurst: 1_000, postsPerSecond: 1_000 }));
    const ann = await server.enter('Ann');
    const { epoch } = ann.all('welcome')[0]!;
    await server.enter('Ring', { since: { epoch, seq: 0 } });
    await server.enter('Epoch', { since: { epoch: 'another', seq: 0 } });
    await server.enter('Ahead', { since: { epoch, seq: 5 } });
    const metrics = await server.comesTo(1, 'ws_chat_welcomes_total', { source: 'ahead' });
    for (const source of ['ring', 'fresh', 'epoch'])
      expect(metrics.value('ws_chat_welcomes_total', { source })).toBe(1);
    expect(metrics.total('ws_chat_welcomes_total')).toBe(4);
  });

  it('tell that the log fails, and count how often', async () => {
    const server = endsWithTest(await startServerThatStoresNothing());
    const ann = server.connect();
    ann.say({ type: 'hello', name: 'Ann' }, post('one'));
    expect(await ann.next('refused')).toMatchObject({ code: 'unavailable' });
    const metrics = new Exposition(await server.metrics!.text());
    expect(metrics.value('ws_chat_log_up')).toBe(0);
    expect(metrics.value('ws_chat_log_failures_total')).toBe(1);
    expect(metrics.value('ws_chat_failures_total')).toBe(1);
    expect(metrics.value('ws_chat_refusals_total', { code: 'unavailable' })).toBe(1);
    expect(metrics.value('ws_chat_commit_seconds_count')).toBe(1);
  });

  it('tell how late the loop is, each second once', async () => {
    const server = endsWithTest(await startMeasuredServer());
    const count = async () => (await server.scrape()).value('ws_chat_loop_lag_seconds_count');
    await until('a second of the loop', async () => (await count()) > 0);
  });

  it('name no room, nobody and nothing that was said', async () => {
    const server = endsWithTest(await startMeasuredServer({ rooms: [{ name: 'secret-lobby' }] }));
    const ann = server.connect({ path: '/rooms/secret-lobby' });
    ann.say({ type: 'hello', name: 'Annabel' }, post('confidential'));
    await ann.next('accepted');
    await server.connect({ origin: 'https://evil.example', path: '/rooms/secret-lobby' }).refused;
    const { samples } = await server.comesTo(1, 'ws_chat_posts_total');
    const text = JSON.stringify(samples);
    for (const word of ['secret-lobby', 'Annabel', 'confidential', 'evil', '127.0.0.1'])
      expect(text).not.toContain(word);
  });

  it('are the same lines after everything that happened: nothing adds one', async () => {
    const server = endsWithTest(await startMeasuredServer());
    const lines = ({ samples }: Awaited<ReturnType<typeof server.scrape>>) =>
      samples.map(({ name, labels }) => name + JSON.stringify(labels));
    const before = lines(await server.scrape());
    const ann = await server.enter('Ann');
    ann.say(post('one'), post(''));
    ann.sayText('no JSON');
    await ann.closed;
    await server.connect({ path: '/nothing' }).refused;
    const odd = await server.enter();
    odd.socket.close(4_321);
    expect(lines(await server.comesTo(1, 'ws_chat_closes_total', { code: 'other' }))).toEqual(before);
  });
});
