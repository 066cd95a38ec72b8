import { describe, expect, it } from 'vitest';
import { LogUnavailable } from '../../../server/log/log.ts';

describe('an unavailable log', () => {
  it('is told from other errors by its name, also where it was printed', () => {
    expect(String(new LogUnavailable('The disk is full.'))).toBe('LogUnavailable: The disk is full.');
  });
});
