import { describe, expect, it } from 'vitest';
import { refusals, type RefusalCode } from '../../../protocol/refusals.ts';
import { actAnswer } from '../../../server/connection/act-answer.ts';
import { refused } from '../../../server/moderation/refusal.ts';

describe('actAnswer', () => {
  it.each(['committed', 'twin'] as const)('accepts what is %s', (outcome) => {
    expect(actAnswer('d1', outcome, 7)).toEqual({ type: 'accepted', draftId: 'd1', seq: 7 });
  });

  it.each([
    ['conflict', 'draft-conflict', 'final', /^Another message was sent .* Send it as a new one\.$/],
    ['missing', 'not-found', 'final', /^That message is not here any more, .*\.$/],
    ['foreign', 'not-allowed', 'final', /^That message is somebody else’s\. Only its author may do that\.$/],
    ['unavailable', 'unavailable', 'retry', /^The chat cannot store .* is tried again in a while\.$/],
    ['busy', 'busy', 'retry', /^The chat is very busy\. This one is tried again in a moment\.$/],
  ] as const)('refuses what is %s as %s, %s, with its cure', (outcome, code, kind, sentence) => {
    expect(actAnswer('d1', outcome)).toMatchObject({
      type: 'refused',
      draftId: 'd1',
      code,
      kind,
      sentence: expect.stringMatching(sentence) as string,
    });
  });

  it.each([
    ['conflict', undefined],
    ['missing', undefined],
    ['foreign', undefined],
    ['unavailable', 5_000],
    ['busy', 1_000],
  ] as const)('says of what is %s to wait for %s ms', (outcome, retryAfterMs) => {
    const answer = actAnswer('d1', outcome);
    expect(answer.type === 'refused' && answer.retryAfterMs).toBe(retryAfterMs);
  });
});

describe('refused', () => {
  it.each(Object.entries(refusals) as [RefusalCode, string][])('says of %s that it is %s', (code, kind) => {
    expect(refused('d1', { code, sentence: 'Do this.' })).toEqual({
      type: 'refused',
      draftId: 'd1',
      code,
      kind,
      sentence: 'Do this.',
    });
  });

  it('says how long to wait where that is known', () => {
    expect(refused('d1', { code: 'busy', sentence: 'Wait.', retryAfterMs: 7 })).toMatchObject({
      retryAfterMs: 7,
    });
  });
});
