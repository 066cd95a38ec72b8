// Frames of every kind into connections without sockets: the law is that each is answered as the
// second opinion says, that nothing fails, and that nothing is left over.
import { dialectPlain } from '../../server/connection/dialect-plain.ts';
import { LiveSettings } from '../../server/moderation/live-settings.ts';
import { House, type Guest } from '../support/house.ts';
import { anyFrame, disturbText, helloFields, message, written } from './frames.ts';
import { Broken, everybodyMay, Peer } from './peer.ts';
import type { Random } from './random.ts';
import { serverTextsIn } from './websocket-frame.ts';

/** A house is left for a new one after so many frames: its log in memory forgets nothing. */
const stayFrames = 20_000;

const rooms = Array.from({ length: 16 }, (_, index) => `room-${index}`);
const peersPerRoom = 3;

/** Says so many frames; rejects with the first word that was broken. */
export async function sayInProcess(
  random: Random,
  frames: number,
  onFrames: (count: number) => void,
): Promise<void> {
  for (let said = 0; said < frames; said += stayFrames) {
    const count = Math.min(stayFrames, frames - said);
    await stay(random, count);
    onFrames(count);
  }
}

async function stay(random: Random, frames: number): Promise<void> {
  const live = new LiveSettings();
  const house = new House({ live });
  const peers = new Map<number, Peer>();
  /** What guests may in each room. */
  const rights: ReadonlySet<string>[] = rooms.map(() => new Set(everybodyMay));
  const plain = rooms.map((room) => house.knock(dialectPlain, room));
  let said = 0;
  while (said < frames) {
    if (random.chance(0.1)) {
      const room = random.below(rooms.length);
      rights[room] = govern(random, live, rooms[room]!);
      house.rooms.reconsider();
      for (const [place, peer] of peers) if (place % rooms.length === room) peer.allow(rights[room]);
    }
    for (let place = 0; place < rooms.length * peersPerRoom; place++) {
      let peer = peers.get(place);
      if (!peer || peer.isOver) {
        const room = place % rooms.length;
        peer = new Peer(house.knock(undefined, rooms[room]), rights[room]!);
        peers.set(place, peer);
        peer.say(firstFrame(random));
        said++;
      }
      for (const frame of flight(random)) {
        if (peer.isOver) break;
        peer.say(frame);
        said++;
      }
    }
    for (const guest of plain) guest.connection.receive(anyFrame(random));
    said += plain.length;
    if (random.chance(0.2)) house.clock.advance(1_000);
    await house.settle();
    for (const peer of peers.values()) peer.listen();
    for (const guest of plain) listenPlainly(guest);
    const failure = house.telemetry.told.find((line) => line.startsWith('failed'));
    if (failure !== undefined) throw new Broken(`${failure}: ${String(house.telemetry.errors[0])}`);
  }
  for (const peer of peers.values()) peer.leave();
  for (const guest of plain) guest.connection.closed(1006);
  // Empty rooms are let go after a while, and then nothing waits any more.
  house.clock.advance(120_000);
  if (house.clock.waiting > 0) throw new Broken(`${house.clock.waiting} timers were left over`);
}

/** The owner of a room leaves some of what guests may to members; returns what they may then. */
function govern(random: Random, live: LiveSettings, room: string): ReadonlySet<string> {
  const taken = everybodyMay.filter(() => random.chance(0.2));
  live.set(room, { permissions: Object.fromEntries(taken.map((name) => [name, 'member'])) });
  return new Set(everybodyMay.filter((name) => !taken.includes(name)));
}

/** What is said in one breath; now and then as much as may just come before `welcome`, or a little more. */
function flight(random: Random): string[] {
  if (random.chance(0.01)) return Array.from({ length: 30 + random.below(6) }, () => '{"type":"pong"}');
  return Array.from({ length: random.below(4) }, () =>
    anyFrame(random, random.chance(0.02) ? helloFields(random) : message(random)),
  );
}

const usualHello = '{"type":"hello","history":2}';

/** Mostly a hello: whoever says something else is gone at once. */
function firstFrame(random: Random): string {
  const hello = written(helloFields(random));
  if (random.chance(0.85)) return usualHello;
  return random.pick([() => hello, () => disturbText(random, hello), () => anyFrame(random)])();
}

function listenPlainly({ transport }: Guest): void {
  serverTextsIn(Buffer.concat(transport.writes.splice(0)));
  if (transport.closed) throw new Broken(`a plain client was closed with ${transport.closed.code}`);
}
