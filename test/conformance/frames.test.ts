// Section 2: what a frame may be, and what becomes of one that is not.
import { describe, expect, it } from 'vitest';
import { enter, newDraftId, newRoom, Peer } from './peer.ts';
import { isPointed, ownServer } from './own-server.ts';
import { frame, opcodes, rawPeer } from './raw.ts';

const hello = frame(opcodes.text, '{"type":"hello"}');

/** The code that a welcomed connection is closed with after these bytes. */
async function closeAfter(...bytes: Buffer[]): Promise<number> {
  using peer = await rawPeer(`/rooms/${newRoom()}`);
  peer.socket.write(Buffer.concat([hello, ...bytes]));
  return await peer.closed;
}

/** The code and reason that a welcomed connection is closed with after this text. */
async function closeAfterText(text: string): Promise<{ code: number; reason: string }> {
  using peer = await enter(newRoom());
  peer.sayText(text);
  return await peer.closed;
}

describe('frames', () => {
  it('FRAME-1 of the server hold one object, type first; those of clients may have any order', async () => {
    using ann = await enter(newRoom());
    ann.sayText(`{"text":"hello","draftId":"${newDraftId()}","type":"post"}`);
    await ann.hears('message');
    await ann.page({ before: 2 });
    await ann.pong();
    await ann.hears('head');
    for (const text of ann.texts) expect(text).toMatch(/^\{"type":"[a-z]+"[,}]/);
  });

  it('FRAME-2 are at most 16,384 bytes', async () => {
    using ann = await enter(newRoom());
    const text = `{"type":"ping","rest":"${'x'.repeat(20_000)}`.slice(0, 16_382);
    ann.sayText(`${text}"}`);
    await ann.hears('pong');
    ann.sayText(`${text}x"}`);
    expect((await ann.closed).code).toBe(1009);
  });

  it('FRAME-2 come in at most 16 fragments', async () => {
    const fragments = (count: number) =>
      Array.from({ length: count }, (_, index) =>
        frame(index === 0 ? opcodes.text : opcodes.continuation, index === 0 ? '{"type":"ping"}' : ' ', {
          fin: index === count - 1,
        }),
      );
    // After the last the connection is still there, and so can be closed for another reason.
    expect(await closeAfter(...fragments(16), frame(opcodes.binary, 'x'))).toBe(1003);
    expect(await closeAfter(...fragments(17))).toBe(1008);
  });

  it('FRAME-2 are UTF-8', async () => {
    expect(await closeAfter(frame(opcodes.text, Buffer.from([0x22, 0xc3, 0x28, 0x22])))).toBe(1007);
    expect(await closeAfter(frame(opcodes.text, Buffer.from([0xed, 0xa0, 0x80])))).toBe(1007);
  });

  it('FRAME-3 are not binary', async () => {
    expect(await closeAfter(frame(opcodes.binary, '{"type":"ping"}'))).toBe(1003);
  });

  it.each([
    '',
    ' ',
    'hello',
    '{"type":"ping"',
    'null',
    '7',
    '[]',
    '[{"type":"ping"}]',
    '{}',
    '{"type":null}',
    '{"type":"whatever"}',
    '{"type":"constructor"}',
    '{"__proto__":{"type":"ping"}}',
    '{"type":"post","text":"no draft id"}',
    '{"type":"post","draftId":"not one!","text":"x"}',
    '{"type":"post","draftId":"d","text":null}',
    '{"type":"post","draftId":"d","text":"x","replyTo":0}',
    '{"type":"edit","draftId":"d","text":"x"}',
    '{"type":"edit","draftId":"d","ref":1.5,"text":"x"}',
    '{"type":"remove","draftId":"d"}',
    '{"type":"react","draftId":"d","ref":1,"emoji":"","on":true}',
    `{"type":"react","draftId":"d","ref":1,"emoji":"${'x'.repeat(65)}","on":true}`,
    '{"type":"react","draftId":"d","ref":1,"emoji":"x","on":1}',
    '{"type":"pin","draftId":"d","ref":1}',
    '{"type":"notice","draftId":"d"}',
    '{"type":"typing"}',
    '{"type":"rename"}',
    `{"type":"rename","name":"${'x'.repeat(257)}"}`,
    `${'['.repeat(8_000)}${']'.repeat(8_000)}`,
  ])('FRAME-4 %.60s is closed with 4000 and a reason', async (text) => {
    const { code, reason } = await closeAfterText(text);
    expect(code).toBe(4000);
    expect(reason).not.toBe('');
  });

  it.each([
    '{"type":"hello","token":1}',
    `{"type":"hello","name":"${'n'.repeat(257)}"}`,
    '{"type":"hello","since":null}',
    '{"type":"hello","since":{"epoch":"e"}}',
    `{"type":"hello","since":{"epoch":"${'e'.repeat(65)}","seq":1}}`,
    '{"type":"hello","since":{"epoch":"e","seq":-1}}',
    '{"type":"hello","since":{"epoch":"e","seq":1,"tail":["a","b","c","d","e","f","g","h","i"]}}',
    '{"type":"hello","since":{"epoch":"e","seq":1,"tail":["not one!"]}}',
    '{"type":"hello","history":101}',
  ])('FRAME-4 %.60s is closed with 4000 as the first frame', async (text) => {
    using peer = new Peer(`/rooms/${newRoom()}`);
    peer.sayText(text);
    expect((await peer.closed).code).toBe(4000);
  });

  it('FRAME-4 may have fields that nobody knows', async () => {
    using ann = await enter(newRoom(), { colour: 'red', since: undefined });
    expect(await ann.act({ type: 'post', text: 'hello', colour: { deep: [1] } })).toMatchObject({ seq: 1 });
  });

  it('FRAME-5 hold the longest text as UTF-8, and not escaped', async () => {
    using ann = await enter(newRoom());
    const text = '🎈'.repeat(2_000);
    expect(await ann.post(text)).toBe(1);
    const escaped = Array.from(text, () => '\\ud83c\\udf88').join('');
    ann.sayText(`{"type":"post","draftId":"${newDraftId()}","text":"${escaped}"}`);
    expect((await ann.closed).code).toBe(1009);
  });

  it('FRAME-6 of the server may be larger than those of clients', async () => {
    const room = newRoom();
    using ann = await enter(room);
    for (let count = 0; count < 5; count++) await ann.post('🎈'.repeat(2_000));
    using bo = await enter(room);
    expect(bo.welcome.entries).toHaveLength(5);
    expect(bo.texts[0]!.length).toBeGreaterThan(16_384);
  });

  it('FRAME-7 are too many at some point', async () => {
    using ann = await enter(newRoom());
    ann.sayText(...Array.from({ length: 10_000 }, () => '{"type":"pong"}'));
    expect((await ann.closed).code).toBe(4103);
  });

  it('ORDER-1 tell entries in the order of their seq, and head after them', async () => {
    const room = newRoom();
    using ann = await enter(room);
    using bo = await enter(room);
    for (let count = 1; count <= 40; count++) {
      ann.say({ type: 'post', draftId: newDraftId(), text: `${count}` });
      bo.say({ type: 'post', draftId: newDraftId(), text: `${count}` });
      if (count % 10 === 0) bo.say({ type: 'ping' });
    }
    await bo.entry(80);
    await bo.pong();
    expect(bo.entries.map(({ seq }) => seq)).toEqual(Array.from({ length: 80 }, (_, index) => index + 1));
    let last = 0;
    for (const message of bo.heard) {
      if (message.type === 'message') last = message.seq;
      if (message.type === 'head') expect(message.seq).toBeLessThanOrEqual(last);
    }
    expect(bo.all('head').length).toBeGreaterThanOrEqual(4);
  });

  it('ORDER-2 are handled in their order, whatever they ask', async () => {
    using ann = await enter(newRoom());
    const first = await ann.post('first');
    const draftIds = Array.from({ length: 24 }, () => newDraftId());
    ann.say(
      ...draftIds.map((draftId, index) =>
        index % 3 === 0
          ? { type: 'post', draftId, text: `${index}`, replyTo: first }
          : index % 3 === 1
            ? { type: 'edit', draftId, ref: first, text: `${index}` }
            : { type: 'react', draftId, ref: first, emoji: '🎈', on: true },
      ),
    );
    await ann.entry(first + draftIds.length);
    expect(ann.entries.slice(1).map(({ draftId }) => draftId)).toEqual(draftIds);
  });
});

describe.skipIf(isPointed)('a server with its usual rates', () => {
  it('FRAME-7 takes a hundred frames at once and as many more as posts, and a history for five', async () => {
    await using server = await ownServer();
    using ann = await enter('lobby', {}, server);
    ann.sayText(...Array.from({ length: 95 }, () => '{"type":"ping"}'));
    await ann.sees(() => ann.all('pong').length === 95 || undefined);
    // What a busy machine may have refilled meanwhile is less than the rest.
    for (let count = 0; count < 20; count++) ann.say({ type: 'history', before: 1, limit: 1 });
    expect((await ann.closed).code).toBe(4103);
  });
});
