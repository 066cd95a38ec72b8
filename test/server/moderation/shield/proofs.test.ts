import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { Proofs, mostUsed } from '../../../../server/moderation/shield/proofs.ts';
import { ManualClock } from '../../../support/manual-clock.ts';
import { solve } from '../../../support/solve.ts';

const secret = Buffer.from('a secret of thirty-two characters');

function createProofs() {
  const clock = new ManualClock();
  return { clock, proofs: new Proofs(secret, clock) };
}

describe('a challenge', () => {
  it('is as ALTCHA has it: the digest of salt and number, signed, with its end in the salt', () => {
    const { clock, proofs } = createProofs();
    const { algorithm, challenge, maxnumber, salt, signature } = proofs.ask('lobby', 'ann', 50);
    expect([algorithm, maxnumber]).toEqual(['SHA-256', 50]);
    expect([challenge, signature].every((hex) => /^[0-9a-f]{64}$/.test(hex))).toBe(true);
    const { number } = solve({ algorithm, challenge, maxnumber, salt, signature });
    expect(createHash('sha256').update(`${salt}${number}`).digest('hex')).toBe(challenge);
    const expires = Math.ceil(clock.time() / 1_000) + 120;
    expect(salt).toMatch(new RegExp(`^[0-9a-f]{24}\\?expires=${expires}&room=lobby&who=ann&$`));
  });

  it('is another each time', () => {
    const { proofs } = createProofs();
    const all = Array.from({ length: 100 }, () => proofs.ask('lobby', 'ann', 1_000).challenge);
    expect(new Set(all).size).toBe(100);
  });
});

describe('a solution', () => {
  it('is taken once', () => {
    const { proofs } = createProofs();
    const solution = solve(proofs.ask('lobby', 'ann', 50));
    expect(proofs.take(solution, 'lobby', 'ann')).toBe(true);
    expect(proofs.take(solution, 'lobby', 'ann')).toBe(false);
  });

  it('is good in its room, for its guest and for two minutes', () => {
    const { clock, proofs } = createProofs();
    const solution = solve(proofs.ask('lobby', 'ann', 50));
    expect(proofs.take(solution, 'other', 'ann')).toBe(false);
    expect(proofs.take(solution, 'lobby', 'bo')).toBe(false);
    clock.advance(121_000);
    expect(proofs.take(solution, 'lobby', 'ann')).toBe(false);
  });

  it('is no solution with a wrong number, another salt, or a signature of somebody else’s', () => {
    const { clock, proofs } = createProofs();
    const solution = solve(proofs.ask('lobby', 'ann', 50));
    const foreign = solve(new Proofs(Buffer.from('another'), clock).ask('lobby', 'ann', 50));
    for (const wrong of [
      { ...solution, number: solution.number + 1 },
      { ...solution, salt: solution.salt.replace('ann', 'bo') },
      { ...solution, signature: '0'.repeat(64) },
      foreign,
    ])
      expect(proofs.take(wrong, 'lobby', 'ann')).toBe(false);
    expect(proofs.take(solution, 'lobby', 'ann')).toBe(true);
  });

  it('cannot have digits of its number moved into the salt, to be good for longer or to count twice', () => {
    const { proofs } = createProofs();
    const { number, ...rest } = solve(proofs.ask('lobby', 'ann', 100_000));
    const digits = String(number);
    for (let moved = 1; moved < digits.length; moved++) {
      const spliced = { salt: rest.salt + digits.slice(0, moved), number: Number(digits.slice(moved)) };
      expect(proofs.take({ ...rest, ...spliced }, 'lobby', 'ann')).toBe(false);
    }
    expect(proofs.take({ ...rest, number }, 'lobby', 'ann')).toBe(true);
  });

  it(`is remembered with ${mostUsed} others, and forgotten before them`, () => {
    const { proofs } = createProofs();
    const first = solve(proofs.ask('lobby', 'ann', 0));
    expect(proofs.take(first, 'lobby', 'ann')).toBe(true);
    const rest = Array.from({ length: mostUsed }, () => solve(proofs.ask('lobby', 'ann', 0)));
    for (const solution of rest) proofs.take(solution, 'lobby', 'ann');
    expect(proofs.take(rest[0]!, 'lobby', 'ann')).toBe(false);
    expect(proofs.take(first, 'lobby', 'ann')).toBe(true);
  });
});
