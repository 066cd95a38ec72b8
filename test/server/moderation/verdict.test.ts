import { describe, expect, it } from 'vitest';
import type { Act } from '../../../protocol/client-messages.ts';
import { textCharacters } from '../../../protocol/limits.ts';
import type { Role } from '../../../protocol/server-messages.ts';
import { Author } from '../../../server/moderation/author.ts';
import { createPlaces } from '../../../server/moderation/place.ts';
import { Standing } from '../../../server/moderation/standing.ts';
import { TokenBuckets, type Rate } from '../../../server/moderation/token-buckets.ts';
import { judge } from '../../../server/moderation/verdict.ts';
import { ManualClock } from '../../support/manual-clock.ts';

const plenty: Rate = { burst: 1_000, perSecond: 1_000 };

interface Somebody {
  readonly id?: string;
  readonly role?: Role;
  readonly addressKey?: string;
}

function createJudge(byParticipant = plenty, byAddress = plenty) {
  const clock = new ManualClock();
  const rates = {
    byParticipant: new TokenBuckets(byParticipant, clock),
    byAddress: new TokenBuckets(byAddress, clock),
    byWiderNetwork: new TokenBuckets(plenty, clock),
  };
  const place = createPlaces({ permissions: {}, rules: {}, rooms: [] })('lobby');
  const court = { place, standing: new Standing(), rates, clock, shield: undefined };
  const ask = (act: Act, { id = 'ann', role = 'guest', addressKey = '192.0.2.1' }: Somebody = {}) =>
    judge(act, new Author({ id, name: 'Ann', role }, addressKey, (key) => key), court);
  return { clock, ask, say: (text: string, somebody?: Somebody) => ask(post(text), somebody) };
}

const draftId = 'd1';
const post = (text: string): Act => ({ type: 'post', draftId, text });
const react = (emoji: string): Act => ({ type: 'react', draftId, ref: 7, emoji, on: true });

/** One of each kind. */
const acts: readonly Act[] = [
  { type: 'post', draftId, text: 'hello', replyTo: 3 },
  { type: 'edit', draftId, ref: 7, text: 'hello' },
  { type: 'remove', draftId, ref: 7 },
  react('🎈'),
  { type: 'pin', draftId, ref: 7, on: true },
  { type: 'notice', draftId, text: 'hello' },
];

/** Those that say something. */
const sayings = (text: string): readonly Act[] => [
  post(text),
  { type: 'edit', draftId, ref: 7, text },
  { type: 'notice', draftId, text },
];

const emptySentence = 'There is nothing to send yet. Write something first.';

describe('judge', () => {
  it('publishes a text as it came', () => {
    const act = post('  **hello** <b>\n\u200b🎈  ');
    expect(createJudge().ask(act)).toEqual({ verdict: 'publish', act });
  });

  it.each(acts)('publishes $type as it came, by whoever may', (act) => {
    expect(createJudge().ask(act, { role: 'moderator' })).toEqual({ verdict: 'publish', act });
  });

  it.each(['', ' ', '\n\t\r', '\u00a0\u3000', '\u2028', '\ufeff', '\u200b', '\u2800 \u3164', '\u202e\u2066'])(
    'refuses %j, which says nothing, in whatever says something',
    (text) => {
      for (const act of sayings(text))
        expect(createJudge().ask(act, { role: 'owner' })).toEqual({
          verdict: 'refuse',
          refusal: { code: 'text-empty', sentence: emptySentence },
        });
    },
  );

  it.each(['x', 'ü', '🎈'])('publishes %s just as often as fits', (character) => {
    for (const act of sayings(character.repeat(textCharacters)))
      expect(createJudge().ask(act, { role: 'owner' })).toEqual({ verdict: 'publish', act });
  });

  it.each(['x', 'ü', '🎈'])('refuses %s once more than fits, and says how much to take out', (character) => {
    for (const act of sayings(character.repeat(textCharacters + 1)))
      expect(createJudge().ask(act, { role: 'owner' })).toEqual({
        verdict: 'refuse',
        refusal: {
          code: 'text-too-long',
          sentence: 'This message has 2001 characters; 2000 fit. Shorten it by 1 and send it again.',
        },
      });
  });

  it('counts by characters, not by units', () => {
    const text = `${'🎈'.repeat(textCharacters)}xyz`;
    expect(createJudge().say(text)).toMatchObject({
      refusal: { sentence: expect.stringMatching(/^This message has 2003 .* by 3 and/) as string },
    });
  });

  it.each(acts)('asks the role for $type', (act) => {
    const guards = act.type === 'pin' || act.type === 'notice';
    const refusal = {
      code: 'not-allowed',
      sentence: 'Only those who keep this room may do that. Ask one of them.',
    };
    for (const role of ['guest', 'member'] as const)
      expect(createJudge().ask(act, { role })).toEqual(
        guards ? { verdict: 'refuse', refusal } : { verdict: 'publish', act },
      );
    for (const role of ['moderator', 'owner'] as const)
      expect(createJudge().ask(act, { role }).verdict).toBe('publish');
  });

  it.each(['🎈', '👍🏽', '👩‍🚀', '👨‍👩‍👧‍👦', '🏴󠁧󠁢󠁳󠁣󠁴󠁿', '🇩🇪', '❤️', '1️⃣', '🏳️‍🌈'])(
    'publishes %s, which is one emoji',
    (emoji) => {
      const act = react(emoji);
      expect(createJudge().ask(act)).toEqual({ verdict: 'publish', act });
    },
  );

  it.each([
    '',
    'x',
    '👍👍',
    ' 👍',
    '👍 ',
    'x👍',
    '👍x',
    ':balloon:',
    '\u200d',
    '🇩',
    '❤',
    '1',
    '👩‍',
    '👍\n',
    '\ud83d',
  ])('refuses %j, which is not one emoji', (emoji) => {
    expect(createJudge().ask(react(emoji))).toEqual({
      verdict: 'refuse',
      refusal: {
        code: 'emoji-unknown',
        sentence: 'That is not one emoji that this chat knows. Choose another.',
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

  it('counts acts of every kind', () => {
    for (const act of acts) {
      const { ask } = createJudge({ burst: 1, perSecond: 1 });
      ask(act, { role: 'owner' });
      expect(ask(post('hello'))).toMatchObject({ refusal: { code: 'rate-limited' } });
    }
  });

  it('lets another participant go on meanwhile', () => {
    const { say } = createJudge({ burst: 1, perSecond: 1 });
    expect([say('one').verdict, say('one', { id: 'bo' }).verdict]).toEqual(['publish', 'publish']);
  });

  it('refuses a network that is too fast, whoever it says to be', () => {
    const { say } = createJudge(plenty, { burst: 3, perSecond: 1 });
    const verdicts = ['ann', 'bo', 'cy', 'di'].map((id) => say('hello', { id }).verdict);
    expect(verdicts).toEqual(['publish', 'publish', 'publish', 'refuse']);
    expect(say('hello', { id: 'di', addressKey: '192.0.2.2' }).verdict).toBe('publish');
  });

  it('takes nothing for what is refused for its shape', () => {
    const { ask, say } = createJudge({ burst: 1, perSecond: 1 });
    say('');
    say('x'.repeat(textCharacters + 1));
    ask(react('x'));
    expect(say('hello').verdict).toBe('publish');
  });

  it('tells of the shape before the rate, and of the rate before the role', () => {
    const { ask, clock } = createJudge({ burst: 1, perSecond: 1 });
    const notice = (text: string) => ask({ type: 'notice', draftId, text });
    expect(notice('x')).toMatchObject({ refusal: { code: 'not-allowed' } });
    expect(notice('x')).toMatchObject({ refusal: { code: 'rate-limited' } });
    expect(notice(' ')).toMatchObject({ refusal: { code: 'text-empty' } });
    expect(ask(react('x'))).toMatchObject({ refusal: { code: 'emoji-unknown' } });
    clock.advance(1_000);
    expect(notice('x')).toMatchObject({ refusal: { code: 'not-allowed' } });
  });

  it('mends half characters, which no frame could carry', () => {
    const mended = sayings('a\ufffdb');
    sayings('a\ud800b').forEach((act, index) =>
      expect(createJudge().ask(act, { role: 'owner' })).toEqual({ verdict: 'publish', act: mended[index] }),
    );
  });
});
