import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import type { Role } from '../../../protocol/server-messages.ts';
import { comparable, skeleton } from '../../../server/identity/name-keys.ts';
import { ReservedNames } from '../../../server/identity/reserved-names.ts';
import { House } from '../../support/house.ts';

const staff = (id: string, name: string, role: Role = 'moderator') => ({ id, name, role });

describe('ReservedNames', () => {
  it('has those of the owner, and what looks like them', () => {
    const names = new ReservedNames(['Support Team']);
    for (const name of ['Support Team', 'supportteam', 'SUPP0RT-TEAM!', 'Ѕupport Tеam'])
      expect(names.isReserved(name)).toBe(true);
    expect(names.isReserved('Support')).toBe(false);
  });

  it.each(['owner', 'moderator'] as const)('has that of an %s who was seen', (role) => {
    const names = new ReservedNames([]);
    names.saw(staff('m.1', 'Ann', role));
    expect(names.isReserved('Ánn ★')).toBe(true);
  });

  it.each(['member', 'guest'] as const)('has not that of a %s', (role) => {
    const names = new ReservedNames(['Ann']);
    names.saw(staff('m.1', 'Bo', role));
    expect(names.isReserved('Bo')).toBe(false);
  });

  it('has the newest name of each, and none that nobody has any more', () => {
    const names = new ReservedNames([]);
    names.saw(staff('m.1', 'Ann'));
    names.saw(staff('m.2', 'Ann'));
    names.saw(staff('m.1', 'Bo'));
    expect([names.isReserved('Ann'), names.isReserved('Bo')]).toEqual([true, true]);
    names.saw(staff('m.2', 'Cy'));
    expect(names.isReserved('Ann')).toBe(false);
  });

  it('forgets who was seen longest ago, beyond a thousand', () => {
    const names = new ReservedNames([]);
    for (let count = 0; count < 1_000; count++) names.saw(staff(`m.${count}`, `Name ${count}`));
    names.saw(staff('m.0', 'Name 0'));
    names.saw(staff('m.new', 'Newcomer'));
    expect(['Name 0', 'Name 1', 'Name 2', 'Newcomer'].map((name) => names.isReserved(name))).toEqual([
      true,
      false,
      true,
      true,
    ]);
  });
});

describe('a guest', () => {
  const looksLike = (name: string) => skeleton(comparable(name));
  // Each letter of the staff’s name as others may draw it, and what may be put between.
  const drawn = ['oO0оОοΟօ', 'lI1|ⅼӏﺍ', 'lI1|ⅼӏﺍ', 'iІіⅰıɩ'].map((letters) =>
    fc.constantFrom(...Array.from(letters)),
  );
  const between = fc.constantFrom('', '', '', '\u200b', '\u0301', ' ', '.', '\u202e', '★', '\ufe0f');
  const disguise = fc
    .tuple(between, drawn[0]!, between, drawn[1]!, between, drawn[2]!, between, drawn[3]!, between)
    .map((parts) => parts.join(''));

  it('is never called what looks like the name of staff, by hello or by rename', async () => {
    const house = new House();
    await house.person('moderator', 'Olli');
    const guest = await house.guest('Somebody');
    let refused = 0;
    await fc.assert(
      fc.asyncProperty(disguise, async (name) => {
        const newcomer = await house.guest(name);
        const { you, nameRefused } = newcomer.transport.all('welcome')[0]!;
        newcomer.connection.closed(1001);
        guest.say({ type: 'rename', name });
        await house.settle();
        const renamed = guest.transport.all('renamed').at(-1)!;
        for (const taken of [you.name, renamed.you.name])
          expect(looksLike(taken)).not.toBe(looksLike('Olli'));
        if (nameRefused && renamed.nameRefused) refused++;
      }),
      { numRuns: 200 },
    );
    expect(refused).toBeGreaterThan(50);
  });
});
