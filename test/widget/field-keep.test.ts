import { expect } from 'chai';
import { keepText, keptText } from '../../widget/field-keep.ts';
import { afterTest } from './support/stage.ts';

let keys = 0;
const newKey = () => `field-${Math.random()}-${keys++}`;
const keptFor = (key: string) =>
  Array.from({ length: sessionStorage.length }, (_, index) => sessionStorage.key(index)!).filter((place) =>
    place.includes(key),
  );

describe('kept text', () => {
  it('is what was kept last under its key', () => {
    const key = newKey();
    keepText(key, 'Hal');
    keepText(key, 'Half a mess');
    expect(keptText(key)).to.equal('Half a mess');
    expect(keptText(newKey())).to.equal('');
  });

  it('leaves nothing behind once there is none', () => {
    const key = newKey();
    keepText(key, 'Half a mess');
    expect(keptFor(key)).to.have.length(1);
    keepText(key, '');
    expect(keptFor(key)).to.deep.equal([]);
    expect(keptText(key)).to.equal('');
  });

  it('is not kept without a key', () => {
    const { length } = sessionStorage;
    keepText('', 'Half a mess');
    expect(sessionStorage.length).to.equal(length);
    expect(keptText('')).to.equal('');
  });

  it('is forgotten where storage is forbidden', () => {
    const real = Object.getOwnPropertyDescriptor(globalThis, 'sessionStorage')!;
    afterTest(() => Object.defineProperty(globalThis, 'sessionStorage', real));
    Object.defineProperty(globalThis, 'sessionStorage', {
      configurable: true,
      get() {
        throw new DOMException('Access is denied for this document.', 'SecurityError');
      },
    });
    keepText('lobby', 'Half a mess');
    expect(keptText('lobby')).to.equal('');
  });
});
