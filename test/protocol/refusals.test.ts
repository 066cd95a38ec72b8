import { describe, expect, it } from 'vitest';
import { refusals, type RefusalCode } from '../../protocol/refusals.ts';

describe('refusals', () => {
  const final: readonly RefusalCode[] = [
    'text-empty',
    'text-too-long',
    'emoji-unknown',
    'not-found',
    'not-allowed',
    'poll-ended',
    'draft-conflict',
    'banned',
    'members-only',
    'emoji-only',
    'read-only',
    'word-blocked',
    'link-not-allowed',
    'mention-not-allowed',
    'repeated',
    'too-many-capitals',
    'too-many-marks',
    'too-many-emoji',
    'too-many-lines',
    'held',
    'declined',
    'not-wanted',
    'outranked',
    'too-many',
  ];
  const retry: readonly RefusalCode[] = [
    'muted',
    'slow-mode',
    'paused',
    'proof-needed',
    'rate-limited',
    'unchecked',
    'busy',
    'unavailable',
  ];

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
