import { expect } from 'chai';
import { keepChoices, readChoices, usualChoices } from '../../widget/choices.ts';
import { MemoryKeep } from './support/memory-keep.ts';

describe('choices', () => {
  it('are the usual ones until something is chosen, with all notifications off', () => {
    const choices = readChoices(new MemoryKeep());
    expect(choices).to.deep.equal(usualChoices);
    expect([choices.badge, choices.sound, choices.desktop]).to.deep.equal([false, false, false]);
    expect([choices.announce, choices.about]).to.deep.equal(['all', 'mentions']);
  });

  it('are kept, and the others stay as they were', () => {
    const keep = new MemoryKeep();
    keepChoices(keep, { sound: true, volume: 0.2 });
    keepChoices(keep, { density: 'compact', muted: new Map([['bo', 'Bo']]) });
    expect(readChoices(keep)).to.deep.equal({
      ...usualChoices,
      sound: true,
      volume: 0.2,
      density: 'compact',
      muted: new Map([['bo', 'Bo']]),
    });
  });

  for (const kept of ['', '{', 'null', '17', '{"muted":17}', '{"muted":[17]}'])
    it(`do not stumble over “${kept}”`, () => {
      expect(readChoices(new MemoryKeep({ choices: kept }))).to.deep.equal(usualChoices);
    });
});
