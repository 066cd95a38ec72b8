// Servers as processes that are killed in the middle of deliveries: nothing is missing afterwards, and what comes
// twice has the same id.
import { describe, expect, it } from 'vitest';
import { ChatClient } from '../../support/chat-client.ts';
import { site } from '../../support/chat-server.ts';
import { endsWithTest } from '../../support/ends-with-test.ts';
import { startFaultServer, wideLimits } from '../../support/fault-server.ts';
import { post } from '../../support/house.ts';
import { ownPostgres } from '../../support/own-postgres.ts';
import { postgresIsHere } from '../../support/postgres.ts';
import { until } from '../../support/until.ts';
import { startReceiver, type WebhookReceiver } from '../../support/webhook-receiver.ts';
import { startWorkersServer } from '../../support/workers.ts';

const patience = { timeout: 120_000 };
const perRound = 40;

const configuration = (receiver: WebhookReceiver) => ({
  WS_CHAT_WEBHOOKS: JSON.stringify([receiver.settings()]),
});

async function enter(port: number, name: string): Promise<ChatClient> {
  const client = new ChatClient(`ws://127.0.0.1:${port}/rooms/lobby`, { origin: site });
  client.say({ type: 'hello', name });
  await client.next('welcome');
  return client;
}

async function write(client: ChatClient, texts: readonly string[]): Promise<void> {
  const before = client.all('accepted').length;
  client.say(...texts.map((text) => post(text)));
  await until('the answers', () => client.all('accepted').length === before + texts.length);
}

/** In the order in which each came first; throws where one id meant two entries, or was not signed. */
function firstOf({ taken }: WebhookReceiver): string[] {
  const texts = new Map<string, string>();
  for (const { id, event, isSigned } of taken) {
    const { text } = event.data.entry as { text: string };
    if (!isSigned || (texts.get(id) ?? text) !== text) throw new Error(`${id} is not what it was`);
    texts.set(id, text);
  }
  return [...texts.values()];
}

const roundOf = (name: string, round: number) =>
  Array.from({ length: perRound }, (_, index) => `${name} ${round} ${index}`);

describe('a webhook of a server that is killed', patience, () => {
  it('is told everything that was acknowledged, in order, whenever that happens', async () => {
    const receiver = endsWithTest(await startReceiver());
    const server = endsWithTest(
      await startFaultServer(wideLimits, undefined, { settings: configuration(receiver) }),
    );
    const written: string[] = [];
    for (let round = 0; round < 4; round++) {
      if (round > 0) await server.start();
      const texts = roundOf('ann', round);
      written.push(...texts);
      const ann = await enter(server.port, 'Ann');
      await write(ann, texts);
      // In the middle of it: some were told, and their places are not on disk, or just now.
      const goal = round * perRound + 3 + round * 9;
      await until('some', () => firstOf(receiver).length >= goal);
      await server.kill();
    }
    await server.start();
    await until('everything', () => firstOf(receiver).length === written.length);
    expect(firstOf(receiver)).toEqual(written);
  });

  it('is told by its first worker what any of them committed, and by who takes its place', async () => {
    const receiver = endsWithTest(await startReceiver());
    const server = endsWithTest(await startWorkersServer(2, ['--post-burst=1000'], configuration(receiver)));
    const one = await server.enterOn(1, { name: 'One' });
    const two = await server.enterOn(2, { name: 'Two' });
    await write(one.client, roundOf('one', 1));
    await write(two.client, roundOf('two', 1));
    await until('both', () => firstOf(receiver).length === 2 * perRound);
    // Only one of them tells: nothing came twice.
    expect(receiver.taken).toHaveLength(2 * perRound);
    one.client.cut();
    await server.replace(1);
    await write(two.client, roundOf('two', 2));
    await until('the rest', () => firstOf(receiver).length === 3 * perRound);
    expect(firstOf(receiver).slice(2 * perRound)).toEqual(roundOf('two', 2));
    two.client.cut();
  });
});

describe.skipIf(!postgresIsHere)('a webhook of nodes over one Postgres', patience, () => {
  const postgres = ownPostgres();

  it('is told by one of them, and by another when that one is killed', async () => {
    const receiver = endsWithTest(await startReceiver());
    const settings = { ...configuration(receiver), WS_CHAT_LOG: await postgres.engine.createSchema() };
    const start = async () => endsWithTest(await startFaultServer(wideLimits, undefined, { settings }));
    const [first, second] = [await start(), await start()];
    const [ann, bo] = [await enter(first.port, 'Ann'), await enter(second.port, 'Bo')];
    await write(ann, roundOf('ann', 1));
    await write(bo, roundOf('bo', 1));
    await until('both', () => firstOf(receiver).length === 2 * perRound);
    expect(receiver.taken).toHaveLength(2 * perRound);
    await first.kill();
    await write(bo, roundOf('bo', 2));
    await until('the rest', () => firstOf(receiver).length === 3 * perRound);
    expect(firstOf(receiver)).toEqual([...roundOf('ann', 1), ...roundOf('bo', 1), ...roundOf('bo', 2)]);
    bo.cut();
  });
});
