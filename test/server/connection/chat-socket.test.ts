import { createServer, type IncomingMessage } from 'node:http';
import { duplexPair } from 'node:stream';
import { WebSocketServer } from 'ws';
import { describe, expect, it } from 'vitest';
import type { Judge, Knock } from '../../../server/connection/admission.ts';
import { ChatSocket, inFlightBytes } from '../../../server/connection/chat-socket.ts';
import { Connections } from '../../../server/connection/connections.ts';
import { guardUpgrades } from '../../../server/connection/upgrade-gate.ts';
import { TokenBuckets } from '../../../server/moderation/token-buckets.ts';
import { textFrame } from '../../../server/room/text-frame.ts';
import { House, post } from '../../support/house.ts';
import { maskedFrame } from '../../support/raw-socket.ts';
import { settled } from '../../support/settled.ts';
import { messagesIn, textsIn } from '../../support/wire.ts';

/** As much of a request as is looked at; who is gone has no address. */
function requestFrom(remoteAddress: string | undefined): IncomingMessage {
  return {
    method: 'GET',
    url: '/rooms/lobby',
    socket: { remoteAddress },
    connection: { remoteAddress },
    headers: {
      connection: 'Upgrade',
      upgrade: 'websocket',
      'sec-websocket-version': '13',
      'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==',
      'sec-websocket-protocol': 'ws-chat.v1',
    },
  } as unknown as IncomingMessage;
}

const request = requestFrom('192.0.2.1');

/** Two ends of a wire that holds a kilobyte, and what came out of the far one after the upgrade. */
function createWire() {
  const [near, far] = duplexPair({ highWaterMark: 1_024 });
  const chunks: Buffer[] = [];
  const bytes = () => {
    const all = Buffer.concat(chunks);
    return all.subarray(all.indexOf('\r\n\r\n') + 4);
  };
  return { near, far, read: () => void far.on('data', (chunk: Buffer) => chunks.push(chunk)), bytes };
}

/** A socket over one end, read at the other. */
async function createTransport() {
  const { near, far, read, bytes } = createWire();
  const library = new WebSocketServer<typeof ChatSocket>({ noServer: true, WebSocket: ChatSocket });
  const socket = await new Promise<ChatSocket>((resolve) =>
    library.handleUpgrade(request, near, Buffer.alloc(0), resolve),
  );
  read();
  await settled();
  return { transport: socket.carriedBy(near), near, far, bytes };
}

describe('ChatSocket', () => {
  it('writes frames as they are', async () => {
    const { transport, bytes } = await createTransport();
    transport.write(Buffer.concat([textFrame('one'), textFrame('two')]));
    await settled();
    expect(textsIn(bytes())).toEqual(['one', 'two']);
  });

  it('is congested until the other side reads', async () => {
    const { transport, near, far } = await createTransport();
    expect(transport.spareBytes).toBeGreaterThan(0);
    far.pause();
    transport.write(Buffer.alloc(inFlightBytes - 1));
    await settled();
    expect(transport.spareBytes).toBeGreaterThan(0);
    transport.write(Buffer.alloc(1));
    await settled();
    expect(transport.spareBytes).toBe(0);
    const drained = new Promise((resolve) => near.once('drain', resolve));
    far.resume();
    await drained;
    expect(transport.spareBytes).toBeGreaterThan(0);
  });

  it('pings', async () => {
    const { transport, bytes } = await createTransport();
    transport.ping();
    await settled();
    expect([...bytes()]).toEqual([0x89, 0]);
  });

  it('closes with a code and a reason', async () => {
    const { transport, bytes } = await createTransport();
    transport.close(4000, 'Why.');
    await settled();
    expect(bytes()).toEqual(Buffer.from('\x88\x06\x0f\xa0Why.', 'latin1'));
  });

  it.each([
    ['x', 123],
    ['ü', 122],
    ['“', 123],
    ['🎈', 120],
  ])('cuts a reason of many %s at a whole character', async (character, length) => {
    const { transport, bytes } = await createTransport();
    transport.close(4000, character.repeat(130));
    await settled();
    const reason = bytes().subarray(4);
    expect(reason).toHaveLength(length);
    expect(reason.toString()).toBe(character.repeat(length / Buffer.byteLength(character)));
  });

  it('writes nothing after the close', async () => {
    const { transport, bytes } = await createTransport();
    transport.close(4000, '');
    await settled();
    const { length } = bytes();
    transport.write(textFrame('late'));
    transport.ping();
    await settled();
    expect(bytes()).toHaveLength(length);
  });

  it('ends without a word when it is destroyed', async () => {
    const { transport, near, bytes } = await createTransport();
    transport.destroy();
    await settled();
    expect([near.destroyed, bytes().length]).toEqual([true, 0]);
  });
});

describe('a connection over a socket', () => {
  /** Somebody at the gate, on a wire of their own. */
  function knock(judge: Judge, asked = request) {
    const house = new House();
    const door = createServer();
    guardUpgrades(door, {
      judge,
      connections: new Connections(house.clock),
      services: house.services,
      arrivals: new TokenBuckets({ burst: 100, perSecond: 100 }, house.clock),
      telemetry: house.telemetry,
      trustedProxies: 0,
      path: '',
    });
    const wire = createWire();
    door.emit('upgrade', asked, wire.near, Buffer.alloc(0));
    return { house, ...wire };
  }

  it('gets what it missed as soon as the other side reads again', async () => {
    const { house, near, far, read, bytes } = knock(() => ({ admitted: true, room: 'lobby', plain: false }));
    far.write(maskedFrame('{"type":"hello"}'));
    await house.settle();
    const ann = await house.guest('Ann');
    for (let index = 0; index < 200; index++) {
      ann.say(post('x'.repeat(1_000), `d${index}`));
      await house.settle();
    }
    // The rest waits in the ring, where it costs nothing.
    expect(near.writableLength).toBeLessThan(inFlightBytes + 2_000);
    expect(near.writableNeedDrain).toBe(true);
    read();
    for (let turn = 0; turn < 100; turn++) await settled();
    const seqs = messagesIn(bytes()).flatMap((message) => (message.type === 'message' ? message.seq : []));
    expect(seqs).toEqual(Array.from({ length: 200 }, (_, index) => index + 1));
  });

  it('has no more on its way than 64 KiB and a frame, also where much came at once', async () => {
    const { house, near, far, read, bytes } = knock(() => ({ admitted: true, room: 'lobby', plain: false }));
    far.write(maskedFrame('{"type":"hello"}'));
    await house.settle();
    const ann = await house.guest('Ann');
    // So many the room holds, however long they are.
    ann.say(...Array.from({ length: 100 }, (_, index) => post('🎈'.repeat(2_000), `d${index}`)));
    await house.settle();
    expect(near.writableLength).toBeGreaterThanOrEqual(inFlightBytes);
    expect(near.writableLength).toBeLessThan(inFlightBytes + 9_000);
    read();
    while (messagesIn(bytes()).filter(({ type }) => type === 'message').length < 100) await settled();
    const seqs = messagesIn(bytes()).flatMap((message) => (message.type === 'message' ? message.seq : []));
    expect(seqs).toEqual(Array.from({ length: 100 }, (_, index) => index + 1));
  });

  /** A ping frame with the longest payload. */
  const ping = Buffer.concat([Buffer.from([0x89, 0xfd, 0, 0, 0, 0]), Buffer.alloc(125, 'x')]);

  it('gets what it missed also where the pongs that it asked for filled the way', async () => {
    const { house, near, far, read, bytes } = knock(() => ({ admitted: true, room: 'lobby', plain: false }));
    far.write(maskedFrame('{"type":"hello"}'));
    await house.settle();
    const ann = await house.guest('Ann');
    let posts = 0;
    // Long ones first, then short ones, until a few pongs are enough.
    for (const [length, missing] of [
      [1_000, 2_000],
      [10, 700],
    ] as const)
      while (posts < 100 && near.writableLength < inFlightBytes - missing) {
        ann.say(post('x'.repeat(length), `d${++posts}`));
        await house.settle();
      }
    expect(near.writableLength).toBeLessThan(inFlightBytes);
    for (let count = 0; count < 7; count++) {
      far.write(ping);
      await settled();
    }
    expect(near.writableLength).toBeGreaterThanOrEqual(inFlightBytes);
    ann.say(post('hello', `d${++posts}`));
    await house.settle();
    read();
    for (let turn = 0; turn < 100; turn++) await settled();
    expect(messagesIn(bytes()).filter(({ type }) => type === 'message')).toHaveLength(posts);
  });

  it('gets what it missed also where the ping of the server filled the way', async () => {
    const { house, near, read, bytes } = knock(() => ({ admitted: true, room: 'lobby', plain: true }));
    await house.settle();
    const ann = await house.guest('Ann');
    const most = inFlightBytes - 1;
    let posts = 0;
    const say = async (length: number) => {
      ann.say(post('x'.repeat(length), `d${++posts}`));
      await house.settle();
    };
    while (near.writableLength < most - 1_500) await say(1_000);
    await say(most - near.writableLength - 4);
    expect(near.writableLength).toBe(most);
    house.clock.advance(30_000);
    await say(1);
    expect(near.writableLength).toBe(most + 2);
    read();
    for (let turn = 0; turn < 100; turn++) await settled();
    expect(bytes().subarray(-3)).toEqual(textFrame('x'));
  });

  it('is cut where it asks for more pongs than it reads', async () => {
    const { near, far, house } = knock(() => ({ admitted: true, room: 'lobby', plain: false }));
    far.write(maskedFrame('{"type":"hello"}'));
    await house.settle();
    for (let count = 0; count < 200; count++) {
      far.write(ping);
      if (count % 5 === 0) await settled();
    }
    await settled();
    expect(near.destroyed).toBe(true);
    expect(near.writableLength).toBeLessThan(inFlightBytes / 4);
  });

  it('lives as long as it answers the ping frames', async () => {
    const { house, far, read, bytes } = knock(() => ({ admitted: true, room: 'lobby', plain: true }));
    read();
    await house.settle();
    for (let round = 1; round <= 3; round++) {
      house.clock.advance(30_000);
      await settled();
      expect(bytes()).toEqual(Buffer.from('\x89\x00'.repeat(round), 'latin1'));
      far.write(Buffer.from([0x8a, 0x80, 0, 0, 0, 0]));
      await settled();
    }
    house.clock.advance(36_000);
    await settled();
    expect(bytes().toString('latin1')).toContain('No sign of life.');
  });

  it('is let go with its answer where it is denied', async () => {
    const denial = { status: 403, code: 'origin-not-allowed', sentence: 'No.' } as const;
    const { near, read, bytes } = knock(() => ({ admitted: false, room: 'lobby', denial }));
    read();
    await settled();
    expect([bytes().toString(), near.destroyed]).toEqual(['No.\n', true]);
  });

  it('is let go without a word where it was gone before it was judged', async () => {
    const judged: Knock[] = [];
    const judge: Judge = (asked) => {
      judged.push(asked);
      return { admitted: true, room: 'lobby', plain: false };
    };
    const { near, read, bytes } = knock(judge, requestFrom(undefined));
    read();
    await settled();
    expect([judged, bytes().toString(), near.destroyed]).toEqual([[], '', true]);
  });
});
