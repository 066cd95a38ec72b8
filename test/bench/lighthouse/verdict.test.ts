import { describe, expect, it } from 'vitest';
import { judged, medians, type Scores } from './verdict.ts';

const all = (score: number): Scores => ({
  performance: score,
  accessibility: score,
  'best-practices': score,
  seo: score,
});

describe('the verdict on scores', () => {
  it('takes the median of each category by itself', () => {
    const runs = [{ ...all(90), seo: 10 }, all(80), { ...all(100), seo: 20 }];
    expect(medians(runs)).toEqual({ ...all(90), seo: 20 });
  });

  it('is silent where the first page has 95 and the chat costs one point', () => {
    expect(judged(all(95), all(100), { 'in the corner': all(99) })).toEqual([]);
  });

  it('names a first page that has less, and a chat that costs more', () => {
    const sentences = judged({ ...all(95), performance: 94 }, all(100), {
      'in the text': { ...all(100), seo: 98 },
    });
    expect(sentences).toEqual([
      'The first page has 94 in performance, and is to have 95.',
      'The chat in the text costs its page 2 points in seo, and may cost 1.',
    ]);
  });
});
