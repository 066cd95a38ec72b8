import { describe, expect, it } from 'vitest';
import { textCharacters } from '../../../protocol/limits.ts';
import { TokenBuckets, type Rate } from '../../../server/moderation/token-buckets.ts';
import { judge } from '../../../server/moderation/verdict.ts';
import { ManualClock } from '../../support/manual-clock.ts';

const plenty: Rate = { burst: 1_000, perSecond: 1_000 };

function createJudge(byParticipant = plenty, byAddress = plenty) {
  const clock = new ManualClock();
  const rates = {
    byParticipant: new TokenBuckets(byParticipant, clock),
    byAddress: new TokenBuckets(byAddress, clock),
  };
  const say = (text: string, participantId = 'ann', addressKey = '192.0.2.1') =>
    judge({ participantId, addressKey, text }, rates);
  return { clock, say };
}

describe('judge', () => {
  it('publishes a text as it came', () => {
    const text = '  **hello** <b>\n\u200b🎈  ';
    expect(createJudge().say(text)).toEqual({ verdict: 'publish', text });
  });

  it.each(['', ' ', '\n\t\r', '\u00a0\u3000', '\u2028', '\ufeff', '\u200b', '\u2800 \u3164', '\u202e\u2066'])(
    'refuses %j, which says nothing',
    (text) => {
      expect(createJudge().say(text)).toEqual({
        verdict: 'refuse',
        refusal: {
          code: 'text-empty',
          sentence: 'There is nothing to send yet. Write something first.',
        },
      });
    },
  );

  it.each(['x', 'ü', '🎈'])('publishes %s just as often as fits', (character) => {
    const text = character.repeat(textCharacters);
    expect(createJudge().say(text)).toEqual({ verdict: 'publish', text });
  });

  it.each(['x', 'ü', '🎈'])('refuses %s once more than fits, and says how much to take out', (character) => {
    expect(createJudge().say(character.repeat(textCharacters + 1))).toEqual({
      verdict: 'refuse',
      refusal: {
        code: 'text-too-long',
        sentence: 'This message has 2001 characters; 2000 fit. Shorten it by 1 and send it again.',
      },
    });
  });

  it('refuses a participant who is too fast, and says when to go on', () => {
    const { say, clock } = createJudge({ burst: 1, perSecond: 0.25 });
    say('one');
    expect(say('two')).toEqual({
      verdict: 'refuse',
      refusal: {
        code: 'rate-limited',
        sentence: 'That was quick. The next message can go in 4 seconds.',
        retryAfterMs: 4_000,
      },
    });
    clock.advance(4_000);
    expect(say('two').verdict).toBe('publish');
  });

  it('says “a second” for one', () => {
    const { say } = createJudge({ burst: 1, perSecond: 1 });
    say('one');
    expect(say('two')).toMatchObject({
      refusal: { sentence: 'That was quick. The next message can go in a second.', retryAfterMs: 1_000 },
    });
  });

  it('lets another participant go on meanwhile', () => {
    const { say } = createJudge({ burst: 1, perSecond: 1 });
    expect([say('one').verdict, say('one', 'bo').verdict]).toEqual(['publish', 'publish']);
  });

  it('refuses a network that is too fast, whoever it says to be', () => {
    const { say } = createJudge(plenty, { burst: 3, perSecond: 1 });
    const verdicts = ['ann', 'bo', 'cy', 'di'].map((id) => say('hello', id).verdict);
    expect(verdicts).toEqual(['publish', 'publish', 'publish', 'refuse']);
    expect(say('hello', 'di', '192.0.2.2').verdict).toBe('publish');
  });

  it('costs nothing to send what is refused for its shape', () => {
    const { say } = createJudge({ burst: 1, perSecond: 1 });
    say('');
    say('x'.repeat(textCharacters + 1));
    expect(say('hello').verdict).toBe('publish');
  });

  it('mends half characters, which no frame could carry', () => {
    expect(createJudge().say('a\ud800b')).toEqual({ verdict: 'publish', text: 'a\ufffdb' });
  });
});
