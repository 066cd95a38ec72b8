// Section 18: plain text in, plain text out. And section 19, as far as a server shows it.
import { describe, expect, it } from 'vitest';
import { enter, newDraftId, newRoom, Peer, taken } from './peer.ts';
import { frame, opcodes, rawPeer } from './raw.ts';

function plainPeer(room: string): Peer {
  return new Peer(`/rooms/${room}`, { protocols: [] });
}

/** Resolves when a plain client heard so many texts. */
function heard(peer: Peer, count: number): Promise<unknown> {
  return peer.sees(() => peer.texts.length >= count || undefined);
}

describe('plain clients', () => {
  it('PLAIN-1 say messages as text frames, and are new guests each time', async () => {
    const room = newRoom();
    using ann = await enter(room);
    using shell = plainPeer(room);
    shell.sayText('hello', '{"type":"ping"}');
    await ann.entry(2);
    expect(ann.entries).toMatchObject([{ text: 'hello' }, { text: '{"type":"ping"}' }]);
    expect(ann.entries[0]!.from.name).toMatch(/^Guest \d{4}$/);
    using other = plainPeer(room);
    other.sayText('hi');
    expect((await ann.entry(3)).from.id).not.toBe(ann.entries[0]!.from.id);
  });

  it('PLAIN-2 hear the texts of others from now on, and nothing else', async () => {
    const room = newRoom();
    using ann = await enter(room);
    await ann.post('before');
    using shell = plainPeer(room);
    using other = plainPeer(room);
    await Promise.all([shell.opened, other.opened]);
    shell.sayText('from the shell');
    await heard(other, 1);
    const ref = await ann.post('one');
    taken(await ann.act({ type: 'edit', ref, text: 'two' }));
    taken(await ann.act({ type: 'react', ref, emoji: '🎈', on: true }));
    ann.say({ type: 'typing', on: true });
    taken(await ann.act({ type: 'remove', ref: await ann.post('three') }));
    await ann.post('last');
    await other.sees(() => other.texts.includes('last') || undefined);
    expect(other.texts.filter((text) => text !== 'three')).toEqual(['from the shell', 'one', 'last']);
    await shell.sees(() => shell.texts.includes('last') || undefined);
    expect(shell.texts.filter((text) => text !== 'three')).toEqual(['one', 'last']);
  });

  it('PLAIN-3 are told why a message was not taken, and nothing where it was', async () => {
    const room = newRoom();
    using ann = await enter(room);
    using shell = plainPeer(room);
    shell.sayText('hello', ' ', 'x'.repeat(2_001));
    await heard(shell, 2);
    await ann.entry(1);
    for (const text of shell.texts) expect(text).toMatch(/^[A-Z].+\.$/);
  });

  it('PLAIN-4 have the limits and the close codes of all', async () => {
    const room = newRoom();
    using shell = plainPeer(room);
    shell.sayText('x'.repeat(16_385));
    expect((await shell.closed).code).toBe(1009);
    using raw = await rawPeer(`/rooms/${room}`, { 'Sec-WebSocket-Protocol': undefined });
    raw.socket.write(frame(opcodes.binary, 'x'));
    expect(await raw.closed).toBe(1003);
  });
});

describe('growth', () => {
  it('GROW-2 names every message type that it takes, and closes others', async () => {
    const room = newRoom();
    using ann = await enter(room);
    const ref = await ann.post('here');
    const digest = '0'.repeat(64);
    const fields = {
      ref,
      text: 'x',
      options: ['a', 'b'],
      option: 0,
      emoji: '🎈',
      on: true,
      before: 1,
      limit: 1,
      name: 'Ann',
      reason: 'spam',
      act: { do: 'list', of: 'held' },
      solution: { algorithm: 'SHA-256', challenge: digest, number: 0, salt: '', signature: digest },
      draftId: newDraftId(),
    };
    for (const type of ann.welcome.capabilities) {
      using bo = await enter(room);
      const { before, ...rest } = fields;
      bo.say(type === 'history' ? { type, before, limit: 1 } : { ...rest, type });
      await bo.pong();
    }
    ann.say({ ...fields, type: 'whisper' });
    expect((await ann.closed).code).toBe(4000);
  });

  it('GROW-2 lets clients send fields that it does not know', async () => {
    using ann = await enter(newRoom(), { theme: 'dark' });
    expect(await ann.post('hello', { mood: ['good'] })).toBe(1);
    expect(await ann.entry(1)).not.toHaveProperty('mood');
  });
});
