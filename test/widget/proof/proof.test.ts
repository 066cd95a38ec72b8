import { expect } from 'chai';
import type { Challenge } from '../../../protocol/server-messages.ts';
import { work } from '../../../widget/later/proof.ts';
import { NumberedDigest } from '../../../widget/proof/numbered-digest.ts';
import { solve, solveAtOnce } from '../../../widget/proof/solve.ts';

async function digestOf(text: string): Promise<string> {
  const bytes = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

const hex = (words: Int32Array) =>
  Array.from(words, (word) => (word >>> 0).toString(16).padStart(8, '0')).join('');

async function challengeFor(
  number: number,
  maxnumber: number,
  salt = 'salt?room=lobby&',
): Promise<Challenge> {
  const challenge = await digestOf(`${salt}${number}`);
  return { algorithm: 'SHA-256', challenge, maxnumber, salt, signature: '' };
}

describe('the digest of a text with a number', () => {
  it('is the platform’s own, whatever the lengths of both', async () => {
    for (let length = 0; length <= 130; length++) {
      const text = 'aß漢'.repeat(50).slice(0, length);
      const digest = new NumberedDigest(text);
      for (const number of [0, 42, 9_999_999])
        expect(hex(digest.of(number)), `${length} ${number}`).to.equal(await digestOf(`${text}${number}`));
    }
  });
});

describe('the work of newcomers', () => {
  it('finds the number, from the first to the last', async () => {
    for (const number of [0, 1, 199, 200, 201, 1_000]) {
      const challenge = await challengeFor(number, 1_000);
      expect(solveAtOnce(challenge)).to.equal(number);
      expect(await solve(challenge)).to.equal(number);
    }
  });

  it('ends without one where none fits', async () => {
    const challenge = await challengeFor(1_001, 1_000);
    expect(solveAtOnce(challenge)).to.equal(undefined);
    expect(await solve(challenge)).to.equal(undefined);
    expect(await work(challenge)).to.equal(undefined);
  });

  it('lets the page go on meanwhile', async () => {
    const challenge = await challengeFor(300_000, 300_000);
    let turns = 0;
    const timer = setInterval(() => turns++);
    expect(await solve(challenge)).to.equal(300_000);
    clearInterval(timer);
    expect(turns).to.be.greaterThan(0);
  });

  it('is done in a worker where the page’s own server has the script, again and again', async () => {
    let answers = 0;
    const { Worker: Original } = window;
    window.Worker = class extends Original {
      constructor(...given: ConstructorParameters<typeof Original>) {
        super(...given);
        this.addEventListener('message', () => answers++);
      }
    };
    try {
      for (const number of [7, 70_000])
        expect(await work(await challengeFor(number, 100_000))).to.equal(number);
    } finally {
      window.Worker = Original;
    }
    expect(answers).to.equal(2);
  });

  it('is done on the page where there may be no worker', async () => {
    const { Worker: Original } = window;
    window.Worker = function refuse() {
      throw new DOMException('Refused.', 'SecurityError');
    } as unknown as typeof Original;
    try {
      expect(await work(await challengeFor(70_000, 100_000))).to.equal(70_000);
    } finally {
      window.Worker = Original;
    }
  });
});
