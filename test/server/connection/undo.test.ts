// What those who keep a room take back of what they did: over real rooms, from message to message.
import { describe, expect, it } from 'vitest';
import type { Moderate } from '../../../protocol/client-messages.ts';
import { House, post, type Guest } from '../../support/house.ts';
import { createRoom, idOf, newDraftId, tokenOf } from '../../support/kept-room.ts';
import { undoMs } from '../../../server/moderation/undoables.ts';
import { emptyFold, foldOnto } from '../../../widget/timeline/fold.ts';

type Room = Awaited<ReturnType<typeof createRoom>>;
type Deed = Moderate['act'];

/** Does it under a draft id, which is returned. */
async function doneBy({ ask }: Room, who: Guest, act: Deed, draftId = newDraftId()): Promise<string> {
  expect(await ask(who, { type: 'moderate', draftId, act })).toMatchObject([{ type: 'moderated' }]);
  return draftId;
}

/** What the room’s entries amount to, for somebody who was here all the time, and for somebody who comes now. */
async function shown({ house }: Room, who: Guest): Promise<(string | undefined)[]> {
  const late = await house.guest('Late');
  const [first] = late.transport.all('welcome');
  const seen = who.transport.messages.flatMap((message) =>
    message.type === 'welcome' ? message.entries : 'seq' in message && 'at' in message ? [message] : [],
  );
  const texts = [seen, first!.entries].map((entries) =>
    foldOnto(emptyFold, entries).lines.map((line) => ('text' in line ? line.text : undefined)),
  );
  expect(texts[1]).toEqual(texts[0]);
  return texts[0]!;
}

const standingOf = ({ house }: Room) => [...house.standing.rooms.get('lobby')!.restraints.values()];
const undone = [{ type: 'moderated' }];
const gone = [{ code: 'not-found', kind: 'final' }];

describe('undoing a restraint', () => {
  it.each([
    { do: 'ban', network: 'narrow' },
    { do: 'mute', forMs: 60_000 },
    { do: 'mute', shadow: true },
  ] as const)('lifts what %j imposed', async (what) => {
    const room = await createRoom();
    const { house, mo, bo, does } = room;
    const of = await doneBy(room, mo, { ...what, who: idOf(bo) });
    expect(standingOf(room)).not.toEqual([]);
    expect(await does(mo, { do: 'undo', of })).toMatchObject(undone);
    expect(standingOf(room)).toEqual([]);
    const again = await house.guest('Bo', { token: tokenOf(bo) }, '192.0.2.2');
    expect(again.transport.closed).toBeUndefined();
    expect(await does(mo, { do: 'undo', of })).toMatchObject(gone);
  });

  it('puts back what was there before, however often it was sent', async () => {
    const room = await createRoom();
    const { mo, bo, does } = room;
    await doneBy(room, mo, { do: 'mute', who: idOf(bo), forMs: 60_000 });
    const before = standingOf(room);
    const of = newDraftId();
    for (let count = 0; count < 2; count++) await doneBy(room, mo, { do: 'mute', who: idOf(bo) }, of);
    expect(standingOf(room)).not.toEqual(before);
    await does(mo, { do: 'undo', of });
    expect(standingOf(room)).toEqual(before);
  });

  it('imposes again what was lifted, at once', async () => {
    const room = await createRoom();
    const { house, mo, bo, does } = room;
    await doneBy(room, mo, { do: 'ban', who: idOf(bo) });
    const of = await doneBy(room, mo, { do: 'unban', who: idOf(bo) });
    const again = await house.guest('Bo', { token: tokenOf(bo) });
    await does(mo, { do: 'undo', of });
    expect(again.transport.closed?.code).toBe(4011);
  });

  it('lifts what was imposed on many at once', async () => {
    const room = await createRoom();
    const { mo, bo, say, does } = room;
    await say(bo, 'cheap pills');
    const of = await doneBy(room, mo, { do: 'ban-many', by: { phrase: 'cheap pills' } });
    expect(standingOf(room)).toMatchObject([{ subject: idOf(bo) }]);
    expect(await does(mo, { do: 'undo', of })).toMatchObject(undone);
    expect(standingOf(room)).toEqual([]);
  });

  it('leaves what somebody has changed since', async () => {
    const room = await createRoom();
    const { house, mo, bo, does } = room;
    const owner = await house.person('owner', 'Owner');
    const of = await doneBy(room, mo, { do: 'ban', who: idOf(bo) });
    await doneBy(room, owner, { do: 'ban', who: idOf(bo) });
    expect(await does(mo, { do: 'undo', of })).toMatchObject(gone);
    expect(standingOf(room)).toMatchObject([{ by: 'owner' }]);
  });
});

describe('undoing how a room is kept', () => {
  it('puts the mode back, unless it was changed since', async () => {
    const room = await createRoom();
    const { mo, bo, does } = room;
    const first = await doneBy(room, mo, { do: 'mode', mode: { slowSeconds: 30 } });
    const second = await doneBy(room, mo, { do: 'mode', mode: { readOnly: true } });
    expect(await does(mo, { do: 'undo', of: first })).toMatchObject(gone);
    expect(await does(mo, { do: 'undo', of: second })).toMatchObject(undone);
    expect(bo.transport.all('mode').at(-1)?.mode).toEqual({ slowSeconds: 30 });
    await does(mo, { do: 'undo', of: first });
    expect(bo.transport.all('mode').at(-1)?.mode).toEqual({});
  });

  it('turns a pin round, and opens a report again', async () => {
    const room = await createRoom();
    const { mo, bo, ask, say, does } = room;
    await say(bo, 'hello');
    await ask(mo, { type: 'pin', draftId: 'pin', ref: 1, on: true });
    await does(mo, { do: 'undo', of: 'pin' });
    expect(bo.transport.all('pin').map(({ on }) => on)).toEqual([true, false]);
    await ask(mo, { type: 'report', ref: 1, reason: 'spam' });
    const of = await doneBy(room, mo, { do: 'dismiss', report: `1-${idOf(mo)}` });
    await does(mo, { do: 'undo', of });
    expect(await does(mo, { do: 'list', of: 'reports' })).toMatchObject([{ reports: [{ ref: 1 }] }]);
  });
});

describe('undoing removals', () => {
  it('brings a message back as it was edited, and it can be changed again', async () => {
    const room = await createRoom();
    const { mo, bo, ask, say, does } = room;
    await say(bo, 'one');
    await ask(bo, { type: 'edit', ref: 1, text: 'uno' });
    await ask(mo, { type: 'remove', draftId: 'gone', ref: 1 });
    expect(await shown(room, bo)).toEqual([undefined]);
    expect(await does(mo, { do: 'undo', of: 'gone' })).toMatchObject([{ count: 1, more: false }]);
    expect(await shown(room, bo)).toEqual(['uno']);
    expect(bo.transport.all('edit').at(-1)).toMatchObject({ ref: 1, restored: true, from: { id: idOf(mo) } });
    expect(await ask(mo, { type: 'report', ref: 1, reason: 'spam' })).toMatchObject([{ type: 'reported' }]);
    await ask(bo, { type: 'edit', ref: 1, text: 'due' });
    expect(await shown(room, bo)).toEqual(['due']);
  });

  it.each(['remove-all', 'clear'] as const)(
    'brings back what %s took, and can be taken again',
    async (what) => {
      const room = await createRoom();
      const { mo, bo, say, does } = room;
      for (const text of ['one', 'two']) await say(bo, text);
      await say(mo, 'mine');
      const sweep = () => doneBy(room, mo, { do: what, who: idOf(bo), since: 0 });
      const left = what === 'clear' ? [undefined, undefined, undefined] : [undefined, undefined, 'mine'];
      for (let count = 0; count < 2; count++) {
        const of = await sweep();
        expect((await shown(room, bo)).slice(0, 2)).toEqual(left.slice(0, 2));
        expect(await does(mo, { do: 'undo', of })).toMatchObject([{ count: 2, more: false }]);
        expect((await shown(room, bo)).slice(0, 2)).toEqual(['one', 'two']);
      }
    },
  );

  it('goes over more than are under way at once', async () => {
    const room = await createRoom();
    const { house, mo, bo, does } = room;
    for (let index = 0; index < 250; index++) bo.say(post(`${index}`, `p${index}`));
    await house.settle();
    const of = await doneBy(room, mo, { do: 'clear' });
    expect(await does(mo, { do: 'undo', of })).toMatchObject([{ count: 250, more: false }]);
  });

  it('leaves what its author took back, then or since', async () => {
    const room = await createRoom();
    const { mo, bo, ask, say, does } = room;
    for (const text of ['one', 'two']) await say(bo, text);
    await ask(bo, { type: 'remove', ref: 1 });
    const of = await doneBy(room, mo, { do: 'clear' });
    await does(mo, { do: 'undo', of });
    expect(await shown(room, bo)).toEqual([undefined, 'two']);
    await ask(bo, { type: 'remove', ref: 2 });
    expect(JSON.stringify(room.house.log.rooms.get('lobby'))).not.toContain('two');
  });

  it('goes on where it was halted', async () => {
    const room = await createRoom();
    const { house, mo, bo, say, does } = room;
    await say(bo, 'one');
    const of = await doneBy(room, mo, { do: 'clear' });
    house.log.fail(new Error('full'));
    expect(await does(mo, { do: 'undo', of })).toMatchObject([{ code: 'unavailable', kind: 'retry' }]);
    house.log.fail();
    expect(await does(mo, { do: 'undo', of })).toMatchObject([{ count: 1 }]);
  });
});

describe('what can be undone', () => {
  it('is what was done in the last ten minutes, and is kept nowhere after', async () => {
    const room = await createRoom();
    const { house, mo, bo, ask, say, does } = room;
    await say(bo, 'one');
    await say(bo, 'two');
    await ask(mo, { type: 'remove', draftId: 'first', ref: 1 });
    house.clock.advance(undoMs - 1);
    await ask(mo, { type: 'remove', draftId: 'second', ref: 2 });
    house.clock.advance(1);
    expect(await does(mo, { do: 'undo', of: 'first' })).toMatchObject(gone);
    expect(await does(mo, { do: 'undo', of: 'second' })).toMatchObject([{ count: 1 }]);
    await ask(mo, { type: 'remove', draftId: 'third', ref: 2 });
    expect(house.services.undoables.bytes).toBeGreaterThan(0);
    house.clock.advance(undoMs);
    expect(house.services.undoables.bytes).toBe(0);
  });

  it('is one’s own, and that of those below', async () => {
    const room = await createRoom();
    const { house, mo, bo, does } = room;
    const owner = await house.person('owner', 'Owner');
    const other = await house.person('moderator', 'Other');
    const of = await doneBy(room, mo, { do: 'mute', who: idOf(bo) });
    expect(await does(other, { do: 'undo', of })).toMatchObject(gone);
    expect(await does(other, { do: 'undo', of, by: idOf(mo) })).toMatchObject([{ code: 'not-allowed' }]);
    const ann = await house.guest('Ann');
    expect(await does(ann, { do: 'undo', of, by: idOf(mo) })).toMatchObject([{ code: 'not-allowed' }]);
    // Standing comes before the matrix (REF-3): who is muted is told that, whatever they may not do.
    expect(await does(bo, { do: 'undo', of, by: idOf(mo) })).toMatchObject([{ code: 'muted' }]);
    expect(await does(owner, { do: 'undo', of, by: idOf(mo) })).toMatchObject(undone);
    const kick = await doneBy(room, mo, { do: 'kick', who: idOf(bo) });
    expect(await does(mo, { do: 'undo', of: kick })).toMatchObject(gone);
  });

  it('takes what it took to do it', async () => {
    const room = await createRoom({ permissions: { ban: 'owner' } });
    const { house, mo, bo, does } = room;
    const of = newDraftId();
    const key = { room: 'lobby', by: idOf(mo), draftId: of };
    const reversal = { kind: 'restraints', changes: [] } as const;
    const by = mo.transport.all('welcome')[0]!.you;
    house.services.undoables.add(key, { by, asks: 'ban', whom: idOf(bo), reversal });
    expect(await does(mo, { do: 'undo', of })).toMatchObject([{ code: 'not-allowed' }]);
  });

  it('is in the audit log, with whom it concerns', async () => {
    const room = await createRoom();
    const { mo, bo, does } = room;
    const of = await doneBy(room, mo, { do: 'mute', who: idOf(bo) });
    await does(mo, { do: 'undo', of, why: 'the wrong one' });
    expect(await does(mo, { do: 'list', of: 'audit' })).toMatchObject([
      { audit: [{ by: idOf(mo), act: 'undo', whom: idOf(bo), why: 'the wrong one' }, { act: 'mute' }] },
    ]);
  });

  it('is forgotten with the server, which still has what was done', async () => {
    const room = await createRoom();
    const { house, mo, bo } = room;
    const of = await doneBy(room, mo, { do: 'mute', who: idOf(bo) });
    const later = new House({}, house);
    const keeper = await later.person('moderator', 'Mo', { token: tokenOf(mo) });
    keeper.say({ type: 'moderate', draftId: 'm', act: { do: 'undo', of } });
    await later.settle();
    expect(keeper.transport.all('refused')).toMatchObject(gone);
  });
});
