// What visitors report, and what those meet who keep the room: over real rooms, from message to message.
import { describe, expect, it } from 'vitest';
import { House, post, type Guest } from '../../support/house.ts';
import { createRoom, idOf, newDraftId, tokenOf } from '../../support/kept-room.ts';

const report = (ref: number, more: object = {}) => ({ type: 'report', ref, reason: 'abuse', ...more });
const waitingOf = ({ transport }: Guest) =>
  transport.all('waiting').map(({ held, reports }) => [held, reports]);

async function createTrouble(options: Parameters<typeof createRoom>[1] = {}) {
  const room = await createRoom({}, options);
  const cy = await room.house.guest('Cy', {}, '192.0.2.3');
  await room.say(room.bo, 'something bad');
  return { ...room, cy };
}

describe('a report', () => {
  it('is kept with who, whom, what and why, for those who may look at it', async () => {
    const { house, mo, bo, cy, ask, does } = await createTrouble();
    const at = house.clock.time();
    expect(await ask(cy, report(1, { text: 'He threatens me.' }))).toMatchObject([{ type: 'reported' }]);
    expect(await does(mo, { do: 'list', of: 'reports' })).toMatchObject([
      {
        reports: [
          {
            id: `1-${idOf(cy)}`,
            at,
            from: { id: idOf(cy), name: 'Cy' },
            ref: 1,
            about: { id: idOf(bo), name: 'Bo' },
            reason: 'abuse',
            text: 'He threatens me.',
          },
        ],
      },
    ]);
    expect(JSON.stringify(cy.transport.messages)).not.toContain('waiting');
  });

  it('is acknowledged when it is on disk, and not before', async () => {
    const { house, cy, ask } = await createTrouble();
    house.standing.hold();
    expect(await ask(cy, report(1))).toEqual([]);
    house.standing.release();
    await house.settle();
    expect(cy.transport.all('reported')).toHaveLength(1);
  });

  it('that the disk does not take is told to be so', async () => {
    const { house, cy, ask } = await createTrouble();
    house.standing.fail(new Error('full'));
    expect(await ask(cy, report(1))).toMatchObject([{ code: 'unavailable', kind: 'retry' }]);
  });

  it('is one for each person and message, however often it is sent', async () => {
    const { house, mo, cy, ask, does } = await createTrouble();
    const dee = await house.guest('Dee');
    for (const reason of ['abuse', 'spam'])
      expect(await ask(cy, report(1, { reason }))).toMatchObject([{ type: 'reported' }]);
    cy.say({ ...report(1), draftId: newDraftId() }, { ...report(1), draftId: newDraftId() });
    await ask(dee, report(1));
    expect(await does(mo, { do: 'list', of: 'reports' })).toMatchObject([
      { reports: [{ from: { name: 'Cy' }, reason: 'abuse' }, { from: { name: 'Dee' } }] },
    ]);
  });

  it('is of a message of the room that is there, and not of one’s own', async () => {
    const { house, bo, cy, ask, say } = await createTrouble();
    await say(bo, 'taken back');
    await ask(bo, { type: 'remove', ref: 2 });
    for (const ref of [2, 3, 99]) expect(await ask(cy, report(ref))).toMatchObject([{ code: 'not-found' }]);
    expect(await ask(bo, report(1))).toMatchObject([{ code: 'not-allowed' }]);
    expect(house.standing.rooms.get('lobby')!.reports.size).toBe(0);
  });

  it('is of a message that the room does not hold ready too', async () => {
    const { house, cy, ask } = await createTrouble();
    for (let count = 0; count < 600; count++) cy.say(post(`${count}`, `many-${count}`));
    await house.settle();
    expect(await ask(cy, report(1))).toMatchObject([{ type: 'reported' }]);
  });

  it('counts as an act against the rates', async () => {
    const { cy, ask } = await createTrouble({ posts: { burst: 2, perSecond: 1 } });
    await ask(cy, report(1));
    await ask(cy, report(1));
    expect(await ask(cy, report(1))).toMatchObject([{ code: 'rate-limited', retryAfterMs: 1_000 }]);
  });

  it('is not taken of who is muted, and not kept of who is muted in the shadow', async () => {
    const { mo, cy, ask, does } = await createTrouble();
    await does(mo, { do: 'mute', who: idOf(cy), forMs: 60_000 });
    expect(await ask(cy, report(1))).toMatchObject([{ code: 'muted' }]);
    await does(mo, { do: 'unmute', who: idOf(cy) });
    await does(mo, { do: 'mute', who: idOf(cy), shadow: true });
    expect(await ask(cy, report(1))).toMatchObject([{ type: 'reported' }]);
    expect(await does(mo, { do: 'list', of: 'reports' })).toMatchObject([{ reports: [] }]);
  });

  it('is no more than 20 of one person, and 500 of a room', async () => {
    const { house, bo, ask } = await createTrouble();
    for (let count = 0; count < 25; count++) bo.say(post('bad', `bad-${count}`));
    await house.settle();
    const codes: (string | undefined)[] = [];
    for (let who = 0; who < 26; who++) {
      const guest = await house.guest(`Guest no. ${who}`);
      for (let ref = 1; ref <= 20; ref++) guest.say({ ...report(ref), draftId: `r${ref}` });
      await house.settle();
      const [answer] = await ask(guest, report(21));
      codes.push(answer?.type === 'refused' ? answer.code : answer?.type);
    }
    expect(codes).toEqual([...Array<string>(25).fill('too-many'), 'busy']);
    expect(house.standing.rooms.get('lobby')!.reports.size).toBe(500);
  });

  it('is there when the server is started again, and gone with an old message', async () => {
    const { house, mo, cy, ask } = await createTrouble();
    await ask(cy, report(1));
    const later = new House({}, house);
    const keeper = await later.person('moderator', 'Mo', { token: tokenOf(mo) });
    expect(keeper.transport.all('welcome')[0]!.waiting).toEqual({ held: 0, reports: 1 });
    await later.rooms.expire(later.clock.time() + 1);
    await later.settle();
    expect(waitingOf(keeper)).toEqual([[0, 0]]);
  });
});

describe('what waits', () => {
  it('is told to moderators when it changes, and to nobody else', async () => {
    const { house, mo, bo, cy, ask, does } = await createTrouble();
    await ask(cy, report(1));
    await ask(cy, report(1));
    await does(mo, { do: 'mode', mode: { holdAll: true } });
    await ask(bo, post('wait', 'h1'));
    await does(mo, { do: 'approve', who: idOf(bo), held: 'h1' });
    await does(mo, { do: 'dismiss', report: `1-${idOf(cy)}` });
    expect(waitingOf(mo)).toEqual([
      [0, 1],
      [1, 1],
      [0, 1],
      [0, 0],
    ]);
    const late = await house.guest('Late');
    for (const who of [bo, cy, late]) expect(waitingOf(who)).toEqual([]);
    expect(late.transport.all('welcome')[0]).not.toHaveProperty('waiting');
  });

  it('is left out of a moderator’s welcome where it is nothing', async () => {
    const { mo } = await createTrouble();
    expect(mo.transport.all('welcome')[0]).not.toHaveProperty('waiting');
  });
});

describe('a report that is settled', () => {
  it.each(['resolve', 'dismiss'] as const)('by %s is gone, and in the audit log', async (what) => {
    const { mo, bo, cy, ask, does } = await createTrouble();
    await ask(cy, report(1));
    const id = `1-${idOf(cy)}`;
    expect(await does(mo, { do: what, report: id, why: 'talked to him' })).toMatchObject([
      { type: 'moderated' },
    ]);
    expect(await does(mo, { do: 'list', of: 'reports' })).toMatchObject([{ reports: [] }]);
    expect(await does(mo, { do: what, report: id })).toMatchObject([{ code: 'not-found', kind: 'final' }]);
    expect(await does(mo, { do: 'list', of: 'audit' })).toMatchObject([
      { audit: [{ by: idOf(mo), act: what, whom: idOf(bo), why: 'talked to him' }] },
    ]);
    expect(await ask(cy, report(1))).toMatchObject([{ type: 'reported' }]);
  });

  it('is of somebody whom the moderator may act on; of others they hear nothing', async () => {
    const { house, mo, cy, ask, say, does } = await createTrouble();
    const owner = await house.person('owner', 'Owner');
    await say(mo, 'mine');
    await ask(cy, report(2));
    expect(waitingOf(mo)).toEqual([]);
    expect(waitingOf(owner)).toEqual([[0, 1]]);
    expect(await does(mo, { do: 'list', of: 'reports' })).toMatchObject([{ reports: [] }]);
    const id = `2-${idOf(cy)}`;
    expect(await does(mo, { do: 'dismiss', report: id })).toMatchObject([{ code: 'outranked' }]);
    expect(await does(owner, { do: 'resolve', report: id })).toMatchObject([{ type: 'moderated' }]);
  });
});

describe('a notice', () => {
  it.each(['info', 'warning', 'highlight'])('says that it is a %s', async (level) => {
    const { mo, bo, ask } = await createRoom();
    await ask(mo, { type: 'notice', text: 'Hear', level });
    await ask(mo, { type: 'notice', text: 'Hear' });
    const [first, second] = bo.transport.all('notice');
    expect(first).toMatchObject({ text: 'Hear', level });
    expect(second).not.toHaveProperty('level');
  });

  it('of another level is another draft', async () => {
    const { mo, ask } = await createRoom();
    const notice = { type: 'notice', draftId: 'n1', text: 'Hear', level: 'warning' };
    for (let count = 0; count < 2; count++)
      expect(await ask(mo, notice)).toMatchObject([{ type: 'accepted', seq: 1 }]);
    expect(await ask(mo, { ...notice, level: 'info' })).toMatchObject([{ code: 'draft-conflict' }]);
  });
});
