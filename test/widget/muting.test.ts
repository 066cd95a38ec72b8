import { expect } from 'chai';
import { withMuted } from '../../widget/muting.ts';

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

  it('remembers two hundred people, and forgets the first', () => {
    let many: ReadonlyMap<string, string> = new Map();
    for (let count = 0; count <= 200; count++)
      many = withMuted(many, { id: `id ${count}`, name: `Guest ${count}`, on: true });
    expect(many.size).to.equal(200);
    expect([many.has('id 0'), many.has('id 200')]).to.deep.equal([false, true]);
  });

  it('does not change what it was given', () => {
    withMuted(muted, { id: 'cy', name: 'Cy', on: true });
    expect(muted.size).to.equal(1);
  });
});
