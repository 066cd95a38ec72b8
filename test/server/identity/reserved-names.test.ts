import { describe, expect, it } from 'vitest';
import type { Role } from '../../../protocol/server-messages.ts';
import { ReservedNames } from '../../../server/identity/reserved-names.ts';

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
