// Whatever is written, and however the receiver fares meanwhile: what comes in goes out, the same and in order.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyText } from '../../support/any-text.ts';
import type { ChatClient } from '../../support/chat-client.ts';
import { startChatServer } from '../../support/chat-server.ts';
import { JumpingClock } from '../../support/jumping-clock.ts';
import { until } from '../../support/until.ts';
import { startReceiver } from '../../support/webhook-receiver.ts';

const rooms = ['lobby', 'garden', 'yard', 'attic', 'cellar', 'roof'];

const anyPost = fc.record({
  room: fc.constantFrom(...rooms),
  text: anyText.filter((text) => text.trim() !== '' && !text.includes('\0')),
});

/** What the receiver says, one after the other; then it takes everything. */
const anyAnswer = fc.constantFrom(200, 204, 299, 302, 400, 404, 429, 500, 502, 503);

describe('what a webhook is told', () => {
  it('is what was committed, in the order of each room', { timeout: 120_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(anyPost, { minLength: 1, maxLength: 25 }),
        fc.array(anyAnswer, { maxLength: 8 }),
        async (posts, answers) => {
          await using receiver = await startReceiver();
          const left = [...answers];
          receiver.answer(() => left.shift() ?? 204);
          const clock = new JumpingClock();
          await using server = await startChatServer(
            {
              ...{ postBurst: 1_000, postsPerSecond: 1_000, webhooks: [receiver.settings()] },
              rooms: rooms.map((name) => ({ name })),
            },
            clock,
          );
          const clients = new Map<string, ChatClient>();
          for (const room of rooms) {
            const client = server.connect({ path: `/rooms/${room}` });
            client.say({ type: 'hello', name: 'Ann' });
            await client.next('welcome');
            clients.set(room, client);
          }
          posts.forEach(({ room, text }, index) =>
            clients.get(room)!.say({ type: 'post', draftId: `d${index}`, text }),
          );
          const committed = (room: string) => clients.get(room)!.all('message');
          // Where the clock jumps while it answers, that was too late, and it is told again.
          const taken = (room: string) => {
            const once = new Map(receiver.taken.map(({ id, event }) => [id, event.data]));
            return [...once.values()].flatMap((data) => (data.room === room ? [data.entry] : []));
          };
          await until('the messages', () =>
            rooms.every(
              (room) =>
                committed(room).length + clients.get(room)!.all('refused').length ===
                posts.filter((one) => one.room === room).length,
            ),
          );
          await until('everything', () => {
            clock.jump(5_000);
            return rooms.every((room) => taken(room).length >= committed(room).length);
          });
          for (const room of rooms) expect(taken(room)).toEqual(committed(room));
        },
      ),
      { numRuns: 12, endOnFailure: true },
    );
  });
});
