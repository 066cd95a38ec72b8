// One world from one seed: it lives, its troubles end, it comes to rest, and it is judged.
import { drawCharacter, silenced } from './character.ts';
import { isToldTruly, judge, unrest, type Verdict } from './law.ts';
import { Story } from './story.ts';
import { LawBroken } from './witness.ts';
import { Random } from './world/random.ts';
import { World } from './world/world.ts';

/** Longest time in which a world without troubles may stand still before it is at rest. */
const stillMs = 240_000;

/** Longest time in which it has to come to rest: the slowest link, with the smallest buffer, has a long way to go. */
const restMs = 1_200_000;
const lookEveryMs = 5_000;

/** A dead link is found after 35 s and given up after 30 more; a room is let go 30 s after its last visitor. */
const afterAllLeftMs = 110_000;

/** Runs a seed's world to its end; throws LawBroken, or whatever else went wrong in it. */
export async function simulate(seed: number, trace?: (line: string) => void): Promise<Verdict> {
  const random = new Random(seed);
  const character = drawCharacter(random.fork());
  const world = new World(character, random.fork(), trace);
  const story = new Story(world);
  const { steps, silentSteps, gapMs, weights } = character;
  for (let step = 0; step < steps; step++) {
    await world.time.advance(random.whole(0, gapMs));
    if (world.fault) throw world.fault;
    story.step(step < steps - silentSteps ? weights : silenced(character));
  }
  world.heal();
  await comeToRest(world);
  const verdict = judge(world);
  await isToldTruly(world);
  await leaveNothing(world);
  return verdict;
}

/** Throws where a world without troubles does not come to rest. */
export async function comeToRest(world: World): Promise<void> {
  let reason: string | undefined;
  let movedMs = 0;
  for (let waitedMs = 0; waitedMs < restMs && waitedMs - movedMs < stillMs; waitedMs += lookEveryMs) {
    await world.time.advance(lookEveryMs);
    if (world.fault) throw world.fault;
    if (!world.server) world.startServer();
    const now = unrest(world);
    if (!now) return;
    if (now !== reason) movedMs = waitedMs;
    reason = now;
  }
  throw new LawBroken(`No rest: ${reason}.`);
}

/** Everybody leaves; then nothing may be left of them. */
async function leaveNothing({ pages, time, server, character }: World): Promise<void> {
  for (const page of pages) page.client.close();
  await time.advance(afterAllLeftMs);
  for (const { id, loose } of pages) if (loose > 0) throw new LawBroken(`${id} leaves ${loose} behind.`);
  if (!server) throw new LawBroken('The server is gone.');
  if (server.connections.total > 0)
    throw new LawBroken(`The server keeps ${server.connections.total} connections.`);
  // Only the heartbeat goes on.
  if (server.timers !== 1) throw new LawBroken(`The server keeps ${server.timers} timers.`);
  for (const name of character.rooms) {
    const { reads } = server.log;
    const visit = server.rooms.visit(name);
    await time.advance(1_000);
    server.rooms.leave(await visit);
    if (server.log.reads === reads) throw new LawBroken(`The room ${name} was not let go.`);
  }
}
