import { describe, expect, it } from 'vitest';
import { refusals, type RefusalCode } from '../../protocol/refusals.ts';

describe('refusals', () => {
  const final: readonly RefusalCode[] = [
    'text-empty',
    'text-too-long',
    'emoji-unknown',
    'not-found',
    'not-allowed',
    'draft-conflict',
  ];
  const retry: readonly RefusalCode[] = ['rate-limited', 'busy', 'unavailable'];

  it.each(final)('say of %s that the draft must change', (code) => {
    expect(refusals[code]).toBe('final');
  });

  it.each(retry)('say of %s that the same draft may be sent again', (code) => {
    expect(refusals[code]).toBe('retry');
  });

  it('know no other code', () => {
    expect(Object.keys(refusals).sort()).toEqual([...final, ...retry].sort());
  });
});
