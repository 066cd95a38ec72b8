// Sections 16 and 17: what a person is told, and the limits.
import { describe, expect, it } from 'vitest';
import { enter, newDraftId, newRoom, taken } from './peer.ts';
import { isPointed, ownServer } from './own-server.ts';
import { frame, opcodes, rawPeer } from './raw.ts';

describe('a refusal', () => {
  it('REF-1 says what it is of, why, whether it may pass, and a sentence', async () => {
    using ann = await enter(newRoom());
    const draftId = newDraftId();
    expect(await ann.act({ type: 'post', draftId, text: '' })).toEqual({
      type: 'refused',
      draftId,
      code: 'text-empty',
      kind: 'final',
      sentence: expect.stringMatching(/^[A-Z].+\.$/) as string,
    });
  });

  it('REF-1 of a final kind leaves the draft id free for another content', async () => {
    using ann = await enter(newRoom());
    const draftId = newDraftId();
    await ann.act({ type: 'post', draftId, text: ' ' });
    expect(taken(await ann.act({ type: 'post', draftId, text: 'now' }))).toBe(1);
  });

  it('REF-2 keeps the connection open', async () => {
    using ann = await enter(newRoom());
    for (let count = 0; count < 20; count++) await ann.act({ type: 'edit', ref: 1, text: '' });
    expect(await ann.post('still here')).toBe(1);
  });

  it('REF-3 is for the first of several reasons', async () => {
    const room = newRoom();
    using ann = await enter(room);
    using bo = await enter(room);
    const draftId = newDraftId();
    const ref = taken(await ann.act({ type: 'post', draftId, text: 'one' }));
    const long = 'x'.repeat(2_001);
    for (const [code, act] of [
      ['text-empty', { type: 'notice', text: '' }],
      ['text-too-long', { type: 'notice', text: long }],
      ['text-empty', { type: 'edit', ref: 99, text: ' ' }],
      ['emoji-unknown', { type: 'react', ref: 99, emoji: 'x', on: true }],
      ['not-allowed', { type: 'pin', ref: 99, on: true }],
      ['draft-conflict', { type: 'edit', draftId, ref: 99, text: 'two' }],
      ['not-found', { type: 'edit', ref: 99, text: 'two' }],
    ] as const)
      expect([code, await ann.act(act)]).toMatchObject([code, { code }]);
    expect(await bo.act({ type: 'remove', ref })).toMatchObject({ code: 'not-allowed' });
    taken(await ann.act({ type: 'remove', ref }));
    expect(await bo.act({ type: 'remove', ref })).toMatchObject({ code: 'not-found' });
  });

  it('REF-4 is for edits and notices as for posts', async () => {
    using ann = await enter(newRoom());
    const ref = await ann.post('here');
    for (const type of ['post', 'edit', 'notice']) {
      expect(await ann.act({ type, ref, text: '\n ' })).toMatchObject({ code: 'text-empty' });
      expect(await ann.act({ type, ref, text: 'x'.repeat(2_001) })).toMatchObject({ code: 'text-too-long' });
    }
  });

  it.each(['', ' \t\r\n', '\u00a0\u3000', '\u200b\u200d\ufeff', '\u202e\u0000', '\u2800', '\u3164'])(
    'REF-5 is for a text that cannot be seen: %j',
    async (text) => {
      using ann = await enter(newRoom());
      expect(await ann.act({ type: 'post', text })).toMatchObject({ code: 'text-empty', kind: 'final' });
    },
  );
});

describe('limits', () => {
  it('LIM-1 count code points', async () => {
    using ann = await enter(newRoom());
    for (const unit of ['x', 'ü', '你', '🎈', 'e\u0301'.slice(1)]) {
      expect(await ann.act({ type: 'post', text: `x${unit.repeat(1_999)}` })).toHaveProperty('seq');
      expect(await ann.act({ type: 'post', text: `x${unit.repeat(2_000)}` })).toMatchObject({
        code: 'text-too-long',
      });
    }
  });

  it('LIM-2 close a reader that reads too slowly with 4201', { timeout: 60_000 }, async () => {
    const room = newRoom();
    using slow = await rawPeer(`/rooms/${room}`);
    slow.socket.write(frame(opcodes.text, '{"type":"hello","name":"Slow"}'));
    slow.socket.pause();
    using ann = await enter(room);
    const present = () => ann.all('presence').at(-1)?.count ?? ann.welcome.present;
    await ann.sees(() => present() === 2 || undefined);
    // Until more waits than the buffers of two kernels hold and the room keeps ready: 80 MB would be enough.
    const step = 50;
    for (let last = step; present() === 2 && last < 10_000; last += step) {
      ann.say(
        ...Array.from({ length: step }, () => ({
          type: 'post',
          draftId: newDraftId(),
          text: '🎈'.repeat(2_000),
        })),
      );
      await ann.entry(last);
    }
    slow.socket.resume();
    expect(await slow.closed).toBe(4201);
  });
});

describe.skipIf(isPointed)('a server with its usual rates', () => {
  it('POST-6 counts every act, and a twin like a new one', async () => {
    await using server = await ownServer('--posts-per-second=0.01');
    using ann = await enter('lobby', {}, server);
    const draft = { type: 'post', draftId: newDraftId(), text: 'one' };
    const ref = taken(await ann.act(draft));
    taken(await ann.act(draft));
    taken(await ann.act({ type: 'edit', ref, text: 'two' }));
    taken(await ann.act({ type: 'react', ref, emoji: '🎈', on: true }));
    await ann.act({ type: 'edit', ref: 99, text: 'nowhere' });
    const refused = await ann.act({ type: 'remove', ref });
    expect(refused).toMatchObject({ code: 'rate-limited', kind: 'retry' });
    expect(refused).toHaveProperty('retryAfterMs');
  });

  it('REF-3 takes nothing of the rate for what is refused before it', async () => {
    await using server = await ownServer('--posts-per-second=0.01');
    using ann = await enter('lobby', {}, server);
    for (let count = 0; count < 10; count++) {
      await ann.act({ type: 'post', text: '' });
      await ann.act({ type: 'notice', text: 'x'.repeat(2_001) });
      await ann.act({ type: 'react', ref: 1, emoji: 'x', on: true });
    }
    expect(await ann.act({ type: 'notice', text: 'Hear!' })).toMatchObject({ code: 'not-allowed' });
    for (let seq = 1; seq <= 4; seq++) expect(await ann.post('hello')).toBe(seq);
    expect(await ann.act({ type: 'notice', text: 'Hear!' })).toMatchObject({ code: 'rate-limited' });
    expect(await ann.act({ type: 'post', text: 'hello' })).toMatchObject({ code: 'rate-limited' });
  });

  it('REF-1 of the kind retry may be sent again as it is, when it says so', async () => {
    await using server = await ownServer();
    using ann = await enter('lobby', {}, server);
    for (let seq = 1; seq <= 5; seq++) await ann.post('hello');
    const draft = { type: 'post', draftId: newDraftId(), text: 'one more' };
    let answer = await ann.act(draft);
    expect(answer).toMatchObject({ code: 'rate-limited', kind: 'retry' });
    while (answer.type === 'refused') {
      const { retryAfterMs } = answer;
      expect(retryAfterMs).toBeLessThanOrEqual(1_000);
      await new Promise((resolve) => setTimeout(resolve, retryAfterMs));
      answer = await ann.act(draft);
    }
    expect(answer.seq).toBe(6);
  });
});
