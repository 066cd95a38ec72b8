import { describe, expect, it } from 'vitest';
import { Company } from '../../../server/room/company.ts';
import type { Roster } from '../../../server/room/relay.ts';
import { ManualClock } from '../../support/manual-clock.ts';
import { person } from '../../support/people.ts';

function createCompany() {
  const clock = new ManualClock();
  const told: Roster[] = [];
  return { clock, told, company: new Company(clock, (roster) => told.push(roster)) };
}

describe('Company', () => {
  it('tells who is here once a second, however much changed', () => {
    const { clock, told, company } = createCompany();
    company.arrived(person('ann'));
    company.arrived(person('bo'));
    company.departed('ann');
    clock.advance(1_000);
    expect(told).toEqual([{ count: 1, here: [person('bo')] }]);
    clock.advance(10_000);
    expect(told).toHaveLength(1);
  });

  it('takes two tabs of one person for one, until both are gone', () => {
    const { clock, told, company } = createCompany();
    company.arrived(person('ann'));
    company.arrived(person('ann'));
    company.departed('ann');
    expect(company.roster.count).toBe(1);
    company.departed('ann');
    clock.advance(1_000);
    expect(told).toEqual([{ count: 0, here: [] }]);
  });

  it('tells another name', () => {
    const { company } = createCompany();
    company.arrived(person('ann'));
    company.renamed({ ...person('ann'), name: 'Anna' });
    company.renamed(person('nobody'));
    expect(company.roster.here).toEqual([{ ...person('ann'), name: 'Anna' }]);
  });

  it('tells only how many, above a hundred', () => {
    const { company } = createCompany();
    for (let index = 0; index < 101; index++) company.arrived(person(`p${index}`));
    expect(company.roster).toEqual({ count: 101 });
  });

  it('tells nothing once it is closed', () => {
    const { clock, told, company } = createCompany();
    company.arrived(person('ann'));
    company.close();
    company.arrived(person('bo'));
    clock.advance(5_000);
    expect(told).toEqual([]);
  });
});
