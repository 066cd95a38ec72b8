import { describe, expect, it } from 'vitest';
import { TakenNames } from '../../../server/identity/taken-names.ts';

describe('TakenNames', () => {
  it('tell others that a name is taken, and one like it, but not who has it', () => {
    const names = new TakenNames();
    names.take('Ann', 'a');
    expect([names.isTaken('ANN', 'b'), names.isTaken('Аnn', 'b'), names.isTaken('Bo', 'b')]).toEqual([
      true,
      true,
      false,
    ]);
    expect(names.isTaken('ann', 'a')).toBe(false);
  });

  it('free a name when its holder takes another, or goes', () => {
    const names = new TakenNames();
    names.take('Ann', 'a');
    names.take('Bo', 'a');
    expect(names.isTaken('Ann', 'b')).toBe(false);
    names.free('a');
    expect(names.isTaken('Bo', 'b')).toBe(false);
  });

  it('keep a name that two have until both are gone', () => {
    const names = new TakenNames();
    names.take('Ann', 'a');
    names.take('Ann', 'b');
    expect(names.isTaken('Ann', 'a')).toBe(true);
    names.free('b');
    expect([names.isTaken('Ann', 'a'), names.isTaken('Ann', 'c')]).toEqual([false, true]);
    names.free('a');
    names.free('a');
    expect(names.isTaken('Ann', 'c')).toBe(false);
  });
});
