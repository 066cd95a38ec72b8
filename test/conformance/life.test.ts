// Sections 13 to 15: signs of life, the farewell, and how a connection ends.
import { describe, expect, it } from 'vitest';
import { enter, newDraftId, newRoom, Peer } from './peer.ts';
import { isPointed, ownServer } from './own-server.ts';
import { frame, opcodes, rawPeer } from './raw.ts';

const isSlow = Boolean(process.env.CONFORMANCE_SLOW);

describe('the heartbeat', () => {
  it.runIf(isSlow)(
    'LIFE-1 asks who is silent for 25 s, and closes with 4102 who does not answer',
    { timeout: 60_000 },
    async () => {
      const room = newRoom();
      using silent = await enter(room);
      using ann = await enter(room);
      await ann.post('hello');
      await Promise.all([silent, ann].map((peer) => peer.hears('ping')));
      // HEAD-1: and says how far it was told.
      expect((await silent.hears('head')).seq).toBe(1);
      ann.say({ type: 'pong' });
      expect((await silent.closed).code).toBe(4102);
      await ann.pong();
    },
  );

  it.runIf(isSlow)('LIFE-1 takes a WebSocket pong for a sign of life', { timeout: 60_000 }, async () => {
    using peer = await rawPeer(`/rooms/${newRoom()}`);
    peer.socket.write(frame(opcodes.text, '{"type":"hello"}'));
    const sign = setInterval(() => peer.socket.write(frame(opcodes.pong, '')), 5_000);
    const text = await new Promise<string>((resolve) => {
      let all = '';
      peer.socket.on('data', (bytes: Buffer) => (all += bytes.toString('latin1')));
      setTimeout(() => resolve(all), 40_000);
    });
    clearInterval(sign);
    expect(text).not.toContain('{"type":"ping"}');
  });

  it.runIf(isSlow)('LIFE-1 takes typing for no sign of life', { timeout: 60_000 }, async () => {
    using ann = await enter(newRoom());
    const sign = setInterval(() => ann.say({ type: 'typing', on: true }), 3_000);
    await ann.hears('ping');
    clearInterval(sign);
  });

  it('LIFE-3 answers a ping at any time after hello, and after the welcome', async () => {
    using ann = new Peer(`/rooms/${newRoom()}`);
    ann.say({ type: 'hello' }, { type: 'ping' }, { type: 'ping' });
    await ann.sees(() => ann.all('pong').length === 2 || undefined);
    expect(ann.heard[0]!.type).toBe('welcome');
    ann.say({ type: 'pong' });
    await ann.pong();
    expect(ann.all('pong')).toEqual([{ type: 'pong' }, { type: 'pong' }, { type: 'pong' }]);
  });

  it('LIFE-3 answers WebSocket pings too', async () => {
    using ann = await enter(newRoom());
    const pong = new Promise((resolve) => ann.socket.once('pong', resolve));
    ann.socket.ping('are you there');
    expect(String(await pong)).toBe('are you there');
  });
});

describe('the end', () => {
  const closes = async (...bytes: Buffer[]): Promise<number> => {
    using peer = await rawPeer(`/rooms/${newRoom()}`);
    peer.socket.write(Buffer.concat([frame(opcodes.text, '{"type":"hello"}'), ...bytes]));
    return await peer.closed;
  };
  const ping = '{"type":"ping"}';

  it.each([
    ['a reserved bit', 1002, [frame(opcodes.text, ping, { reserved: 4 })]],
    ['a frame without a mask', 1002, [frame(opcodes.text, ping, { masked: false })]],
    ['an unknown opcode', 1002, [frame(3, ping)]],
    ['a continuation of nothing', 1002, [frame(opcodes.continuation, ping)]],
    [
      'a message within a message',
      1002,
      [frame(opcodes.text, ping, { fin: false }), frame(opcodes.text, ping)],
    ],
    ['a control frame in parts', 1002, [frame(opcodes.ping, '', { fin: false })]],
    ['a control frame too large', 1002, [frame(opcodes.ping, 'x'.repeat(126))]],
    ['a close code that nobody may say', 1002, [frame(opcodes.close, Buffer.from([3, 237]))]],
    ['a binary message', 1003, [frame(opcodes.binary, ping)]],
    ['no UTF-8', 1007, [frame(opcodes.text, Buffer.from([0xff]))]],
    ['a message too large', 1009, [frame(opcodes.text, 'x'.repeat(16_385))]],
    ['a message of unknown kind', 4000, [frame(opcodes.text, '{"type":"unknown"}')]],
  ])('CLOSE-1 answers %s with %i', async (_, code, bytes) => {
    expect(await closes(...bytes)).toBe(code);
  });

  it('CLOSE-1 lets a client go with the code that it said', async () => {
    using ann = await enter(newRoom());
    ann.socket.close(1000, 'bye');
    expect((await ann.closed).code).toBe(1000);
  });

  it('CLOSE-2 gives a reason of at most 123 bytes', async () => {
    for (const text of ['x', '{"type":"hello","since":{"epoch":7}}', `{"type":"${'x'.repeat(1_000)}"}`]) {
      using ann = await enter(newRoom());
      ann.sayText(text);
      const { code, reason } = await ann.closed;
      expect(code).toBe(4000);
      expect(Buffer.byteLength(reason)).toBeLessThanOrEqual(123);
    }
  });

  it('BACK-6 ignores what comes after the server closed', async () => {
    const room = newRoom();
    using ann = await enter(room);
    using peer = await rawPeer(`/rooms/${room}`);
    const late = JSON.stringify({ type: 'post', draftId: newDraftId(), text: 'late' });
    peer.socket.write(
      Buffer.concat([
        frame(opcodes.text, '{"type":"hello"}'),
        frame(opcodes.text, 'broken'),
        frame(opcodes.text, late),
      ]),
    );
    expect(await peer.closed).toBe(4000);
    peer.socket.write(frame(opcodes.text, late));
    peer.socket.write(frame(opcodes.close, Buffer.from([0x0f, 0xa0])));
    await ann.pong();
    expect((await ann.page({ after: 0 })).entries).toEqual([]);
  });
});

describe.skipIf(isPointed)('a server that goes down', () => {
  it('BYE-1 answers what was posted, says goodbye and closes with 4200', async () => {
    await using server = await ownServer('--post-burst=1000', '--posts-per-second=1000');
    using ann = await enter('lobby', {}, server);
    using bo = await enter('lobby', {}, server);
    const posts = Array.from({ length: 50 }, () => ({ type: 'post', draftId: newDraftId(), text: 'hello' }));
    ann.say(...posts);
    await ann.hears('accepted');
    expect(await server.stop()).toBe(0);
    expect([(await ann.closed).code, (await bo.closed).code]).toEqual([4200, 4200]);
    for (const peer of [ann, bo]) expect(peer.all('goodbye')).toEqual([{ type: 'goodbye', spreadMs: 2_000 }]);
    await server.start();
    using cy = await enter('lobby', { history: 100 }, server);
    const inLog = cy.entries.map(({ draftId }) => draftId);
    for (const { draftId } of ann.all('accepted')) expect(inLog).toContain(draftId);
  });

  it('POST-2 has every accepted act in its log after a kill', { timeout: 60_000 }, async () => {
    await using server = await ownServer('--post-burst=1000', '--posts-per-second=1000');
    const accepted: string[] = [];
    for (let round = 0; round < 3; round++) {
      using ann = await enter('lobby', {}, server);
      ann.say(...Array.from({ length: 200 }, () => ({ type: 'post', draftId: newDraftId(), text: 'hello' })));
      await ann.sees(() => ann.all('accepted').length >= 20 || undefined);
      await server.kill();
      await ann.closed;
      accepted.push(...ann.all('accepted').map(({ draftId }) => draftId));
      await server.start();
    }
    using reader = await enter('lobby', {}, server);
    const log: string[] = [];
    for (let more = true; more;) {
      const page = await reader.page({ after: log.length });
      expect(page.entries.map(({ seq }) => seq)).toEqual(
        page.entries.map((_, index) => log.length + index + 1),
      );
      log.push(...page.entries.map(({ draftId }) => draftId));
      more = page.more;
    }
    expect(new Set(log).size).toBe(log.length);
    expect(accepted.filter((draftId) => !log.includes(draftId))).toEqual([]);
  });
});
