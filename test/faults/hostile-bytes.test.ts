// T15. Bytes that no client sends: huge frames, endless fragments, single bytes, bombs, mountains of headers. The
// link ends within the limits, memory stays, and those who talk meanwhile do not notice.
import { expect, it } from 'vitest';
import { startCrowd } from '../support/crowd-process.ts';
import { unmeantCloses } from '../support/crowd.ts';
import { endsWithTest } from '../support/ends-with-test.ts';
import { announce, form } from '../support/fault-form.ts';
import { startFaultServer } from '../support/fault-server.ts';
import { wholeLog } from '../support/late-reader.ts';
import { closeCodeIn, flood, openedSocket, type Flooded } from '../support/raw-flood.ts';
import { maskedFrame, rawSocket, upgradeRequest } from '../support/raw-socket.ts';
import { until } from '../support/until.ts';
import { flawless, judge } from '../support/verdict.ts';

/** How often each of them is tried, a few at a time. */
const rounds = form(5, 100);
const atOnce = 4;
const megabyte = 1_048_576;

/** What the kernels of both sides take before anybody reads it, and some more. */
const mostBytes = 16 * megabyte;

const fin = 0x80;
const masked = 0x80;
const noMask = Buffer.alloc(4);

type Attack = (port: number) => Promise<Flooded>;

/** `codes`: what the link may end with, where a reset does not overtake the close. */
const attacks: Readonly<Record<string, { readonly run: Attack; readonly codes: readonly number[] }>> = {
  'a frame of a gigabyte': { run: attack(hugeFrame), codes: [1009] },
  'a frame just over the limit': { run: attack(overLimit), codes: [1009] },
  'fragments without an end': { run: attack(endlessFragments), codes: [1008] },
  // Too many pieces; or, where the kernel joined them, a whole frame of nothing.
  'a large frame, byte by byte': { run: attack(byteByByte, true), codes: [1008, 4000] },
  'a bomb that says it is compressed': { run: attack(bomb), codes: [1002] },
  'a thousand headers': { run: thousandHeaders, codes: [] },
};

it('ends links that send what no client sends', { timeout: form(180_000, 1_200_000) }, async () => {
  const server = endsWithTest(await startFaultServer());
  const { port } = server;
  const crowd = endsWithTest(await startCrowd({ port, name: 'c', followers: 20, writers: 4, pauseMs: 20 }));
  await crowd.ask('gather');
  await crowd.ask('write');
  await until('messages', async () => (await crowd.ask('acknowledged')) > 100);
  // Once over everything, so that what is only warming up does not count.
  for (const { run } of Object.values(attacks)) await run(port);
  const before = (await crowd.ask('figures')).deliveries;
  const { memory } = server.vitals;
  let written = 0;
  for (let round = 0; round < rounds; round++)
    for (const { run, codes } of Object.values(attacks)) {
      const all = await Promise.all(Array.from({ length: atOnce }, () => run(port)));
      for (const one of all) {
        expect([...codes, undefined]).toContain(closeCodeIn(one.answer));
        expect(one.written).toBeLessThan(mostBytes);
        written += one.written;
      }
    }
  const { fortunes, deliveries: during } = await crowd.ask('figures');
  const growth = server.vitals.memory - memory;
  await crowd.ask('rest');
  await crowd.ask('caughtUp', await crowd.ask('newest'));
  const verdict = await judge({ ...(await crowd.ask('report')), log: wholeLog(port) });
  announce('T15 hostile bytes', verdict, {
    links: rounds * atOnce * Object.keys(attacks).length,
    'sent, MB': written / megabyte,
    'growth, MB': growth,
    'p99 before, ms': before.p99,
    'p99 during, ms': during.p99,
  });
  expect(verdict).toMatchObject(flawless);
  expect(unmeantCloses(fortunes)).toEqual({});
  expect(growth).toBeLessThan(120);
});

function attack(chunks: () => Iterable<Buffer>, isDripping = false): Attack {
  return async (port) => {
    using raw = await openedSocket(port, { 'Sec-WebSocket-Extensions': 'permessage-deflate' });
    // What it was offered it must not have taken.
    expect(raw.received()).not.toMatch(/permessage-deflate/i);
    return await flood(raw, chunks(), isDripping);
  };
}

function* hugeFrame(): Iterable<Buffer> {
  const head = Buffer.alloc(14);
  head[0] = fin | 1;
  head[1] = masked | 127;
  head.writeBigUInt64BE(BigInt(1_024 * megabyte), 2);
  yield head;
  for (const chunk = Buffer.alloc(65_536); ;) yield chunk;
}

function* overLimit(): Iterable<Buffer> {
  const head = Buffer.from([fin | 1, masked | 126, 0x40, 0x01]);
  yield Buffer.concat([head, noMask, Buffer.alloc(0x4001, 'a')]);
}

function* endlessFragments(): Iterable<Buffer> {
  yield Buffer.concat([Buffer.from([1, masked | 1]), noMask, Buffer.from('{')]);
  for (;;) yield Buffer.concat([Buffer.from([0, masked | 1]), noMask, Buffer.from(' ')]);
}

function* byteByByte(): Iterable<Buffer> {
  yield Buffer.concat([Buffer.from([fin | 1, masked | 126, 0x3f, 0xff]), noMask]);
  for (;;) yield Buffer.from(' ');
}

/** RSV1 says “compressed”, which was not agreed upon. */
function* bomb(): Iterable<Buffer> {
  const frame = maskedFrame('compressed, they say');
  frame[0] = fin | 0x40 | 1;
  yield frame;
}

async function thousandHeaders(port: number): Promise<Flooded> {
  using raw = await rawSocket(port);
  const headers = Array.from({ length: 1_000 }, (_, index) => [`X-Header-${index}`, 'x'.repeat(20)] as const);
  return await flood(raw, [Buffer.from(upgradeRequest('/rooms/lobby', Object.fromEntries<string>(headers)))]);
}
