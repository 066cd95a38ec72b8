// Section 4: how a connection begins.
import { describe, expect, it } from 'vitest';
import { enter, newDraftId, newRoom, Peer, taken } from './peer.ts';

describe('hello', () => {
  it('HELLO-1 is the first frame', async () => {
    using ann = new Peer(`/rooms/${newRoom()}`);
    ann.say({ type: 'ping' });
    expect((await ann.closed).code).toBe(4000);
  });

  it('HELLO-2 comes within five seconds', async () => {
    using ann = new Peer(`/rooms/${newRoom()}`);
    await ann.opened;
    expect((await ann.closed).code).toBe(4101);
  });

  it('HELLO-3 is said once', async () => {
    using ann = await enter(newRoom());
    ann.say({ type: 'hello' });
    expect((await ann.closed).code).toBe(4000);
  });

  it('HELLO-4 may be followed by others before the welcome', async () => {
    using ann = new Peer(`/rooms/${newRoom()}`);
    const posts = Array.from({ length: 32 }, (_, index) => ({
      type: 'post',
      draftId: newDraftId(),
      text: `${index}`,
    }));
    ann.say({ type: 'hello' }, ...posts);
    await ann.entry(32);
    expect(ann.entries.map(({ draftId }) => draftId)).toEqual(posts.map(({ draftId }) => draftId));
    expect(ann.heard[0]).toMatchObject({ type: 'welcome' });
  });

  it('HELLO-5 makes a new guest of a token that is missing or not of this server', async () => {
    const room = newRoom();
    using ann = await enter(room);
    using bo = await enter(room);
    using cy = await enter(room, { token: `${ann.welcome.you.id}.forged` });
    using dee = await enter(room, { token: '' });
    expect(new Set([ann, bo, cy, dee].map(({ welcome }) => welcome.you.id)).size).toBe(4);
  });

  it('HELLO-6 without a token makes somebody whose draft nobody else can send again', async () => {
    const room = newRoom();
    using ann = await enter(room);
    const draft = { type: 'post', draftId: newDraftId(), text: 'hello' };
    const first = taken(await ann.act(draft));
    using stranger = await enter(room);
    expect(taken(await stranger.act(draft))).not.toBe(first);
  });
});

describe('welcome', () => {
  it('WELCOME-1 comes before everything else', async () => {
    const room = newRoom();
    using ann = await enter(room);
    await ann.post('hello');
    using bo = new Peer(`/rooms/${room}`);
    bo.say({ type: 'hello' }, { type: 'ping' }, { type: 'history', before: 9, limit: 9 });
    await bo.hears('page');
    expect(bo.heard[0]).toMatchObject({ type: 'welcome' });
  });

  it('WELCOME-1 has all its fields', async () => {
    const room = newRoom();
    using ann = await enter(room, { name: 'Ann' });
    const { welcome } = ann;
    expect(welcome).toEqual({
      type: 'welcome',
      you: { id: expect.any(String) as string, name: 'Ann', role: 'guest' },
      token: expect.any(String) as string,
      room,
      epoch: expect.stringMatching(/^.{1,64}$/) as string,
      head: 0,
      limits: { frameBytes: 16_384, textCharacters: 2_000, nameCharacters: 32, pageEntries: 100 },
      capabilities: expect.arrayContaining([
        'post',
        'edit',
        'remove',
        'react',
        'history',
        'rename',
        'typing',
      ]) as string[],
      may: expect.arrayContaining(['post', 'react', 'history']) as string[],
      present: 1,
      here: [welcome.you],
      resumed: false,
      why: 'fresh',
      more: false,
      entries: [],
    });
    expect(welcome.token.length).toBeLessThanOrEqual(512);
  });

  it('WELCOME-2 brings as many of the newest entries as were asked for, up to head, and the rest follows', async () => {
    const room = newRoom();
    using ann = await enter(room);
    for (let count = 1; count <= 60; count++) await ann.post(`${count}`);
    for (const [history, first] of [
      [undefined, 11],
      [0, 61],
      [3, 58],
      [100, 1],
    ] as const) {
      using bo = await enter(room, { history });
      expect(bo.welcome).toMatchObject({ head: 60, resumed: false, more: first > 1 });
      expect(bo.entries.map(({ seq }) => seq)).toEqual(
        Array.from({ length: 61 - first }, (_, index) => first + index),
      );
    }
    using cy = await enter(room, { history: 1 });
    await ann.post('next');
    expect(await cy.entry(61)).toMatchObject({ text: 'next' });
  });

  it('WELCOME-3 gives a token that makes the same participant, in every room', async () => {
    const room = newRoom();
    using ann = await enter(room, { name: 'Ann' });
    const { token, you } = ann.welcome;
    using tab = await enter(room, { token });
    using elsewhere = await enter(newRoom(), { token });
    expect(tab.welcome.you.id).toBe(you.id);
    expect(tab.welcome.present).toBe(1);
    expect(elsewhere.welcome.you.id).toBe(you.id);
  });
});
