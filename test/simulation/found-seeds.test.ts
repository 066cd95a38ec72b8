// What the simulation found once, as small as it could be made, and what it stands on.
import { expect, it } from 'vitest';
import { drawCharacter, type Character } from './character.ts';
import { isToldTruly, judge, unrest } from './law.ts';
import { comeToRest, simulate } from './simulate.ts';
import { pastDraft } from './world/past.ts';
import { Random } from './world/random.ts';
import type { VirtualPage } from './world/virtual-page.ts';
import { World } from './world/world.ts';

/** A near and quick world, in which nothing goes wrong by itself. */
const calm: Character = {
  ...drawCharacter(new Random(1)),
  rooms: ['lobby'],
  distance: { delayMs: 1, jitterMs: 0 },
  slowLinks: 0,
  highWaterBytes: 65_536,
  posts: { burst: 1_000, perSecond: 1_000 },
  maxConnections: 1_000,
  busyMs: 0,
  writeMs: 1,
  readMs: 1,
  past: 0,
};

async function worldOfTwo() {
  const world = new World(calm, new Random(1));
  const ann = world.openTab(world.newBrowser(), 'lobby');
  const ben = world.openTab(world.newBrowser(), 'lobby');
  await world.time.advance(1_000);
  return { world, ann, ben };
}

function textsIn({ client }: VirtualPage): unknown[] {
  return client.state.timeline.lines.map((line) => ('text' in line ? line.text : line.kind));
}

it('has the same story for the same seed', async () => {
  const told = async (seed: number) => {
    const lines: string[] = [];
    const verdict = await simulate(seed, (line) =>
      lines.push(line.replace(/"(you|token|from|here|came|gone)":.*/, '')),
    );
    return { verdict, lines };
  };
  for (const seed of [1, 7, 42]) expect(await told(seed)).toEqual(await told(seed));
});

it('brings everybody an entry whose answer was lost, though its author never came back', async () => {
  const { world, ann } = await worldOfTwo();
  world.mood.losesAnswers = 1;
  ann.client.post('Hello');
  await world.time.advance(100);
  world.vanish(ann, true);
  world.mood.losesAnswers = 0;
  await world.time.advance(10_000);
  expect(unrest(world)).toBeUndefined();
});

it('ends the draft whose answer was lost, though nobody says anything after it', async () => {
  const { world, ann, ben } = await worldOfTwo();
  world.mood.losesAnswers = 1;
  ann.client.post('Hello');
  await world.time.advance(100);
  world.mood.losesAnswers = 0;
  await world.time.advance(10_000);
  expect(unrest(world)).toBeUndefined();
  expect(ann.client.state.drafts).toEqual([]);
  expect(ben.client.state.timeline.lines).toMatchObject([{ text: 'Hello' }]);
});

it('fills a hole that could not be read at first', async () => {
  const { world, ann, ben } = await worldOfTwo();
  world.mood.losesAnswers = 1;
  ann.client.post('Hello');
  await world.time.advance(100);
  world.mood.losesAnswers = 0;
  world.mood.unreadable = true;
  ben.client.post('Yes?');
  await world.time.advance(100);
  world.mood.unreadable = false;
  await world.time.advance(20_000);
  expect(unrest(world)).toBeUndefined();
});

it('goes on where a rewound log was given the same drafts in the same places', async () => {
  const { world, ann, ben } = await worldOfTwo();
  const before = world.copyDisk();
  // Ben hears of it, and the answer to Ann is lost with the server.
  for (const link of world.linksOf(ann)) link.hold('page');
  ann.client.post('Hello');
  await world.time.advance(100);
  world.killServer(true);
  world.disk.rewind(before);
  world.startServer();
  await world.time.advance(60_000);
  expect(unrest(world)).toBeUndefined();
  expect(judge(world)).toMatchObject({ lost: 0, twice: 0 });
  expect(ben.client.state.timeline.lines).toMatchObject([{ text: 'Hello' }]);
});

it('starts anew where a rewound log was written over', async () => {
  const { world, ann, ben } = await worldOfTwo();
  const before = world.copyDisk();
  ann.client.post('Lost');
  await world.time.advance(100);
  world.vanish(ann, true);
  world.killServer(true);
  world.disk.rewind(before);
  world.startServer();
  const cem = world.openTab(world.newBrowser(), 'lobby');
  cem.client.post('New');
  await world.time.advance(60_000);
  expect(unrest(world)).toBeUndefined();
  for (const page of [ben, cem]) expect(page.client.state.timeline.lines).toMatchObject([{ text: 'New' }]);
});

for (const after of ['is shorter', 'has gone on without it'])
  it(`sends once more what was accepted, and never shown, where the log was put back and ${after}`, async () => {
    const { world, ann, ben } = await worldOfTwo();
    const before = world.copyDisk();
    world.mood.losesAnswers = 1;
    world.mood.unreadable = true;
    ben.client.post('One');
    await world.time.advance(100);
    world.mood.losesAnswers = 0;
    ann.client.post('Hello');
    await world.time.advance(100);
    expect(ann.client.state.drafts).toMatchObject([{ kind: 'accepted', seq: 2 }]);
    if (after === 'has gone on without it') ben.client.post('Two');
    world.killServer(true);
    world.disk.rewind(before);
    world.mood.unreadable = false;
    world.startServer();
    await world.time.advance(60_000);
    expect(unrest(world)).toBeUndefined();
    const texts = ben.client.state.timeline.lines.map((line) => 'text' in line && line.text);
    expect(texts).toContain('Hello');
  });

it('fills what was lost on its way, on the link that lives', async () => {
  const { world, ann, ben } = await worldOfTwo();
  const links = world.linksOf(ben);
  world.air.losesFrames = 1;
  ann.client.post('Hello');
  await world.time.advance(100);
  expect(textsIn(ben)).toEqual([]);
  world.air.losesFrames = 0;
  ann.client.post('Anybody?');
  await world.time.advance(100);
  for (const page of [ann, ben]) expect(textsIn(page)).toEqual(['Hello', 'Anybody?']);
  expect(world.linksOf(ben)).toEqual(links);
});

it('learns of what was lost last, though nobody says anything after it', async () => {
  const { world, ann, ben } = await worldOfTwo();
  world.air.losesFrames = 1;
  ann.client.post('Hello');
  await world.time.advance(100);
  world.air.losesFrames = 0;
  await world.time.advance(60_000);
  expect(unrest(world)).toBeUndefined();
  for (const page of [ann, ben]) expect(textsIn(page)).toEqual(['Hello']);
});

it('shows once what comes twice', async () => {
  const { world, ann, ben } = await worldOfTwo();
  world.air.repeatsFrames = 1;
  for (const text of ['One', 'Two', 'Three']) ann.client.post(text);
  await world.time.advance(10_000);
  for (const page of [ann, ben]) expect(textsIn(page)).toEqual(['One', 'Two', 'Three']);
});

it('has a commit that spans rooms in all of them after a crash, or in none', async () => {
  const kept = new Set<number>();
  for (let seed = 1; seed <= 20; seed++) {
    const world = new World(calm, new Random(seed));
    for (const room of ['lobby', 'side'])
      world.server!.rooms.submit(pastDraft(room, `in-${room}`, world.wallTime), () => {});
    world.time.stir();
    await world.time.advance(0);
    world.killServer(true);
    const [lobby, side] = ['lobby', 'side'].map((room) => world.disk.entries(room).length);
    expect(side).toBe(lobby);
    kept.add(side!);
  }
  expect(kept).toEqual(new Set([0, 1]));
});

it('keeps from a newcomer what was let go for its age', async () => {
  const { world, ann } = await worldOfTwo();
  ann.client.post('Old');
  await world.time.advance(1_000);
  world.server!.expire(world.wallTime);
  ann.client.post('New');
  await world.time.advance(1_000);
  await isToldTruly(world);
  const cem = world.openTab(world.newBrowser(), 'lobby');
  await world.time.advance(1_000);
  expect(textsIn(cem)).toEqual(['New']);
  expect(cem.client.state.timeline.more).toBe(false);
  expect(judge(world)).toMatchObject({ acknowledged: 2, lost: 0 });
});

it('shows nobody any longer what somebody wrote who was erased', async () => {
  const { world, ann, ben } = await worldOfTwo();
  ann.client.post('Forget me');
  ben.client.post('Hello');
  await world.time.advance(1_000);
  world.erase(ann.client.state.you!.id);
  await world.time.advance(30_000);
  expect(unrest(world)).toBeUndefined();
  for (const page of [ann, ben]) expect(textsIn(page)).toEqual(['removed', 'Hello']);
  expect(judge(world)).toMatchObject({ acknowledged: 2, lost: 0 });
});

it('lets who saw somebody erased go on so, where an earlier day is put back', async () => {
  const world = new World(calm, new Random(1));
  for (let count = 0; count < 60; count++)
    world.server!.rooms.submit(pastDraft('lobby', `in-${count}`, world.wallTime), () => {});
  world.time.stir();
  const ann = world.openTab(world.newBrowser(), 'lobby');
  await world.time.advance(1_000);
  const copy = world.disk.copy();
  world.disk.erase('somebody');
  ann.client.loadOlder();
  await world.time.advance(1_000);
  world.disk.rewind(copy);
  expect(textsIn(ann)[0]).toBe('removed');
  expect(judge(world)).toMatchObject({ lost: 0, twice: 0, holes: 0 });
});

it('judges nobody before every room has heard of what was let go', async () => {
  const { world, ann } = await worldOfTwo();
  ann.client.post('Old');
  await world.time.advance(1_000);
  world.server!.expire(world.wallTime);
  expect(unrest(world)).toBe('old messages are being deleted');
  await world.time.advance(1_000);
  expect(unrest(world)).toBeUndefined();
});

it('comes to rest as late as the slowest link with the smallest buffer does', async () => {
  const world = new World(
    { ...calm, distance: { delayMs: 1_600, jitterMs: 0 }, highWaterBytes: 200 },
    new Random(1),
  );
  const ann = world.openTab(world.newBrowser(), 'lobby');
  await world.time.advance(10_000);
  for (let count = 0; count < 400; count++)
    world.server!.rooms.submit(pastDraft('lobby', `in-${count}`, world.wallTime), () => {});
  world.time.stir();
  const since = world.time.now;
  await comeToRest(world);
  expect(ann.client.state.timeline.last).toBe(400);
  expect(world.time.now - since).toBeGreaterThan(240_000);
});

it('lets two tabs of two guests be, each with a name that the other is refused', async () => {
  const asked: string[] = [];
  const world = new World(calm, new Random(1), (line) => {
    if (line.includes('"type":"rename"')) asked.push(line);
  });
  const browser = world.newBrowser();
  const [ann, ben] = [world.openTab(browser, 'lobby'), world.openTab(browser, 'lobby')];
  await world.time.advance(1_000);
  ann.client.rename('Ann');
  await world.time.advance(1_000);
  ben.client.rename('Ben');
  await world.time.advance(10_000);
  expect([ann, ben].map(({ client }) => client.state.you?.name)).toEqual(['Ann', 'Ben']);
  expect(asked).toHaveLength(4);
});
