// Whole conversations as bytes, with something done to the bytes: over real sockets, held against the
// second opinion.
import { setTimeout as wait } from 'node:timers/promises';
import { upgradeRequest } from '../support/raw-socket.ts';
import { anyFrame, helloFields, message, written } from './frames.ts';
import { Broken } from './peer.ts';
import type { Random } from './random.ts';
import { closeFrame, opcodes, textFrameOf, webSocketFrame } from './websocket-frame.ts';
import { comeBackMs, WireClient } from './wire-client.ts';
import { wireOpinion, type Outlook } from './wire-opinion.ts';

/** A server that has not done what is due by then never will. */
const patienceMs = 30_000;

/** The status by which a server whose loop runs late lets nobody in, whatever they say. */
const turnedAway = 503;

const request = Buffer.from(upgradeRequest());

/** Says so many frames in as many conversations as that takes, some at a time. */
export async function converse(
  random: Random,
  port: number,
  frames: number,
  onFrames: (count: number) => void = () => {},
): Promise<void> {
  let left = frames;
  const talk = async (place: number) => {
    while (left > 0) {
      const bytes = conversation(random);
      const outlook = wireOpinion(bytes);
      left -= outlook.frames;
      onFrames(outlook.frames);
      while (!(await talkOnce(random, port, place, bytes, outlook))) await wait(comeBackMs);
    }
  };
  await Promise.all(Array.from({ length: 24 }, (_, place) => talk(place)));
}

/** Returns whether it was let in: a server that is late lets in bit by bit. */
async function talkOnce(
  random: Random,
  port: number,
  place: number,
  bytes: Buffer,
  outlook: Outlook,
): Promise<boolean> {
  // Each place has an address of its own: one address has too few ports for so many sockets.
  using client = await WireClient.connect(port, `127.0.0.${2 + (place % 200)}`);
  try {
    await check(client, random, bytes, outlook);
  } catch (error) {
    if (client.status !== 503) throw error;
  }
  return client.status !== 503;
}

function conversation(random: Random): Buffer {
  const hello = random.chance(0.8) ? '{"type":"hello","history":2}' : written(helloFields(random));
  const frames = [textFrameOf(hello)];
  for (let more = random.below(random.chance(0.3) ? 80 : 12); more > 0; more--) frames.push(frame(random));
  if (random.chance(0.1)) frames.push(closeFrame(random.pick([1000, 1001, 3000, 4000])));
  let bytes: Buffer = Buffer.concat(frames);
  if (random.chance(0.1)) return bytes;
  do bytes = disturbed(random, bytes);
  while (random.chance(0.4));
  return bytes;
}

/** A second `history` would end most conversations before they began. */
function notHistory(random: Random): ReturnType<typeof message> {
  const fields = message(random);
  return fields[0]![1] === '"history"' && random.chance(0.9) ? notHistory(random) : fields;
}

function frame(random: Random): Buffer {
  const payload = random.chance(0.96) ? written(notHistory(random)) : anyFrame(random);
  const kind = random.next();
  if (kind < 0.7) return textFrameOf(payload);
  if (kind < 0.8)
    return webSocketFrame({
      opcode: random.pick([opcodes.ping, opcodes.pong]),
      payload: random.bytes(random.below(9)),
    });
  if (kind < 0.95) {
    const at = random.below(payload.length);
    return Buffer.concat([
      webSocketFrame({ opcode: opcodes.text, payload: payload.slice(0, at).toWellFormed(), fin: false }),
      webSocketFrame({ opcode: opcodes.continuation, payload: payload.slice(at).toWellFormed() }),
    ]);
  }
  return webSocketFrame({
    opcode: random.below(16),
    payload,
    fin: random.chance(0.7),
    reserved: random.chance(0.8) ? 0 : random.below(8),
    mask: random.chance(0.9) ? random.bytes(4) : undefined,
    ...(random.chance(0.1) && { lengthBits: 64 as const }),
  });
}

/** One thing done to bytes. */
function disturbed(random: Random, bytes: Buffer): Buffer {
  const at = random.below(bytes.length);
  const until = Math.min(bytes.length, at + 1 + random.below(16));
  const before = bytes.subarray(0, at);
  return random.pick([
    () => Buffer.concat([before, Buffer.from([bytes[at]! ^ (1 << random.below(8))]), bytes.subarray(at + 1)]),
    () => Buffer.concat([before, random.bytes(1), bytes.subarray(at + 1)]),
    () => Buffer.concat([before, random.bytes(1 + random.below(4)), bytes.subarray(at)]),
    () => Buffer.concat([before, bytes.subarray(until)]),
    () => Buffer.concat([bytes.subarray(0, until), bytes.subarray(at)]),
    () => before,
  ])();
}

async function check(client: WireClient, random: Random, bytes: Buffer, outlook: Outlook): Promise<void> {
  const { due, possible, ends, saidHello } = outlook;
  const broken = (what: string) => new Broken(`${what}; the bytes were ${bytes.toString('base64')}`);
  if (random.chance(0.5)) client.socket.write(Buffer.concat([request, bytes]));
  else {
    const at = random.below(bytes.length + 1);
    client.socket.write(Buffer.concat([request, bytes.subarray(0, at)]));
    if (random.chance(0.5)) await client.until(() => client.status !== undefined);
    client.socket.write(bytes.subarray(at));
  }
  if (due.size > 0) {
    const code = await inTime(client.closed(), () => broken(`nothing came, due was ${[...due].join()}`));
    if (client.status === turnedAway) return;
    if (code === undefined || !(due.has(code) || possible.has(code)))
      throw broken(`closed with ${code}, due was ${[...due].join()}`);
    return;
  }
  // In the middle of a frame nothing can be asked; some stay to be cut, as a lost connection is.
  if (ends === 'inside') return;
  client.socket.write(textFrameOf(saidHello ? '{"type":"ping"}' : '{"type":"hello"}'));
  const answered = client.untilHeard(saidHello ? 'pong' : 'welcome');
  await inTime(Promise.race([answered, client.closed()]), () => broken('it got no answer'));
  const code = client.closeCode;
  if (client.status === turnedAway) return;
  if (code === undefined ? client.isGone : !possible.has(code))
    throw broken(`ended with ${code}, due was an answer`);
}

async function inTime<Result>(result: Promise<Result>, late: () => Broken): Promise<Result> {
  const stop = new AbortController();
  const deadline = wait(patienceMs, undefined, { signal: stop.signal }).then(() => {
    throw late();
  });
  deadline.catch(() => {});
  try {
    return await Promise.race([result, deadline]);
  } finally {
    stop.abort();
  }
}
