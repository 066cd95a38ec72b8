// Sections 11 and 12: names, who is here, and who writes.
import { describe, expect, it } from 'vitest';
import { enter, newRoom, type Peer } from './peer.ts';

/** Names by id, as a client knows them from all that it was told; undefined in a crowd. */
function roster(peer: Peer): Map<string, string> | undefined {
  let names: Map<string, string> | undefined;
  for (const message of peer.heard) {
    if (message.type !== 'welcome' && message.type !== 'presence') continue;
    if (message.here) names = new Map(message.here.map(({ id, name }) => [id, name]));
    else if (message.type === 'presence' && (message.came ?? message.gone)) {
      for (const { id, name } of message.came ?? []) names?.set(id, name);
      for (const id of message.gone ?? []) names?.delete(id);
    } else names = undefined;
  }
  return names;
}

const names = (peer: Peer) => [...(roster(peer)?.values() ?? [])].sort();

/** Resolves when a client knows these to be here, and no others. */
function knows(peer: Peer, ...expected: string[]): Promise<unknown> {
  return peer.sees(() => JSON.stringify(names(peer)) === JSON.stringify(expected.sort()) || undefined);
}

describe('names', () => {
  it('NAME-1 go with the next acts, and not with what was said before', async () => {
    const room = newRoom();
    using ann = await enter(room, { name: 'Ann' });
    await ann.post('one');
    ann.say({ type: 'rename', name: 'Anna' });
    expect((await ann.hears('renamed')).you).toEqual({ ...ann.welcome.you, name: 'Anna' });
    await ann.post('two');
    using bo = await enter(room, { name: 'Bo' });
    expect(bo.entries.map(({ from }) => from.name)).toEqual(['Ann', 'Anna']);
    expect(bo.all('renamed')).toEqual([]);
  });

  it('NAME-1 are not kept by the server', async () => {
    using ann = await enter(newRoom(), { name: 'Ann' });
    using back = await enter(newRoom(), { token: ann.welcome.token });
    expect(back.welcome.you.id).toBe(ann.welcome.you.id);
    expect(back.welcome.you.name).toMatch(/^Guest \d{4}$/);
  });

  it.each([
    ['  Ann \n\t Bo ', 'Ann Bo'],
    ['A\u0000n\u200bn\u202e', 'Ann'],
    ['A \u200b B', 'A B'],
    ['e\u0301', 'é'],
    ['x\u0335\u0335\u0335\u0335y', 'x\u0335\u0335y'],
    ['n'.repeat(40), 'n'.repeat(32)],
    ['🎈'.repeat(40), '🎈'.repeat(32)],
    [`${'n'.repeat(31)} n`, 'n'.repeat(31)],
    ['<b>&amp;', '<b>&amp;'],
  ])('NAME-2 are cleaned: %j', async (asked, name) => {
    using ann = await enter(newRoom(), { name: asked });
    expect(ann.welcome.you.name).toBe(name);
    ann.say({ type: 'rename', name: 'other' }, { type: 'rename', name: asked });
    expect((await ann.hears('renamed', ({ you }) => you.name !== 'other')).you.name).toBe(name);
  });

  it.each(['', ' ', '\u200b\u2800'])(
    'NAME-3 are made, or kept, where nothing is left of %j',
    async (name) => {
      using ann = await enter(newRoom(), { name });
      const { you } = ann.welcome;
      expect(you.name).toMatch(/^Guest [1-9]\d{3}$/);
      ann.say({ type: 'rename', name });
      expect((await ann.hears('renamed')).you).toEqual(you);
    },
  );
});

describe('presence', () => {
  it('PRES-1 tells who came, went and took another name, and gathers what happens at once', async () => {
    const room = newRoom();
    using ann = await enter(room, { name: 'Ann' });
    const others = await Promise.all(['Bo', 'Cy', 'Dee'].map((name) => enter(room, { name })));
    await knows(ann, 'Ann', 'Bo', 'Cy', 'Dee');
    // A second that ends between two of them may part them.
    expect(ann.all('presence').length).toBeLessThanOrEqual(3);
    expect(ann.all('presence').at(-1)!.count).toBe(4);
    const [bo, cy, dee] = others as unknown as [Peer, Peer, Peer];
    bo.leave();
    cy.cut();
    dee.say({ type: 'rename', name: 'Di' });
    await knows(ann, 'Ann', 'Di');
    expect(ann.all('presence').at(-1)!.count).toBe(2);
    dee.cut();
  });

  it('PRES-1 counts connections of one participant once', async () => {
    const room = newRoom();
    using ann = await enter(room, { name: 'Ann' });
    using bo = await enter(room, { name: 'Bo' });
    using tab = await enter(room, { name: 'Bo', token: bo.welcome.token });
    expect(tab.welcome).toMatchObject({ present: 2 });
    await knows(ann, 'Ann', 'Bo');
    bo.leave();
    await bo.closed;
    using _cy = await enter(room, { name: 'Cy' });
    await knows(ann, 'Ann', 'Bo', 'Cy');
    tab.leave();
    await knows(ann, 'Ann', 'Cy');
  });

  it('PRES-1 shows the welcomed what the others see', async () => {
    const room = newRoom();
    using _ann = await enter(room, { name: 'Ann' });
    using bo = await enter(room, { name: 'Bo' });
    expect(bo.welcome.here).toHaveLength(2);
    expect(bo.welcome.here).toContainEqual(bo.welcome.you);
    expect(names(bo)).toEqual(['Ann', 'Bo']);
  });

  it(
    'PRES-2 tells no names of more than a hundred, and all of them again of fewer',
    { timeout: 60_000 },
    async () => {
      const room = newRoom();
      using ann = await enter(room, { name: 'Ann' });
      const crowd: Peer[] = [];
      for (let count = 1; count < 100; count++) crowd.push(await enter(room, { name: `${count}` }));
      await ann.hears('presence', ({ count }) => count === 100);
      expect(roster(ann)?.size).toBe(100);
      const last = await enter(room, { name: 'last' });
      expect(last.welcome).toMatchObject({ present: 101 });
      expect(last.welcome.here).toBeUndefined();
      const told = await ann.hears('presence', ({ count }) => count === 101);
      expect(told).toEqual({ type: 'presence', count: 101 });

      ann.say({ type: 'typing', on: true });
      crowd.pop()!.leave();
      const fewer = await last.hears('presence', ({ count }) => count === 100);
      expect(fewer.here).toHaveLength(100);
      // TYPE-3: in the crowd nobody was told who writes.
      expect(last.all('typing').flatMap(({ who }) => who)).toEqual([]);
      for (const peer of [...crowd, last]) peer.cut();
    },
  );

  it('PRES-3 may repeat what the welcome told', async () => {
    const room = newRoom();
    using ann = await enter(room, { name: 'Ann' });
    using bo = await enter(room, { name: 'Bo' });
    await bo.hears('presence');
    await knows(bo, 'Ann', 'Bo');
    await knows(ann, 'Ann', 'Bo');
  });
});

describe('typing', () => {
  const ids = (peer: Peer) =>
    peer
      .all('typing')
      .at(-1)
      ?.who.map(({ id }) => id);

  it('TYPE-2 is over when it is said, when something was written, and when they go', async () => {
    const room = newRoom();
    using ann = await enter(room);
    using bo = await enter(room, { name: 'Bo' });
    const { id } = bo.welcome.you;
    const begin = async () => {
      const past = ann.texts.length;
      bo.say({ type: 'typing', on: true });
      const told = await ann.hears('typing', ({ who }) => who.length > 0, past);
      expect(told.who).toEqual([{ id, name: 'Bo' }]);
      return ann.texts.length;
    };
    const over = (past: number) => ann.hears('typing', ({ who }) => who.length === 0, past);

    let past = await begin();
    bo.say({ type: 'typing', on: false });
    await over(past);
    past = await begin();
    await bo.post('written');
    await over(past);
    past = await begin();
    bo.leave();
    await over(past);
  });

  it('TYPE-3 is told to everyone, of five at most', async () => {
    const room = newRoom();
    const writers = await Promise.all(
      Array.from({ length: 7 }, (_, index) => enter(room, { name: `${index}` })),
    );
    using reader = await enter(room);
    for (const writer of writers) writer.say({ type: 'typing', on: true });
    await Promise.all(
      [reader, ...writers].map((peer) => peer.sees(() => ids(peer)?.length === 5 || undefined)),
    );
    for (const writer of writers) writer.cut();
  });

  it('TYPE-3 is not stored', async () => {
    const room = newRoom();
    using ann = await enter(room);
    ann.say({ type: 'typing', on: true });
    await ann.hears('typing');
    using bo = await enter(room);
    expect(bo.welcome).toMatchObject({ head: 0, entries: [] });
  });
});
