// One client for several elements: what of the log is kept is what the neediest needs.
import { expect } from 'chai';
import { SharedClient, type Need } from '../../widget/shared-client.ts';
import { ClientUnderTest } from './support/client-under-test.ts';
import { entries, fresh } from './support/frames.ts';

const needs = (keep: number, told: string[] = []): Need => ({
  keep,
  onTrim: () => {
    told.push(`before ${keep}`);
    return () => told.push(`after ${keep}`);
  },
});

function createShared() {
  const it = new ClientUnderTest().enter(fresh({ entries: entries(1, 700) }));
  const shared = new SharedClient(it.client);
  const [one, other] = [{}, {}];
  shared.use(one);
  shared.use(other);
  return { shared, one, other, held: () => it.seqs.length };
}

describe('client of several elements', () => {
  it('lets go what none of them needs, and tells all of them before and after', () => {
    const { shared, one, other, held } = createShared();
    const told: string[] = [];
    shared.trim(one, needs(100, told));
    expect(held()).to.equal(700);
    shared.trim(other, needs(500, told));
    expect(held()).to.equal(500);
    expect(told).to.deep.equal(['before 100', 'before 500', 'after 100', 'after 500']);
  });

  it('keeps all while one of them has not said what it needs, or needs all', () => {
    const { shared, one, other, held } = createShared();
    shared.trim(one, needs(500));
    shared.trim(other, needs(Infinity));
    shared.trim(one, needs(500));
    expect(held()).to.equal(700);
  });

  it('lets some more gather before it lets go', () => {
    const { shared, one, other, held } = createShared();
    shared.trim(one, needs(600));
    shared.trim(other, needs(600));
    expect(held()).to.equal(700);
  });

  it('forgets the need of one that has left', () => {
    const { shared, one, other, held } = createShared();
    shared.trim(one, needs(Infinity));
    shared.leave(one);
    shared.trim(one, needs(Infinity));
    shared.trim(other, needs(500));
    expect(held()).to.equal(500);
  });
});
