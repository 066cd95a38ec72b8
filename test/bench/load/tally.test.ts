import { describe, expect, it } from 'vitest';
import { dialectPlain } from './dialect-plain.ts';
import { stampedText } from './stamp.ts';
import { Reading, Tally } from './tally.ts';

const textBytes = 60;

/** The bytes of a delivery: post `number` of publisher `publisher`. */
function delivery(publisher: number, number: number): Buffer {
  const text = stampedText(publisher, textBytes, '.').replace('00000000', String(number).padStart(8, '0'));
  return Buffer.from(dialectPlain.post('Somebody', text));
}

/** Lets each reader of one room read its deliveries, of two publishers who sent three posts each. */
function verdictOn(...readers: (readonly (readonly [publisher: number, number: number])[])[]) {
  const tally = new Tally(dialectPlain, textBytes, 0);
  const readings = readers.map((deliveries) => {
    const reading = new Reading(2);
    for (const [publisher, number] of deliveries) {
      const bytes = delivery(publisher, number);
      tally.delivered(reading, bytes, 0, bytes.length);
    }
    return reading;
  });
  return tally.judge([{ readings, sent: [3, 3] }]);
}

const all = [
  [0, 0],
  [1, 0],
  [0, 1],
  [0, 2],
  [1, 1],
  [1, 2],
] as const;

describe('Tally', () => {
  it('has nothing against readers who got everything once and in one order', () => {
    expect(verdictOn(all, all)).toEqual({ expected: 12, missed: 0, twice: 0, disordered: 0 });
  });

  it.each(all.map((left, index) => [left.join(':'), index] as const))(
    'misses what was left out: %s',
    (_, index) => {
      expect(verdictOn(all, all.toSpliced(index, 1)).missed).toBe(1);
    },
  );

  it.each(all.map((left, index) => [left.join(':'), index] as const))(
    'sees what came twice: %s',
    (_, index) => {
      expect(verdictOn(all.toSpliced(index, 0, all[index]!)).twice).toBe(1);
    },
  );

  it('does not take a twin for what is missing', () => {
    expect(verdictOn([...all.slice(0, 5), all[0]])).toMatchObject({ missed: 1, twice: 1 });
  });

  it('sees posts of one publisher that overtook each other', () => {
    expect(
      verdictOn([
        [0, 1],
        [0, 0],
        [0, 2],
        [1, 0],
        [1, 1],
        [1, 2],
      ]).disordered,
    ).toBeGreaterThan(0);
  });

  it('sees that two readers saw another order, though each publisher’s was kept', () => {
    expect(verdictOn(all, [[1, 0], [0, 0], ...all.slice(2)]).disordered).toBe(1);
  });

  it('refuses what is no delivery', () => {
    const tally = new Tally(dialectPlain, textBytes, 0);
    const bytes = Buffer.from(
      '{"name":"Somebody","text":"something that a person wrote, with no stamp in it at all"}',
    );
    expect(() => tally.delivered(new Reading(1), bytes, 0, bytes.length)).toThrow('unreadable');
  });
});
