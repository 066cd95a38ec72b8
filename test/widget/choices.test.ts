import { expect } from 'chai';
import { keepChoices, readChoices, usualChoices, withMuted } from '../../widget/choices.ts';
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

  it('remember two hundred muted people, and forget the first', () => {
    const keep = new MemoryKeep();
    const people = Array.from({ length: 201 }, (_, index) => [`id ${index}`, `Guest ${index}`] as const);
    keepChoices(keep, { muted: new Map(people) });
    const { muted } = readChoices(keep);
    expect(muted.size).to.equal(200);
    expect([muted.has('id 0'), muted.has('id 200')]).to.deep.equal([false, true]);
  });
});

describe('withMuted', () => {
  const muted = new Map([['bo', 'Bo']]);

  it('mutes somebody, whatever their id is called', () => {
    const both = withMuted(muted, { id: '__proto__', name: 'Cy', on: true });
    expect([...both]).to.deep.equal([
      ['bo', 'Bo'],
      ['__proto__', 'Cy'],
    ]);
    expect(both.has('constructor')).to.equal(false);
  });

  it('hears somebody again', () => {
    expect(withMuted(muted, { id: 'bo', name: 'Bo', on: false }).size).to.equal(0);
    expect(withMuted(muted, { id: 'cy', name: 'Cy', on: false })).to.deep.equal(muted);
  });

  it('does not change what it was given', () => {
    withMuted(muted, { id: 'cy', name: 'Cy', on: true });
    expect(muted.size).to.equal(1);
  });
});
