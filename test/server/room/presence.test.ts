import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { rosterParticipants } from '../../../protocol/limits.ts';
import type { Participant, Presence as PresenceMessage } from '../../../protocol/server-messages.ts';
import { crowdPresenceEveryMs, presenceEveryMs } from '../../../protocol/timing.ts';
import { Presence } from '../../../server/room/presence.ts';
import { ManualClock } from '../../support/manual-clock.ts';
import { people, person } from '../../support/people.ts';

const [ann, bo, cy] = [person('Ann'), person('Bo'), person('Cy')];

function createPresence(present: readonly Participant[] = []) {
  const clock = new ManualClock();
  const told: PresenceMessage[] = [];
  const presence = new Presence(clock, (message) => void told.push(message));
  for (const participant of present) presence.arrived(participant);
  clock.advance(crowdPresenceEveryMs);
  told.length = 0;
  return {
    clock,
    presence,
    /** What is told within the next second, or so long. */
    tell(ms = presenceEveryMs) {
      told.length = 0;
      clock.advance(ms);
      return [...told];
    },
  };
}

describe('Presence', () => {
  it('counts two connections of one participant once', () => {
    const { presence } = createPresence([ann, ann, bo]);
    expect(presence.count).toBe(2);
    expect(presence.now).toEqual({ count: 2, here: [ann, bo] });
  });

  it('counts a participant until the last connection is gone', () => {
    const { presence } = createPresence([ann, ann, ann]);
    presence.departed('ann');
    presence.departed('ann');
    expect(presence.now).toEqual({ count: 1, here: [ann] });
    presence.departed('ann');
    expect(presence.now).toEqual({ count: 0, here: [] });
  });

  it('is left by nobody who is not there', () => {
    const { presence, clock, tell } = createPresence([ann]);
    presence.departed('bo');
    expect([presence.count, clock.waiting]).toEqual([1, 0]);
    expect(tell()).toEqual([]);
  });

  it('tells a second after somebody came', () => {
    const clock = new ManualClock();
    const told: PresenceMessage[] = [];
    const presence = new Presence(clock, (message) => void told.push(message));
    presence.arrived(ann);
    clock.advance(presenceEveryMs - 1);
    expect(told).toEqual([]);
    clock.advance(1);
    expect(told).toEqual([{ type: 'presence', count: 1, came: [ann], gone: [] }]);
  });

  it('tells at most once a second, and then all who came', () => {
    const clock = new ManualClock();
    const told: PresenceMessage[] = [];
    const presence = new Presence(clock, (message) => void told.push(message));
    const guests = people(50);
    for (const guest of guests) {
      presence.arrived(guest);
      clock.advance(presenceEveryMs / 10);
    }
    clock.advance(presenceEveryMs);
    expect(told.length).toBeLessThanOrEqual(6);
    expect(told.at(-1)!.count).toBe(50);
    expect(told.flatMap(({ came = [] }) => came)).toEqual(guests);
  });

  it('tells who left', () => {
    const { presence, tell } = createPresence([ann, bo, cy]);
    presence.departed('ann');
    expect(tell()).toEqual([{ type: 'presence', count: 2, came: [], gone: ['ann'] }]);
    presence.departed('bo');
    expect(tell()).toEqual([{ type: 'presence', count: 1, came: [], gone: ['bo'] }]);
  });

  it('tells a newcomer also where the count is what it was', () => {
    const { presence, tell } = createPresence([ann, bo]);
    presence.arrived(cy);
    presence.departed('ann');
    expect(tell()).toEqual([{ type: 'presence', count: 2, came: [cy], gone: ['ann'] }]);
  });

  it('tells of who came and left again only that they are gone', () => {
    const { presence, tell } = createPresence([ann]);
    presence.arrived(bo);
    presence.departed('bo');
    expect(tell()).toEqual([{ type: 'presence', count: 1, came: [], gone: ['bo'] }]);
  });

  it('tells of who left and came again only that they are here', () => {
    const { presence, tell } = createPresence([ann, bo]);
    presence.departed('bo');
    presence.arrived(bo);
    expect(tell()).toEqual([{ type: 'presence', count: 2, came: [bo], gone: [] }]);
  });

  it('tells nothing when a participant only changes tabs', () => {
    const { presence, clock, tell } = createPresence([ann, ann]);
    presence.departed('ann');
    presence.arrived(ann);
    expect(clock.waiting).toBe(0);
    expect(tell()).toEqual([]);
  });

  it('tells of another name, in whichever tab it was taken', () => {
    const { presence, tell } = createPresence([ann, ann, bo]);
    const anna = { ...ann, name: 'Anna' };
    presence.renamed(anna);
    expect(tell()).toEqual([{ type: 'presence', count: 2, came: [anna], gone: [] }]);
    presence.departed('ann');
    expect(presence.now).toEqual({ count: 2, here: [anna, bo] });
    expect(tell()).toEqual([]);
    presence.arrived(ann);
    expect(tell()).toEqual([{ type: 'presence', count: 2, came: [ann], gone: [] }]);
  });

  it('counts no connection for another name', () => {
    const { presence } = createPresence([ann, bo]);
    presence.renamed({ ...ann, name: 'Anna' });
    presence.departed('ann');
    expect(presence.now).toEqual({ count: 1, here: [bo] });
  });

  it('tells nothing of the same name, nor of the name of somebody who is not there', () => {
    const { presence, clock } = createPresence([ann]);
    presence.renamed({ ...ann });
    presence.renamed(bo);
    expect([clock.waiting, presence.now]).toEqual([0, { count: 1, here: [ann] }]);
  });

  it('tells all of them where more changed than are here', () => {
    const { presence, tell } = createPresence([ann, bo, cy]);
    presence.departed('ann');
    presence.departed('bo');
    expect(tell()).toEqual([{ type: 'presence', count: 1, here: [cy] }]);
  });

  it('tells the changes where as many changed as are here', () => {
    const { presence, tell } = createPresence([ann, bo]);
    presence.departed('ann');
    expect(tell()).toEqual([{ type: 'presence', count: 1, came: [], gone: ['ann'] }]);
    presence.arrived(ann);
    presence.renamed({ ...bo, name: 'Bob' });
    expect(tell()).toMatchObject([{ came: [ann, { name: 'Bob' }], gone: [] }]);
  });

  it('tells that the last one left', () => {
    const { presence, tell } = createPresence([ann]);
    presence.departed('ann');
    expect(tell()).toEqual([{ type: 'presence', count: 0, here: [] }]);
  });

  it('waits for nothing while nothing changes', () => {
    const { clock } = createPresence([ann]);
    expect(clock.waiting).toBe(0);
  });

  it('tells nothing twice', () => {
    const { presence, tell } = createPresence([ann, bo, cy]);
    presence.arrived(person('Di'));
    presence.departed('ann');
    tell();
    presence.arrived(person('Ed'));
    expect(tell()).toEqual([{ type: 'presence', count: 4, came: [person('Ed')], gone: [] }]);
  });

  it('leaves nothing behind after close', () => {
    const { presence, clock, tell } = createPresence();
    presence.arrived(ann);
    presence.close();
    expect(clock.waiting).toBe(0);
    presence.departed('ann');
    presence.arrived(bo);
    expect(clock.waiting).toBe(0);
    expect(tell()).toEqual([]);
  });
});

describe('a crowd', () => {
  const crowd = people(rosterParticipants);

  it('is told by name up to a hundred', () => {
    const { presence, tell } = createPresence(crowd.slice(1));
    presence.arrived(crowd[0]!);
    expect(presence.now.here).toHaveLength(rosterParticipants);
    expect(tell()).toEqual([{ type: 'presence', count: rosterParticipants, came: [crowd[0]], gone: [] }]);
  });

  it('is only counted beyond', () => {
    const { presence, tell } = createPresence(crowd);
    presence.arrived(ann);
    expect(presence.now).toEqual({ count: rosterParticipants + 1 });
    expect(tell(crowdPresenceEveryMs)).toEqual([{ type: 'presence', count: rosterParticipants + 1 }]);
    presence.arrived(bo);
    expect(tell(crowdPresenceEveryMs)).toEqual([{ type: 'presence', count: rosterParticipants + 2 }]);
  });

  it('is counted only every five seconds', () => {
    const { presence, tell } = createPresence(crowd);
    presence.arrived(ann);
    presence.arrived(bo);
    expect(tell(crowdPresenceEveryMs - 1)).toEqual([]);
    expect(tell(1)).toEqual([{ type: 'presence', count: rosterParticipants + 2 }]);
  });

  it('is told by name again, all of them, when it gets smaller', () => {
    const { presence, tell } = createPresence([...crowd, ann]);
    presence.departed('ann');
    expect(tell()).toEqual([{ type: 'presence', count: rosterParticipants, here: crowd }]);
    presence.departed(crowd[0]!.id);
    expect(tell()).toEqual([
      { type: 'presence', count: rosterParticipants - 1, came: [], gone: [crowd[0]!.id] },
    ]);
  });

  it('is told by name again also to who came when it was too large only for a moment', () => {
    const { presence, tell } = createPresence(crowd);
    presence.arrived(ann);
    // Ann's welcome tells no names.
    expect(presence.now.here).toBeUndefined();
    presence.departed(crowd[0]!.id);
    expect(tell(crowdPresenceEveryMs)).toEqual([
      { type: 'presence', count: rosterParticipants, here: [...crowd.slice(1), ann] },
    ]);
  });
});

describe('who hears of presence', () => {
  /** A client's own list: undefined while nobody told it by name. */
  type Roster = ReadonlyMap<string, string> | undefined;

  const named = (participants: readonly Participant[]) =>
    new Map(participants.map(({ id, name }) => [id, name]));

  function told(roster: Roster, { here, came, gone }: PresenceMessage): Roster {
    if (here) return named(here);
    if (!came || !gone) return undefined;
    const changed = new Map(roster);
    for (const id of gone) changed.delete(id);
    for (const { id, name } of came) changed.set(id, name);
    return changed;
  }

  const moves = fc.oneof(
    {
      weight: 4,
      arbitrary: fc.record({ do: fc.constant('arrive' as const), who: fc.nat(7), name: fc.nat(1) }),
    },
    { weight: 4, arbitrary: fc.record({ do: fc.constant('depart' as const), who: fc.nat(7) }) },
    {
      weight: 1,
      arbitrary: fc.record({ do: fc.constant('rename' as const), who: fc.nat(7), name: fc.nat(3) }),
    },
    { weight: 3, arbitrary: fc.record({ do: fc.constant('swell' as const), by: fc.constantFrom(-4, 4) }) },
    { weight: 3, arbitrary: fc.record({ do: fc.constant('look' as const) }) },
    { weight: 3, arbitrary: fc.record({ do: fc.constant('wait' as const), ms: fc.nat(presenceEveryMs) }) },
  );

  it('knows everybody that is here, whenever it looked first', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(0, rosterParticipants - 2, rosterParticipants),
        fc.array(moves, { maxLength: 60 }),
        (crowd, steps) => {
          const clock = new ManualClock();
          const rosters: Roster[] = [];
          const presence = new Presence(clock, (message) => {
            expect(message.count).toBe(presence.count);
            rosters.forEach((roster, index) => (rosters[index] = told(roster, message)));
          });
          const guests = people(crowd);
          for (const guest of guests) presence.arrived(guest);
          clock.advance(crowdPresenceEveryMs);
          const look = () => {
            const { here } = presence.now;
            rosters.push(here && named(here));
          };
          for (const step of steps) {
            if (step.do === 'arrive') presence.arrived(person(`Name ${step.name}`, `p${step.who}`));
            else if (step.do === 'depart') presence.departed(`p${step.who}`);
            else if (step.do === 'rename') presence.renamed(person(`Name ${step.name}`, `p${step.who}`));
            else if (step.do === 'look') look();
            else if (step.do === 'wait') clock.advance(step.ms);
            else if (step.by > 0) for (const guest of people(step.by, 'Late')) presence.arrived(guest);
            else for (const { id } of people(-step.by, 'Late')) presence.departed(id);
          }
          clock.advance(crowdPresenceEveryMs);
          expect(clock.waiting).toBe(0);
          const { here } = presence.now;
          const everybody = here && named(here);
          expect((here === undefined) === presence.count > rosterParticipants).toBe(true);
          for (const roster of rosters) {
            // The order is nobody's business.
            expect(roster && new Map([...roster].sort())).toEqual(
              everybody && new Map([...everybody].sort()),
            );
          }
        },
      ),
      { numRuns: 500 },
    );
  });
});

describe('names in Presence', () => {
  it('are taken as long as their holder is here, for others', () => {
    const { presence } = createPresence([ann, ann, bo]);
    expect([presence.isTaken('ANN', 'bo'), presence.isTaken('ANN', 'ann')]).toEqual([true, false]);
    presence.departed('ann');
    expect(presence.isTaken('Ann', 'bo')).toBe(true);
    presence.departed('ann');
    expect(presence.isTaken('Ann', 'bo')).toBe(false);
  });

  it('are free once their holder is called otherwise', () => {
    const { presence } = createPresence([ann, bo]);
    presence.renamed({ ...ann, name: 'Anna' });
    expect([presence.isTaken('Ann', 'bo'), presence.isTaken('Anna', 'bo')]).toEqual([false, true]);
  });

  it('are not taken by who is not here', () => {
    const { presence } = createPresence([bo]);
    presence.renamed(ann);
    expect(presence.isTaken('Ann', 'bo')).toBe(false);
  });

  it.each([
    ['role', { role: 'moderator' }],
    ['picture', { avatar: 'https://site.example/a.png' }],
    ['colour', { color: '#00aaff' }],
  ] as const)('are told anew with another %s', (_what, over) => {
    const { presence, tell } = createPresence([ann, bo]);
    presence.renamed({ ...ann, ...over });
    expect(tell()).toEqual([{ type: 'presence', count: 2, came: [{ ...ann, ...over }], gone: [] }]);
  });
});

describe('Presence on other nodes', () => {
  it('counts somebody who is here and elsewhere once, until they are nowhere', () => {
    const { presence } = createPresence([ann]);
    presence.elsewhere('one', { count: 2, here: [ann, bo] });
    presence.elsewhere('two', { count: 1, here: [bo] });
    expect(presence.count).toBe(2);
    presence.departed('ann');
    presence.elsewhere('two');
    expect(presence.now).toEqual({ count: 2, here: [ann, bo] });
    presence.elsewhere('one');
    expect(presence.now).toEqual({ count: 0, here: [] });
  });

  it('tells who came and went there by the difference', () => {
    const { presence, tell } = createPresence([ann]);
    presence.elsewhere('one', { count: 1, here: [bo] });
    expect(tell()).toMatchObject([{ came: [bo], gone: [] }]);
    presence.elsewhere('one', { count: 1, here: [cy] });
    expect(tell()).toMatchObject([{ came: [cy], gone: ['bo'] }]);
    presence.elsewhere('one', { count: 1, here: [cy] });
    expect(tell()).toEqual([]);
  });

  it('takes a name that is held there', () => {
    const { presence } = createPresence([ann]);
    presence.elsewhere('one', { count: 1, here: [bo] });
    expect(presence.isTaken('Bo', 'ann')).toBe(true);
    presence.elsewhere('one', { count: 1, here: [{ ...bo, name: 'Bob' }] });
    expect([presence.isTaken('Bo', 'ann'), presence.isTaken('Bob', 'ann')]).toEqual([false, true]);
  });

  it('adds those of a node that are too many for names', () => {
    const { presence, tell } = createPresence([ann]);
    presence.elsewhere('one', { count: 150 });
    expect(tell(crowdPresenceEveryMs)).toEqual([{ type: 'presence', count: 151 }]);
    presence.elsewhere('one', { count: 1, here: [bo] });
    expect(tell(crowdPresenceEveryMs)).toEqual([{ type: 'presence', count: 2, here: [ann, bo] }]);
  });
});
