import { describe, expect, it } from 'vitest';
import type { Role } from '../../../protocol/server-messages.ts';
import type { Restraint } from '../../../server/log/standing.ts';
import { Author } from '../../../server/moderation/author.ts';
import { createNetworkHash, widerNetwork } from '../../../server/moderation/networks.ts';
import { mostSaid, mostSpeakers, Recent } from '../../../server/moderation/recent.ts';
import { mostRestraints, Standing } from '../../../server/moderation/standing.ts';
import { Whereabouts } from '../../../server/moderation/whereabouts.ts';

const hash = createNetworkHash(Buffer.from('a secret of thirty-two characters'));
const household = '2001:db8:1:2::/64';
const somebody = (role: Role = 'guest', addressKey = '192.0.2.1', id = 'bo') =>
  new Author({ id, name: 'Bo', role }, addressKey, hash);
const ban = (subject: string, over: Partial<Restraint> = {}): Restraint => ({
  kind: 'ban',
  subject,
  by: 'moderator',
  ...over,
});

const standingWith = (...restraints: Restraint[]) =>
  new Standing({ mode: undefined, restraints, held: [], reports: [] });

describe('the standing of a participant', () => {
  it('is free in a room where nobody is held back', () => {
    expect(new Standing().holds('ban', somebody(), 0)).toBeUndefined();
  });

  it('holds until its end, and each kind by itself', () => {
    const standing = standingWith(ban('bo', { until: 100 }));
    expect(standing.holds('ban', somebody(), 99)).toBeDefined();
    expect(standing.holds('ban', somebody(), 100)).toBeUndefined();
    expect(standing.holds('mute', somebody(), 0)).toBeUndefined();
    expect(standing.holds('ban', somebody('guest', '192.0.2.1', 'cy'), 0)).toBeUndefined();
  });

  it('holds nobody of the rank of who imposed it, or of a higher one', () => {
    const held = (by: Role) =>
      (['guest', 'member', 'moderator', 'owner'] as const).filter((role) =>
        standingWith(ban('bo', { by })).holds('ban', somebody(role), 0),
      );
    expect(held('moderator')).toEqual(['guest', 'member']);
    expect(held('owner')).toEqual(['guest', 'member', 'moderator']);
  });

  it('is that of its network too, and of the network around that, for guests alone', () => {
    const narrow = standingWith(ban(hash('192.0.2.1')));
    expect(narrow.holds('ban', somebody(), 0)).toBeDefined();
    expect(narrow.holds('ban', somebody('member'), 0)).toBeUndefined();
    expect(narrow.holds('ban', somebody('guest', '192.0.2.2'), 0)).toBeUndefined();
    const wide = standingWith(ban(hash('2001:db8:1::/48')));
    expect(wide.holds('ban', somebody('guest', household), 0)).toBeDefined();
    expect(wide.holds('ban', somebody('guest', '2001:db8:2:2::/64'), 0)).toBeUndefined();
  });

  it('is free again once it is lifted, by network as by name', () => {
    const standing = standingWith(ban('bo'), ban(hash('192.0.2.1')));
    standing.apply({ lift: [ban('bo')] });
    expect(standing.holds('ban', somebody(), 0)).toBeDefined();
    standing.apply({ lift: [ban(hash('192.0.2.1'))] });
    expect(standing.holds('ban', somebody(), 0)).toBeUndefined();
  });

  it('is kept for so many, and those who are free again make room', () => {
    const standing = new Standing();
    standing.apply({
      impose: Array.from({ length: mostRestraints }, (_, index) => ban(`${index}`, { until: 100 })),
    });
    expect(standing.isFull(1, 99)).toBe(true);
    expect(standing.isFull(1, 100)).toBe(false);
    expect(standing.restraints).toEqual([]);
  });
});

describe('a network', () => {
  it('is a hash under the server’s key, and no address', () => {
    const subject = hash('192.0.2.1');
    expect(subject).toMatch(/^network:[\w-]{24}$/);
    expect(hash('192.0.2.1')).toBe(subject);
    expect(createNetworkHash(Buffer.from('another secret of so many characters'))('192.0.2.1')).not.toBe(
      subject,
    );
  });

  it('has a wider one around it, in IPv6', () => {
    expect(widerNetwork(household)).toBe('2001:db8:1::/48');
    expect(widerNetwork('192.0.2.1')).toBeUndefined();
  });
});

describe('what was a moment ago', () => {
  it('is kept of so many speakers, and so much of each', () => {
    const recent = new Recent();
    for (let index = 0; index <= mostSpeakers; index++)
      recent.add(`p${index}`, { draftId: 'd', at: index, print: 0 });
    expect([recent.of('p0').length, recent.of('p1').length]).toEqual([0, 1]);
    for (let at = 0; at <= mostSaid; at++) recent.add('ann', { draftId: `d${at}`, at, print: 0 });
    expect(recent.of('ann').map(({ at }) => at)).toEqual(Array.from({ length: mostSaid }, (_, at) => at + 1));
  });

  it('counts a draft that comes again once', () => {
    const recent = new Recent();
    for (const at of [1, 2]) recent.add('ann', { draftId: 'd', at, print: 0 });
    expect(recent.of('ann')).toEqual([{ draftId: 'd', at: 1, print: 0 }]);
  });

  it('tells where so many came from', () => {
    const whereabouts = new Whereabouts();
    for (let index = 0; index <= 20_000; index++) whereabouts.came(`p${index}`, [`${index}`]);
    expect([whereabouts.of('p0'), whereabouts.of('p1'), whereabouts.of('p20000')]).toEqual([
      [],
      ['1'],
      ['20000'],
    ]);
  });
});

describe('a standing that another node changed', () => {
  const held = { participant: 'bo', draftId: 'd1', record: '{}' };

  it('is as the log has it', () => {
    const standing = standingWith(ban('bo'), ban('network:x'));
    standing.renew({ mode: '{"slowSeconds":5}', restraints: [ban('cy')], held: [held], reports: [] });
    expect(standing.restraints.map(({ subject }) => subject)).toEqual(['cy']);
    expect([standing.mode, standing.held]).toEqual([{ slowSeconds: 5 }, [held]]);
    expect(standing.holds('ban', somebody(), 0)).toBeUndefined();
  });

  it('keeps the object of what stayed as it was: who looks at it knows it again', () => {
    const standing = new Standing({ mode: '{"slowSeconds":5}', restraints: [], held: [held], reports: [] });
    const [mode, draft] = [standing.mode, standing.held[0]];
    standing.renew({ mode: '{"slowSeconds":5}', restraints: [], held: [{ ...held }], reports: [] });
    expect(standing.mode).toBe(mode);
    expect(standing.held[0]).toBe(draft);
  });

  it('tells that something may wait now', () => {
    const standing = new Standing();
    let told = 0;
    standing.watch(() => told++);
    standing.renew({ mode: undefined, restraints: [], held: [held], reports: [] });
    expect(told).toBe(1);
  });
});
