import { describe, expect, it, onTestFinished } from 'vitest';
import { site, startChatServer, type RunningServer } from '../../support/chat-server.ts';
import type { Config } from '../../../server/config/settings.ts';
import { StreamClient } from '../../support/stream-client.ts';
import { until } from '../../support/until.ts';

async function serve(over: Partial<Config> = {}) {
  const server = await startChatServer(over);
  onTestFinished(() => server[Symbol.asyncDispose]());
  return { server, lobby: `${server.url}/rooms/lobby` };
}

async function enter(lobby: string, name = 'Ann'): Promise<StreamClient> {
  const client = await StreamClient.enter(lobby, site, name);
  onTestFinished(() => client[Symbol.dispose]());
  return client;
}

async function knock(lobby: string, origin = site): Promise<StreamClient> {
  const client = await StreamClient.knock(lobby, origin);
  onTestFinished(() => client[Symbol.dispose]());
  return client;
}

const post = (draftId: string, text = draftId) => ({ type: 'post', draftId, text }) as const;
const frames = (...messages: object[]) => messages.map((message) => JSON.stringify(message));

function metrics(server: RunningServer): Promise<string> {
  return server.metrics!.text();
}

describe('a visitor without a socket', () => {
  it('talks with those who have one', async () => {
    const { server, lobby } = await serve();
    const ann = await enter(lobby);
    const bo = await server.enter('Bo');
    await ann.say(post('a1', 'Hello'));
    expect(await ann.next('accepted')).toMatchObject({ draftId: 'a1', seq: 1 });
    expect(await bo.next('message')).toMatchObject({ text: 'Hello', from: { name: 'Ann' } });
    bo.say(post('b1', 'Grüße aus 東京 🎉'));
    expect((await ann.next('message')).text).toBe('Hello');
    expect((await ann.next('message')).text).toBe('Grüße aus 東京 🎉');
  });

  it('gets an answer that nobody on the way keeps, squeezes or holds back', async () => {
    const { lobby } = await serve();
    const { response } = await knock(lobby);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store, no-transform',
      'x-accel-buffering': 'no',
      'access-control-allow-origin': '*',
    });
  });

  it('goes on where another link of theirs ended', async () => {
    const { lobby } = await serve();
    const ann = await enter(lobby);
    await ann.say(post('a1'), post('a2'));
    const { seq } = await ann.next('message');
    const { epoch } = await again(lobby);
    const back = await knock(lobby);
    await back.begun();
    await back.say({ type: 'hello', name: 'Ann', since: { epoch, seq } });
    expect(await back.next('welcome')).toMatchObject({ resumed: true });
    expect((await back.next('message')).text).toBe('a2');
  });

  it('leaves the room with the answer', async () => {
    const { server, lobby } = await serve();
    const ann = await enter(lobby);
    const bo = await server.enter('Bo');
    ann[Symbol.dispose]();
    let count = 2;
    while (count > 1) ({ count } = await bo.next('presence'));
  });

  it('is told of the server’s end as others are', async () => {
    const { server, lobby } = await serve();
    const ann = await enter(lobby);
    const [closed] = await Promise.all([ann.closed(), server.close()]);
    expect(closed.code).toBe(4200);
  });
});

async function again(lobby: string) {
  const client = await knock(lobby);
  await client.begun();
  await client.say({ type: 'hello' });
  return client.next('welcome');
}

describe('what goes up', () => {
  it('is taken in the order of its numbers, each once', async () => {
    const { lobby } = await serve();
    const ann = await enter(lobby);
    await ann.send(4, frames(post('a3')));
    await ann.send(3, frames(post('a2')));
    await ann.send(2, frames(post('a1')));
    await ann.send(3, frames(post('again')));
    await ann.send(5, frames(post('a4'), post('a5')));
    const texts = [];
    for (let count = 0; count < 5; count++) texts.push((await ann.next('message')).text);
    expect(texts).toEqual(['a1', 'a2', 'a3', 'a4', 'a5']);
  });

  it('ends the link where more than sixteen requests have overtaken one', async () => {
    const { lobby } = await serve();
    const ann = await enter(lobby);
    for (let number = 3; number <= 19; number++) await ann.send(number, frames({ type: 'ping' }));
    expect(await ann.closed()).toEqual({ code: 4000, reason: 'Requests are missing.' });
  });

  it('ends the link as a socket ends where a frame is too large, or makes no sense', async () => {
    const { lobby } = await serve();
    const ann = await enter(lobby);
    await ann.send(2, ['x'.repeat(16_385)]);
    expect((await ann.closed()).code).toBe(1009);
    const bo = await enter(lobby, 'Bo');
    await bo.send(2, ['{}']);
    expect((await bo.closed()).code).toBe(4000);
  });

  it('ends the link where it is too much at once', async () => {
    const { lobby } = await serve();
    const ann = await enter(lobby);
    const pings = Array.from({ length: 50 }, () => '{"type":"ping"}');
    for (let number = 2; number <= 20; number++) if ((await ann.send(number, pings)) === 404) break;
    expect((await ann.closed()).code).toBe(4103);
  });

  it('is refused in words where it is too large, nothing of this wire, or for a link that is over', async () => {
    const { lobby } = await serve();
    const ann = await enter(lobby);
    const refusals = [];
    for (const body of [
      'x'.repeat(65_537),
      'no JSON',
      '{}',
      JSON.stringify({ link: ann.link, number: 2, frames: [] }),
      JSON.stringify({ link: ann.link, number: 2, frames: Array(51).fill('{"type":"ping"}') }),
      JSON.stringify({ link: 'x'.repeat(43), number: 1, frames: ['{}'] }),
    ])
      refusals.push(await ann.post(body));
    expect(refusals).toEqual([413, 400, 400, 400, 400, 404]);
    ann[Symbol.dispose]();
    await until('the link is over', async () => (await ann.send(9, frames({ type: 'ping' }))) === 404);
  });
});

describe('the door without a socket', () => {
  it('is shut to the same pages as the other, with the same words', async () => {
    const { server, lobby } = await serve({ maxConnectionsPerAddress: 1, metrics: '127.0.0.1:0' });
    const foreign = await knock(lobby, 'https://elsewhere.example');
    expect(foreign.response.status).toBe(403);
    expect(await foreign.response.json()).toMatchObject({ code: 'origin-not-allowed' });
    expect((await knock(`${server.url}/rooms/nowhere`)).response.status).toBe(404);
    await knock(lobby);
    const second = await knock(lobby);
    expect(second.response.status).toBe(429);
    expect(second.response.headers.get('retry-after')).toBe('30');
    expect(await metrics(server)).toContain('ws_chat_denials_total{code="origin-not-allowed"} 1');
  });

  it('counts who comes by it among all connections', async () => {
    const { lobby, server } = await serve({ maxConnectionsPerAddress: 1 });
    const ann = await enter(lobby);
    expect((await server.connect().refused).status).toBe(429);
    ann[Symbol.dispose]();
    await until(
      'the place is free',
      async () => (await fetch(`${lobby}/admission`, { headers: { origin: site } })).ok,
    );
  });
});
