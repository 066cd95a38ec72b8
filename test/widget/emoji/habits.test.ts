import { expect } from 'chai';
import {
  recentEmoji,
  rememberEmoji,
  rememberTone,
  usualTone,
  withTone,
} from '../../../widget/emoji/habits.ts';
import { afterTest } from '../support/stage.ts';

beforeEach(() => localStorage.clear());

describe('emoji used lately', () => {
  it('are none at first, and then the latest first, each once', () => {
    expect(recentEmoji()).to.deep.equal([]);
    for (const char of ['😄', '👍', '😄']) rememberEmoji(char);
    expect(recentEmoji()).to.deep.equal(['😄', '👍']);
  });

  it('are three lines at most', () => {
    for (let index = 0; index < 40; index++) rememberEmoji(String.fromCodePoint(0x1f600 + index));
    expect(recentEmoji()).to.have.length(24);
    expect(recentEmoji()[0]).to.equal(String.fromCodePoint(0x1f600 + 39));
  });

  it('are forgotten where storage is forbidden', () => {
    const real = Object.getOwnPropertyDescriptor(globalThis, 'localStorage')!;
    afterTest(() => Object.defineProperty(globalThis, 'localStorage', real));
    Object.defineProperty(globalThis, 'localStorage', {
      configurable: true,
      get() {
        throw new DOMException('Access is denied for this document.', 'SecurityError');
      },
    });
    rememberEmoji('😄');
    rememberTone('🏽');
    expect(recentEmoji()).to.deep.equal([]);
    expect(usualTone()).to.equal('');
  });
});

describe('the skin tone', () => {
  it('is the one that was chosen last, and none at first', () => {
    expect(usualTone()).to.equal('');
    rememberTone('🏽');
    expect(usualTone()).to.equal('🏽');
    rememberTone('');
    expect(usualTone()).to.equal('');
  });

  it('stands behind the first sign, and takes the place of its colour', () => {
    expect(withTone('👋', '')).to.equal('👋');
    expect(withTone('👋', '🏽')).to.equal('👋🏽');
    expect(withTone('☝️', '🏽')).to.equal('☝🏽');
    expect(withTone('🧑‍🚀', '🏿')).to.equal('🧑🏿‍🚀');
  });
});
