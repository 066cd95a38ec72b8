// The whole server with webhooks, and a real receiver.
import { describe, expect, it } from 'vitest';
import { firstOwner } from '../../support/console.ts';
import { startChatServer, type RunningServer } from '../../support/chat-server.ts';
import type { ChatClient } from '../../support/chat-client.ts';
import { post } from '../../support/house.ts';
import { JumpingClock } from '../../support/jumping-clock.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { until } from '../../support/until.ts';
import { startReceiver, type WebhookReceiver } from '../../support/webhook-receiver.ts';

const hourMs = 60 * 60_000;
const rooms = [{ name: 'lobby' }, { name: 'page-*' }];

/** Fast enough for a test to write without pauses. */
const limits = { postBurst: 10_000, postsPerSecond: 10_000, rooms };

const start = (
  receiver: WebhookReceiver,
  over: Parameters<WebhookReceiver['settings']>[0] = {},
  clock?: JumpingClock,
  data?: string,
) =>
  startChatServer(
    { ...limits, webhooks: [receiver.settings(over)], ...(data !== undefined && { data }) },
    clock,
  );

async function enter(server: RunningServer, room = 'lobby', name = 'Ann'): Promise<ChatClient> {
  const client = server.connect({ path: `/rooms/${room}` });
  client.say({ type: 'hello', name });
  await client.next('welcome');
  return client;
}

async function write(client: ChatClient, ...texts: readonly string[]): Promise<void> {
  const before = client.all('accepted').length;
  client.say(...texts.map((text) => post(text)));
  await until('the answers', () => client.all('accepted').length === before + texts.length);
}

const numbered = (first: number, last: number) =>
  Array.from({ length: last - first + 1 }, (_, index) => `message ${first + index}`);

describe('a webhook', () => {
  it('is told each message, signed, as it is on the wire', async () => {
    await using receiver = await startReceiver();
    await using server = await start(receiver);
    const ann = await enter(server);
    await write(ann, 'Hello “you”\n<b>');
    const [one] = await until('the event', () => receiver.taken.length > 0 && receiver.taken);
    expect(one!.isSigned).toBe(true);
    expect(one!.headers['content-type']).toBe('application/json');
    expect(Math.abs(Number(one!.headers['webhook-timestamp']) - Date.now() / 1_000)).toBeLessThan(60);
    expect(one!.id).toMatch(/^msg_[\w-]{22}$/);
    const [message] = ann.all('message');
    expect(one!.event).toEqual({
      type: 'entry.message',
      timestamp: new Date(message!.at).toISOString(),
      data: { room: 'lobby', entry: message },
    });
  });

  it('is told nothing of what was written before it was there', async () => {
    using folder = temporaryFolder();
    {
      await using before = await startChatServer({ ...limits, data: folder.path });
      await write(await enter(before), 'of before');
    }
    await using receiver = await startReceiver();
    await using server = await start(receiver, {}, undefined, folder.path);
    await write(await enter(server), 'of now');
    await until('the event', () => receiver.texts.length > 0);
    expect(receiver.texts).toEqual(['of now']);
  });

  it('is told of its rooms and kinds of entries alone', async () => {
    await using receiver = await startReceiver();
    await using all = await startReceiver();
    await using server = await startChatServer({
      ...limits,
      webhooks: [
        receiver.settings({ rooms: ['page-*'], events: ['message', 'reaction'] }),
        all.settings({ name: 'all' }),
      ],
    });
    const [lobby, page] = [await enter(server), await enter(server, 'page-1')];
    await write(lobby, 'in the lobby');
    await write(page, 'on the page');
    page.say({ type: 'edit', draftId: 'e1', ref: 1, text: 'on the page!' });
    page.say({ type: 'react', draftId: 'r1', ref: 1, emoji: '🎈', on: true });
    page.say({ type: 'remove', draftId: 'x1', ref: 1 });
    await until('both', () => receiver.taken.length >= 2 && all.taken.length >= 4);
    expect(receiver.taken.map(({ event }) => [event.type, event.data.room])).toEqual([
      ['entry.message', 'page-1'],
      ['entry.reaction', 'page-1'],
    ]);
    expect(all.taken.map(({ event }) => event.type).sort()).toEqual([
      'entry.edit',
      'entry.message',
      'entry.message',
      'entry.removal',
    ]);
  });

  it('gets everything afterwards, in order, when it failed for a while', async () => {
    await using receiver = await startReceiver();
    const clock = new JumpingClock();
    await using server = await start(receiver, {}, clock);
    let failures = 0;
    receiver.answer(() => (++failures > 3 ? 204 : 500));
    const [lobby, page] = [await enter(server), await enter(server, 'page-1')];
    await Promise.all([write(lobby, ...numbered(1, 20)), write(page, ...numbered(21, 40))]);
    await until('the complaint', () => server.telemetry.told.join().includes('It answered with status 500.'));
    for (let attempt = 2; attempt < 5; attempt++) {
      await until('the next attempt', () => {
        if (failures < attempt) clock.jump(1_000);
        return failures >= attempt;
      });
    }
    await until('everything', () => {
      clock.jump(1_000);
      return receiver.texts.length === 40;
    });
    const ofRoom = (room: string) =>
      receiver.taken
        .filter(({ event }) => event.data.room === room)
        .map(({ event }) => (event.data.entry as { text: string }).text);
    expect(ofRoom('lobby')).toEqual(numbered(1, 20));
    expect(ofRoom('page-1')).toEqual(numbered(21, 40));
    // Nothing overtook what had failed, and each attempt of an entry had its id.
    const first = receiver.received.filter(({ event }) => event.data.entry.seq === 1);
    expect(first.length).toBeGreaterThanOrEqual(4);
    expect(new Set(first.map(({ id }) => id)).size).toBe(2);
    expect(server.telemetry.told.join('\n')).toContain(
      'The webhook shop does not take what it is told: It answered with status 500. It is tried again',
    );
    expect(server.telemetry.told.join('\n')).toContain('The webhook shop takes what it is told again.');
  });

  it('is found again where it was not there at all', async () => {
    const former = await startReceiver();
    await former.close();
    const clock = new JumpingClock();
    await using server = await start(former, {}, clock);
    await write(await enter(server), ...numbered(1, 5));
    await until('a failure', () =>
      server.telemetry.told.join().includes('could not be reached (ECONNREFUSED)'),
    );
    await using receiver = await startReceiver(former.port);
    await until('everything', () => {
      clock.jump(1_000);
      return receiver.texts.length === 5;
    });
    expect(receiver.texts).toEqual(numbered(1, 5));
  });

  it('goes on where it was after a restart, with what was written meanwhile', async () => {
    using folder = temporaryFolder();
    await using receiver = await startReceiver();
    {
      await using server = await start(receiver, {}, undefined, folder.path);
      await write(await enter(server), 'one');
      await until('the first', () => receiver.texts.length === 1);
    }
    {
      await using server = await startChatServer({ ...limits, data: folder.path });
      await write(await enter(server), 'two');
    }
    await using server = await start(receiver, {}, undefined, folder.path);
    await until('the second', () => receiver.texts.length === 2);
    await write(await enter(server), 'three');
    await until('the third', () => receiver.texts.length === 3);
    expect(receiver.taken.map(({ event }) => (event.data.entry as { text: string }).text)).toEqual([
      'one',
      'two',
      'three',
    ]);
  });

  it('is never told what somebody wrote who was erased while it waited, under the same ids all the same', async () => {
    await using receiver = await startReceiver();
    const clock = new JumpingClock();
    await using server = await start(receiver, {}, clock);
    receiver.answer(({ body }) => (body.includes('of before') ? 204 : 500));
    const ann = await enter(server);
    await write(ann, 'of before', 'to be erased', 'this too');
    await until('an attempt', () => receiver.received.length === 2);
    const olga = await firstOwner(server);
    const { id } = ann.all('welcome')[0]!.you;
    expect((await olga.ask('DELETE', `/people/${id}`)).status).toBe(200);
    receiver.answer(() => 204);
    const before = receiver.received.length;
    await until('everything', () => {
      clock.jump(1_000);
      return receiver.taken.length === 3;
    });
    const later = receiver.received.slice(before);
    expect(later.map(({ event }) => event.data.entry)).toMatchObject([
      { seq: 2, text: '', removed: true, from: { name: '' } },
      { seq: 3, text: '', removed: true, from: { name: '' } },
    ]);
    expect(later[0]!.id).toBe(receiver.received[1]!.id);
    const told = later.map(({ body }) => body).join();
    for (const gone of [id, 'Ann', 'to be erased', 'this too']) expect(told).not.toContain(gone);
  });

  it('is never told what was taken back while it waited', async () => {
    await using receiver = await startReceiver();
    const clock = new JumpingClock();
    await using server = await start(receiver, {}, clock);
    let isUp = false;
    receiver.answer(() => (isUp ? 204 : 500));
    const ann = await enter(server);
    await write(ann, 'first', 'to be taken back', 'last');
    await until('an attempt', () => receiver.received.length > 0);
    ann.say({ type: 'remove', draftId: 'x1', ref: 2 });
    await until('the removal', () => ann.all('accepted').some(({ draftId }) => draftId === 'x1'));
    isUp = true;
    await until('everything', () => {
      clock.jump(1_000);
      return receiver.taken.length === 4;
    });
    expect(receiver.received.map(({ body }) => body).join()).not.toContain('to be taken back');
    expect(receiver.taken[1]!.event.data.entry).toMatchObject({ seq: 2, text: '', removed: true });
    expect(receiver.taken[3]!.event).toMatchObject({ type: 'entry.removal', data: { entry: { ref: 2 } } });
  });

  it('is not followed elsewhere, and waits as long as it asks for', async () => {
    await using elsewhere = await startReceiver();
    await using receiver = await startReceiver();
    const clock = new JumpingClock();
    await using server = await start(receiver, {}, clock);
    receiver.answer(() => (response) => response.writeHead(307, { location: elsewhere.url }).end());
    await write(await enter(server), 'one');
    await until('the redirect', () => receiver.received.length === 1);
    await until('its reason', () => server.telemetry.told.join().includes('redirects are not followed'));
    receiver.answer(() => (response) => response.writeHead(503, { 'retry-after': '1800' }).end());
    await until('the next attempt', () => {
      clock.jump(1_000);
      return receiver.received.length === 2;
    });
    receiver.answer(() => 204);
    // Another room has to wait as well.
    await write(await enter(server, 'page-1'), 'two');
    clock.jump(1_700_000);
    await write(await enter(server, 'page-2'), 'three');
    expect(receiver.received).toHaveLength(2);
    clock.jump(110_000);
    await until('everything', () => receiver.texts.length === 3);
    expect(elsewhere.received).toEqual([]);
  });

  it('is given fifteen seconds', async () => {
    await using receiver = await startReceiver();
    const clock = new JumpingClock();
    await using server = await start(receiver, {}, clock);
    receiver.answer(() => () => {});
    await write(await enter(server), 'one');
    await until('the attempt', () => receiver.received.length === 1);
    receiver.answer(() => 204);
    clock.jump(14_000);
    expect(server.telemetry.told.join()).not.toContain('did not answer');
    clock.jump(1_000);
    await until('the reason', () =>
      server.telemetry.told.join().includes('It did not answer within 15 seconds.'),
    );
    await until('the next attempt', () => {
      clock.jump(1_000);
      return receiver.texts.length === 1;
    });
    expect(new Set(receiver.received.map(({ id }) => id)).size).toBe(1);
  });

  it('is taken by its status, however long its answer is or how it ends', async () => {
    await using receiver = await startReceiver();
    await using server = await start(receiver);
    let cut = 0;
    receiver.answer((one) => {
      one.status = 200;
      return (response) => {
        response.on('close', () => cut++);
        response.writeHead(200);
        const go = () => {
          while (!response.destroyed && response.write('x'.repeat(10_000)));
        };
        response.on('drain', go);
        go();
      };
    });
    await write(await enter(server), 'one', 'two');
    await until('both, and the end of both answers', () => receiver.texts.length === 2 && cut === 2);
    expect(receiver.texts).toEqual(['one', 'two']);
  });

  it('is told nothing any more once it says that it is gone, until the next start', async () => {
    using folder = temporaryFolder();
    await using receiver = await startReceiver();
    receiver.answer(() => 410);
    {
      await using server = await start(receiver, {}, undefined, folder.path);
      const ann = await enter(server);
      await write(ann, 'one');
      await until('the reason', () =>
        server.telemetry.told.join().includes('The webhook shop is off: It answered with status 410'),
      );
      await write(ann, 'two');
      await write(await enter(server, 'page-1'), 'three');
      expect(receiver.received).toHaveLength(1);
    }
    receiver.answer(() => 204);
    await using _server = await start(receiver, {}, undefined, folder.path);
    await until('everything', () => receiver.texts.length === 3);
    expect([...receiver.texts].sort()).toEqual(['one', 'three', 'two']);
  });

  it('is told what comes after one that it never takes, which is given up in time', async () => {
    await using receiver = await startReceiver();
    const clock = new JumpingClock();
    await using server = await start(receiver, { giveUpHours: 2 }, clock);
    receiver.answer(({ body }) => (body.includes('poison') ? 500 : 204));
    const ann = await enter(server);
    await write(ann, 'before', 'poison', 'after');
    const attempts = () => receiver.received.filter(({ body }) => body.includes('poison')).length;
    await until('the attempt', () => attempts() === 1);
    clock.jump(hourMs);
    await until('another attempt', () => attempts() === 2);
    expect(receiver.texts).toEqual(['before']);
    await until('what comes after', () => {
      clock.jump(hourMs / 10);
      return receiver.texts.length === 2;
    });
    expect(receiver.texts).toEqual(['before', 'after']);
    expect(server.telemetry.told.join('\n')).toMatch(
      /The webhook shop did not take entry 2 of lobby in \d+ attempts, and it was given up: It (answered with status 500|did not answer)/,
    );
  });

  it('lets other rooms go on while one waits', async () => {
    await using receiver = await startReceiver();
    await using server = await start(receiver);
    receiver.answer(({ event }) => (event.data.room === 'lobby' ? 500 : 204));
    const [lobby, page] = [await enter(server), await enter(server, 'page-1')];
    await write(lobby, 'stuck');
    await until('the failure', () => receiver.received.length === 1);
    await write(page, ...numbered(1, 30));
    await until('the other room', () => receiver.texts.length === 30);
    expect(receiver.texts).toEqual(numbered(1, 30));
  });

  it('is told at once what was written while the one before was on its way', async () => {
    await using receiver = await startReceiver();
    await using server = await start(receiver);
    let take = () => {};
    receiver.answer((one) => {
      one.status = 204;
      return (response) => (take = () => response.writeHead(204).end());
    });
    const ann = await enter(server);
    await write(ann, 'one');
    await until('the first', () => receiver.received.length === 1);
    await write(ann, 'two');
    take();
    // Long before the log is looked at by itself.
    await until('the second', () => receiver.received.length === 2, 10_000);
    take();
  });

  it('keeps nobody waiting who writes', async () => {
    await using receiver = await startReceiver();
    receiver.answer(() => () => {});
    await using server = await start(receiver);
    const ann = await enter(server);
    await write(ann, 'one');
    await until('the attempt', () => receiver.received.length === 1);
    await write(ann, ...numbered(1, 50));
    expect(receiver.received).toHaveLength(1);
  });
});
