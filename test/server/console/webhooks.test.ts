// Webhooks as the console sees them, and what they did not take.
import { describe, expect, it } from 'vitest';
import type { LetterPage, WebhookList } from '../../../protocol/console.ts';
import { startChatServer } from '../../support/chat-server.ts';
import { firstOwner, type Console } from '../../support/console.ts';
import { post } from '../../support/house.ts';
import { JumpingClock } from '../../support/jumping-clock.ts';
import { until } from '../../support/until.ts';
import { startReceiver, type WebhookReceiver } from '../../support/webhook-receiver.ts';

const lettersOf = async (console: Console, query = '') =>
  (await console.ask<LetterPage>('GET', `/webhooks/letters${query}`)).json;

const stateOf = async (console: Console) =>
  (await console.ask<WebhookList>('GET', '/webhooks')).json.webhooks[0]!.state;

/** Whoever asks this often must have time for it. */
async function jumpUntil<T>(
  clock: JumpingClock,
  ms: number,
  what: string,
  look: () => T | false | undefined | Promise<T | false | undefined>,
) {
  return until(what, () => {
    clock.jump(ms);
    return look();
  });
}

/** A receiver that does not take `poison`, and a server that gives it up at once. */
async function withLetters(receiver: WebhookReceiver, texts: readonly string[]) {
  const clock = new JumpingClock();
  receiver.answer(({ body }) => (body.includes('poison') ? 500 : 204));
  const server = await startChatServer(
    {
      ...{ postBurst: 1_000, postsPerSecond: 1_000 },
      webhooks: [receiver.settings({ giveUpHours: 1 })],
    },
    clock,
  );
  const ann = await server.enter();
  ann.say(...texts.map((text) => post(text)));
  await until('the answers', () => ann.all('accepted').length === texts.length);
  await jumpUntil(clock, 600_000, 'the last one', () => receiver.texts.includes(texts.at(-1)!));
  return { clock, server, olga: await firstOwner(server) };
}

describe('the console', () => {
  it('shows how each webhook is, and of its address the host alone', async () => {
    await using receiver = await startReceiver();
    const clock = new JumpingClock();
    await using server = await startChatServer(
      { webhooks: [receiver.settings({ name: undefined, rooms: ['lobby', 'page-*'] })] },
      clock,
    );
    const olga = await firstOwner(server);
    const { text, json } = await olga.ask<WebhookList>('GET', '/webhooks');
    expect(json.webhooks).toEqual([
      {
        name: expect.stringMatching(/^127\.0\.0\.1-[0-9a-f]{8}$/) as string,
        host: new URL(receiver.url).host,
        rooms: ['lobby', 'page-*'],
        events: ['message', 'edit', 'removal'],
        state: { is: 'delivering' },
      },
    ]);
    expect(text).not.toMatch(/whsec_|\/webhook"/);

    receiver.answer(() => 500);
    const ann = await server.enter();
    ann.say(post('one'));
    await until('an attempt', () => receiver.received.length === 1);
    const waits = await jumpUntil(clock, 200, 'it to wait', async () => {
      const state = await stateOf(olga);
      return state.is === 'waiting' && state;
    });
    expect(waits.reason).toBe('It answered with status 500.');
    expect(waits.until).toBeGreaterThan(Date.now());

    receiver.answer(() => 410);
    const off = await jumpUntil(clock, 2_000, 'it to be off', async () => {
      const state = await stateOf(olga);
      return state.is === 'off' && state;
    });
    expect(off.reason).toBe('It answered with status 410: gone for good.');
  });

  it('shows what was given up, in pages, and never what it says', async () => {
    await using receiver = await startReceiver();
    const { server, olga } = await withLetters(receiver, ['poison 1', 'poison 2', 'poison 3', 'last']);
    await using _server = server;
    const { letters, next } = await lettersOf(olga, '?limit=2');
    expect(letters).toMatchObject([
      {
        webhook: 'shop',
        room: 'lobby',
        seq: 3,
        reason: expect.stringMatching(/^It /) as string,
        again: false,
      },
      { webhook: 'shop', room: 'lobby', seq: 2 },
    ]);
    expect(letters[0]!.attempts).toBeGreaterThan(1);
    expect(letters[0]!.at).toBeGreaterThan(Date.now());
    const rest = await lettersOf(olga, `?limit=2&before=${next}`);
    expect(rest.letters.map(({ seq }) => seq)).toEqual([1]);
    expect(rest.next).toBeUndefined();
    expect(JSON.stringify(letters)).not.toContain('poison');
    expect((await olga.ask('GET', '/webhooks/letters?limit=101')).status).toBe(400);
  });

  it('has them sent again, as often as somebody asks, until they are taken', async () => {
    await using receiver = await startReceiver();
    const { clock, server, olga } = await withLetters(receiver, ['poison 1', 'poison 2', 'last']);
    await using _server = server;
    const [second, first] = (await lettersOf(olga)).letters;
    const retry = (id: number | string) => olga.ask('POST', `/webhooks/letters/${id}/retry`);
    const attempts = receiver.received.length;
    expect((await retry(first!.id)).status).toBe(204);
    await until('another attempt', () => receiver.received.length === attempts + 1);
    const failed = await jumpUntil(clock, 300, 'it to fail again', async () => {
      const found = (await lettersOf(olga)).letters.find(({ id }) => id === first!.id)!;
      return found.attempts > first!.attempts && !found.again && found;
    });
    expect(failed).toMatchObject({ attempts: first!.attempts + 1, seq: 1 });

    receiver.answer(() => 204);
    const before = receiver.received.length;
    for (const { id } of [first!, second!]) expect((await retry(id)).status).toBe(204);
    await until('both', () => receiver.received.length === before + 2);
    await jumpUntil(clock, 300, 'an empty list', async () => (await lettersOf(olga)).letters.length === 0);
    const again = receiver.received.slice(before);
    expect(again.map(({ event }) => event.data.entry.seq)).toEqual([1, 2]);
    expect(again.every(({ isSigned }) => isSigned)).toBe(true);
    expect(again[0]!.id).toBe(receiver.received[0]!.id);

    for (const id of [first!.id, 'x', '1e3', '-1']) expect((await retry(id)).status).toBe(404);
    const { json } = await olga.ask<{ audit: { act: string }[] }>('GET', '/audit');
    expect(json.audit.filter(({ act }) => act === 'letter-retried')).toHaveLength(3);
  });

  it('has more of them sent again than one look finds', { timeout: 60_000 }, async () => {
    await using receiver = await startReceiver();
    const poison = Array.from({ length: 25 }, (_, index) => `poison ${index}`);
    const { clock, server, olga } = await withLetters(receiver, [...poison, 'last']);
    await using _server = server;
    const { letters } = await lettersOf(olga);
    expect(letters).toHaveLength(25);
    receiver.answer(() => 204);
    const before = receiver.received.length;
    for (const { id } of letters) {
      // For one person that is a lot at once.
      clock.jump(300);
      await olga.ask('POST', `/webhooks/letters/${id}/retry`);
    }
    await until(
      'all of them',
      () => new Set(receiver.received.slice(before).map(({ id }) => id)).size === 25,
    );
    await jumpUntil(clock, 300, 'an empty list', async () => (await lettersOf(olga)).letters.length === 0);
  });
});
