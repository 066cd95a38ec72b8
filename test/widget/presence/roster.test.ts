import { expect } from 'chai';
import type { Presence } from '../../../protocol/server-messages.ts';
import { reduceRoster, type Roster } from '../../../widget/presence/roster.ts';
import { ann, bo } from '../support/frames.ts';

const cy = { id: 'cy', name: 'Cy', role: 'guest' } as const;
const both: Roster = { count: 2, here: [ann, bo] };
const after = (roster: Roster, rest: Omit<Presence, 'type'>) =>
  reduceRoster(roster, { type: 'presence', ...rest });

describe('roster', () => {
  it('is whoever is told to be here', () => {
    expect(after(both, { count: 1, here: [cy] })).to.deep.equal({ count: 1, here: [cy] });
    expect(after({ count: 300, here: undefined }, { count: 1, here: [cy] }).here).to.deep.equal([cy]);
  });

  it('gains who came and loses who went', () => {
    expect(after(both, { count: 3, came: [cy] })).to.deep.equal({ count: 3, here: [ann, bo, cy] });
    expect(after(both, { count: 1, gone: ['ann'] })).to.deep.equal({ count: 1, here: [bo] });
    expect(after(both, { count: 2, came: [cy], gone: ['ann'] }).here).to.deep.equal([bo, cy]);
  });

  it('calls by the new name who comes again, in the same place', () => {
    const anna = { ...ann, name: 'Anna' };
    expect(after(both, { count: 2, came: [anna] }).here).to.deep.equal([anna, bo]);
  });

  it('bears to be told again what it knows', () => {
    expect(after(both, { count: 2, came: [ann, bo], gone: ['cy'] })).to.deep.equal(both);
  });

  it('knows nobody by name once they are too many, until all are told again', () => {
    const crowd = after(both, { count: 101 });
    expect(crowd).to.deep.equal({ count: 101, here: undefined });
    expect(after(crowd, { count: 102, came: [cy] })).to.deep.equal({ count: 102, here: undefined });
  });
});
