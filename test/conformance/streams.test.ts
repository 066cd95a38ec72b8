// Section 23: the same frames where no socket passes.
import { describe, expect, inject, it } from 'vitest';
import { StreamClient } from '../support/stream-client.ts';
import { enter, newRoom } from './peer.ts';
import { foreignSite, site } from './site.ts';

const knock = (room: string, origin = site) => StreamClient.knock(`${inject('url')}/rooms/${room}`, origin);
const come = (room: string) => StreamClient.enter(`${inject('url')}/rooms/${room}`, site, 'Ann');
const post = (draftId: string) => ({ type: 'post', draftId, text: draftId }) as const;
const ping = '{"type":"ping"}';

describe('a link over plain HTTP', () => {
  it('STREAM-1 is opened to those who may open a socket, and names itself', async () => {
    using ann = await knock(newRoom());
    expect(ann.response.headers.get('content-type')).toMatch(/^text\/event-stream/);
    await ann.begun();
    expect(ann.link).not.toBe('');
    using foreign = await knock(newRoom(), foreignSite);
    expect(foreign.response.status).toBe(403);
    expect(await foreign.response.json()).toMatchObject({ status: 403, code: 'origin-not-allowed' });
  });

  it('STREAM-2 brings the same frames, and says at last why it closes', async () => {
    const room = newRoom();
    using ann = await come(room);
    using bo = await enter(room);
    await bo.post('hello');
    expect(await ann.next('message')).toMatchObject({ text: 'hello' });
    await ann.send(2, ['{}']);
    expect((await ann.closed()).code).toBe(4000);
  });

  it('STREAM-3 takes what goes up in the order of its numbers, each once', async () => {
    const room = newRoom();
    using ann = await come(room);
    for (const number of [4, 3, 2, 3])
      expect(await ann.send(number, [JSON.stringify(post(`d${number}`))])).toBe(204);
    const texts = [];
    while (texts.length < 3) texts.push((await ann.next('message')).text);
    expect(texts).toEqual(['d2', 'd3', 'd4']);
    for (let number = 6; number <= 22; number++) await ann.send(number, [ping]);
    expect((await ann.closed()).code).toBe(4000);
  });

  it('STREAM-4 bounds a request and its frames, and knows no other links', async () => {
    using ann = await come(newRoom());
    const frames = Array.from({ length: 51 }, () => ping);
    expect(await ann.send(2, frames)).toBe(400);
    expect(await ann.post('x'.repeat(65_537))).toBe(413);
    expect(await ann.post(JSON.stringify({ link: 'x'.repeat(43), number: 1, frames: [ping] }))).toBe(404);
    expect(await ann.send(2, ['x'.repeat(16_385)])).toBe(204);
    expect((await ann.closed()).code).toBe(1009);
  });
});
