import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startChatServer, type RunningServer } from '../support/chat-server.ts';
import { malformedFrames, oddFrames, rightCloseCodes } from './malformed-frames.ts';
import { closeFrame, opcodes, textFrameOf, webSocketFrame } from './websocket-frame.ts';
import { WireClient } from './wire-client.ts';

const hello = textFrameOf({ type: 'hello', name: 'Mallory' });
const afterwards = textFrameOf({ type: 'post', draftId: 'd1', text: 'after the end' });

let server: RunningServer;
beforeAll(async () => (server = await startChatServer({ maxConnectionsPerAddress: 10_000 })));
afterAll(() => server[Symbol.asyncDispose]());

/** What came of bytes that were sent once welcomed, with a post behind them. */
async function closeOf(bytes: Buffer): Promise<number | undefined> {
  using client = await WireClient.enter(server.port, hello);
  client.socket.write(Buffer.concat([bytes, afterwards]));
  return await client.closed();
}

describe('a malformed frame', () => {
  it.each(malformedFrames)('closes with $code: $what', async ({ bytes, code }) => {
    const bystander = await server.enter('Bo');
    expect(await closeOf(bytes)).toBe(code);
    // Nothing that came behind it was heard, and nobody else is worse for it.
    bystander.say({ type: 'ping' });
    await bystander.next('pong');
    expect(bystander.all('message')).toEqual([]);
    bystander.cut();
  });

  it.each(malformedFrames)('ends who has not said hello as well: $what', async ({ bytes, code }) => {
    using client = await WireClient.open(server.port);
    client.socket.write(Buffer.concat([bytes, hello]));
    // What is well-framed and odd to the wire is no hello either.
    expect([code, 4000]).toContain(await client.closed());
  });

  it('is no fault of ours', () => {
    expect(server.telemetry.told.filter((line) => line.startsWith('failed'))).toEqual([]);
  });
});

describe('an odd frame', () => {
  it.each(oddFrames)('is read: %s', async (_what, bytes) => {
    using client = await WireClient.enter(server.port, hello);
    client.socket.write(bytes);
    await client.untilHeard('pong');
    expect(client.closeCode).toBeUndefined();
  });

  it('is read byte by byte', async () => {
    using client = await WireClient.open(server.port);
    client.socket.setNoDelay(true);
    for (const byte of Buffer.concat([hello, textFrameOf({ type: 'ping' })]))
      await new Promise((resolve) => client.socket.write(Buffer.from([byte]), resolve));
    await client.untilHeard('pong');
  });
});

describe('a close frame', () => {
  it.each(rightCloseCodes)('with code %i is answered by the same', async (code) => {
    expect(await closeOf(closeFrame(code, 'bye'))).toBe(code);
  });

  it('without a code is answered without one', async () => {
    expect(await closeOf(webSocketFrame({ opcode: opcodes.close }))).toBe(1005);
  });

  it('is the last that is heard', async () => {
    const bystander = await server.enter('Bo');
    await closeOf(closeFrame(1000));
    bystander.say({ type: 'ping' });
    await bystander.next('pong');
    expect(bystander.all('message')).toEqual([]);
  });
});

describe('a flood of control frames', () => {
  const frame = (opcode: number) => webSocketFrame({ opcode, payload: 'x' });

  it('of pongs is closed with 4103, as any flood', async () => {
    using client = await WireClient.enter(server.port, hello);
    client.socket.write(Buffer.concat(Array<Buffer>(200).fill(frame(opcodes.pong))));
    expect(await client.closed()).toBe(4103);
  });

  it('of pings is so too, if their answers are read', async () => {
    using client = await WireClient.enter(server.port, hello);
    const pongs = () => client.heard.filter(({ opcode }) => opcode === opcodes.pong).length;
    for (let sent = 1; sent <= 200 && client.closeCode === undefined; sent++) {
      client.socket.write(frame(opcodes.ping));
      await client.until(() => pongs() === sent || client.closeCode !== undefined);
    }
    expect(client.closeCode).toBe(4103);
  });

  it('of pings that does not wait for their answers is cut', async () => {
    using client = await WireClient.enter(server.port, hello);
    client.socket.write(Buffer.concat(Array<Buffer>(200).fill(frame(opcodes.ping))));
    await client.gone;
  });
});
