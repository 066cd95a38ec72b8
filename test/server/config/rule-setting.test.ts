import { describe, expect, it } from 'vitest';
import { liveRuleSetting, ruleSetting } from '../../../server/config/rule-setting.ts';

/** What is said of these rules; nothing where they can be used. */
function said(rules: object): string | undefined {
  const [configured, live] = [ruleSetting, liveRuleSetting].map((schema) => schema.safeParse(rules));
  expect(live!.error?.issues).toEqual(configured!.error?.issues);
  return configured!.error?.issues[0]?.message;
}

const many = (length: number, of: (index: number) => string) =>
  Array.from({ length }, (_, index) => of(index));

describe('lists of words', () => {
  // Twenty letters each.
  const words = many(10_000, (index) => `${index}`.padStart(20, 'x').replaceAll('1', 'y'));
  const tooLong = /^“words” has more than 200000 letters .+: take out .+[^.]$/;

  it('have no phrase that is too long, nor one too many', () => {
    expect(said({ words: { block: ['x'.repeat(100)] } })).toBeUndefined();
    expect(said({ words: { block: ['x'.repeat(101)] } })).toMatch(/^“block” must list up to 10000 phrases/);
    expect(said({ words: { mask: many(10_000, () => 'x') } })).toBeUndefined();
    expect(said({ words: { mask: many(10_001, () => 'x') } })).toMatch(/^“mask” must list up to 10000/);
  });

  it('have so many letters together', () => {
    expect(said({ words: { block: words } })).toBeUndefined();
    expect(said({ words: { block: words, hold: ['x'] } })).toMatch(tooLong);
    expect(said({ words: { block: words.slice(5_000), mask: words.slice(0, 5_001) } })).toMatch(tooLong);
  });

  it('count a sign as all that it stands for, and a phrase with a one twice', () => {
    const sign = '\ufdfa'.repeat(100);
    expect(said({ words: { hold: many(111, () => sign) } })).toBeUndefined();
    expect(said({ words: { hold: many(112, () => sign) } })).toMatch(tooLong);
    expect(said({ words: { hold: words.slice(1).map((word) => word.replace('x', '1')) } })).toMatch(tooLong);
  });
});

describe('lists of domains', () => {
  const error = /^“deny” must list up to 1000 domains of up to 253 characters/;
  const label = 'x'.repeat(49);

  it('have so many, and none is longer than a domain can be', () => {
    expect(said({ links: { deny: many(1_000, (index) => `d${index}.example`) } })).toBeUndefined();
    expect(said({ links: { deny: many(1_001, (index) => `d${index}.example`) } })).toMatch(error);
    expect(said({ links: { deny: [`${`${label}.`.repeat(5)}com`] } })).toBeUndefined();
    expect(said({ links: { deny: [`x${`${label}.`.repeat(5)}com`] } })).toMatch(error);
  });
});
