import { describe, expect, it } from 'vitest';
import { isFinal } from '../../../protocol/refusals.ts';
import { postAnswer, refused } from '../../../server/connection/post-answer.ts';

describe('postAnswer', () => {
  it.each(['committed', 'twin'] as const)('accepts what is %s', (outcome) => {
    expect(postAnswer('d1', outcome, 7)).toEqual({ type: 'accepted', draftId: 'd1', seq: 7 });
  });

  it.each([
    ['conflict', 'draft-conflict', /^Another message was sent .* Send it as a new one\.$/],
    [
      'unavailable',
      'unavailable',
      /^The chat cannot store messages .* This one is tried again in a while\.$/,
    ],
    ['busy', 'busy', /^The chat is very busy\. This one is tried again in a moment\.$/],
  ] as const)('refuses what is %s, with its cure', (outcome, code, sentence) => {
    expect(postAnswer('d1', outcome)).toMatchObject({
      type: 'refused',
      draftId: 'd1',
      code,
      sentence: expect.stringMatching(sentence) as string,
    });
  });

  it('says when to try again wherever the same draft may be sent again', () => {
    for (const outcome of ['conflict', 'unavailable', 'busy'] as const) {
      const answer = postAnswer('d1', outcome);
      if (answer.type !== 'refused') throw new Error('It was accepted.');
      expect(isFinal(answer.code)).toBe(answer.retryAfterMs === undefined);
    }
  });
});

describe('refused', () => {
  it('is the refusal of a draft', () => {
    expect(refused('d1', { code: 'text-empty', sentence: 'Write something.' })).toEqual({
      type: 'refused',
      draftId: 'd1',
      code: 'text-empty',
      sentence: 'Write something.',
    });
  });
});
