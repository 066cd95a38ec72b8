import { describe, expect, it } from 'vitest';
import { isFinal } from '../../protocol/refusals.ts';

describe('isFinal', () => {
  it.each(['text-empty', 'text-too-long', 'draft-conflict'])(
    'says of %s that the draft must change',
    (code) => {
      expect(isFinal(code)).toBe(true);
    },
  );

  it.each(['rate-limited', 'busy', 'unavailable'])(
    'says of %s that the same draft may be sent again',
    (code) => {
      expect(isFinal(code)).toBe(false);
    },
  );

  it.each(['', 'word-forbidden', 'toString', 'constructor', '__proto__', 'hasOwnProperty'])(
    'takes the unknown code %j for one that may pass',
    (code) => {
      expect(isFinal(code)).toBe(false);
    },
  );
});
