// The long form of fuzzing, `npm run fuzz`: ten million frames, most of them without sockets, the rest as
// bytes against a server in a process of its own. Ends with 1 at the first broken word.
import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { ChatClient } from '../support/chat-client.ts';
import { site } from '../support/chat-server.ts';
import { rawSocket } from '../support/raw-socket.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { sayInProcess } from './in-process.ts';
import { heldBytes } from './memory.ts';
import { Broken } from './peer.ts';
import { Random } from './random.ts';
import { oddRequest, oddUpgrade } from './requests.ts';
import { startServerProcess, type ServerProcess } from './server-process.ts';
import { converse } from './sessions.ts';

const { values } = parseArgs({
  options: {
    frames: { type: 'string', default: '10000000' },
    'wire-frames': { type: 'string', default: '1000000' },
    requests: { type: 'string', default: '20000' },
    seed: { type: 'string', default: `${Date.now() % 1_000_000}` },
  },
});
const seed = Number(values.seed);
const wireFrames = Number(values['wire-frames']);
const houseFrames = Math.max(0, Number(values.frames) - wireFrames);
const requests = Number(values.requests);

/** Frames between two looks at the memory. */
const sliceFrames = 200_000;

/** The wire's part is done in so many rounds; what is held after half of them is held at the end. */
const rounds = 10;

/** What the heap may grow by over the whole run. */
const heapSlackBytes = 8_000_000;

/** What the server may grow by in the second half, in kB. A leak of 100 bytes a frame would be 50,000. */
const serverSlackKilobytes = 40_000;

const progress = createProgress();
console.log(
  `seed ${seed}: ${houseFrames} frames without sockets, ${wireFrames} as bytes, ${requests} requests`,
);
try {
  await house();
  await wire();
  console.log(`${houseFrames + wireFrames} frames and ${requests} requests, 0 broken`);
} catch (error) {
  console.error(error instanceof Broken ? `Broken, with --seed ${seed}: ${error.message}` : error);
  process.exitCode = 1;
}

async function house(): Promise<void> {
  Object.freeze(Object.prototype);
  let first: number | undefined;
  for (let said = 0; said < houseFrames; said += sliceFrames) {
    await sayInProcess(new Random(seed + said), Math.min(sliceFrames, houseFrames - said), progress);
    const now = await heldBytes();
    // The first slice makes code ready and fills caches.
    first ??= now;
    if (now - first > heapSlackBytes) throw new Broken(`the heap grew from ${first} to ${now} bytes`);
  }
}

async function wire(): Promise<void> {
  using folder = temporaryFolder();
  await using server = await startServerProcess(folder.path, [
    ...[`--origin=${site}`, '--room=lobby', '--room=garden'],
    ...['--max-connections-per-address=1000000', '--post-burst=1000', '--posts-per-second=1000'],
  ]);
  const bystander = new ChatClient(`ws://127.0.0.1:${server.port}/rooms/garden`, { origin: site });
  bystander.say({ type: 'hello', name: 'Bo' });
  await bystander.next('welcome');
  // It stays through it all, and a silent one would be sent off.
  const beat = setInterval(() => bystander.say({ type: 'ping' }), 5_000);
  using _ = {
    [Symbol.dispose]() {
      clearInterval(beat);
      bystander.cut();
    },
  };
  const filesBefore = server.openFiles();
  let halfway: number | undefined;
  for (let round = 0; round < rounds; round++) {
    await converse(new Random(seed + round), server.port, wireFrames / rounds, progress);
    await askOddly(new Random(seed + round), server.port, requests / rounds);
    if (!server.isAlive()) throw new Broken(`the server ended: ${server.failures.join('\n')}`);
    bystander.say({ type: 'post', draftId: `round-${round}`, text: 'still here' });
    if ((await bystander.next('message')).draftId !== `round-${round}`)
      throw new Broken('a message is missing');
    if (round + 1 === rounds / 2) halfway = server.residentKilobytes();
  }
  const end = server.residentKilobytes();
  console.log(`server memory: ${halfway} kB halfway, ${end} kB at the end`);
  if (end !== undefined && halfway !== undefined && end - halfway > serverSlackKilobytes)
    throw new Broken('the server grew');
  await untilClosed(server, filesBefore);
  if (server.failures.length > 0) throw new Broken(`the server told: ${server.failures[0]}`);
}

/** Requests that are odd; whatever they get, the server lives. */
async function askOddly(random: Random, port: number, count: number): Promise<void> {
  let left = count;
  const ask = async () => {
    while (left-- > 0) {
      using raw = await rawSocket(port);
      raw.socket.write(random.chance(0.6) ? oddUpgrade(random) : oddRequest(random));
      // Some ask for more than they send: then the server waits, and is left waiting.
      await Promise.race([raw.until(/\r\n\r\n/), raw.gone, wait(100)]).catch(() => {});
    }
  };
  await Promise.all(Array.from({ length: 20 }, ask));
}

/** Every socket that was opened is closed again, those that were left half open by their time-outs. */
async function untilClosed(server: ServerProcess, filesBefore: number | undefined): Promise<void> {
  for (let tries = 0; tries < 120; tries++) {
    if ((server.openFiles() ?? 0) <= (filesBefore ?? 0)) return;
    await wait(500);
  }
  throw new Broken(`${filesBefore} descriptors were open before, ${server.openFiles()} are now`);
}

/** Tells how far it is, every ten seconds or so. */
function createProgress(): (count: number) => void {
  const startedAt = performance.now();
  let done = 0;
  let told = 0;
  return (count) => {
    done += count;
    const seconds = (performance.now() - startedAt) / 1_000;
    if (seconds - told < 10) return;
    told = seconds;
    console.log(`${Math.round(seconds)} s: ${done} frames, ${Math.round(done / seconds)} a second`);
  };
}
