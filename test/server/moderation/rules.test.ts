import { describe, expect, it } from 'vitest';
import { Automaton } from '../../../server/moderation/rules/automaton.ts';
import { fold } from '../../../server/moderation/rules/fold.ts';
import { addressesIn } from '../../../server/moderation/rules/links.ts';
import { printOf } from '../../../server/moderation/rules/repeats.ts';
import type { Context } from '../../../server/moderation/rules/rule.ts';
import { applyRules, createRules, type RuleSettings } from '../../../server/moderation/rules/rules.ts';

const anybody: Context = {
  mayLink: true,
  mayLinkImages: true,
  mayMentionAll: false,
  draftId: 'd1',
  recent: [],
  print: () => 0,
  now: 0,
};

/** What becomes of a text: its code, that it waits, or how it is shown. */
function outcome(settings: RuleSettings, text: string, context: Partial<Context> = {}): string {
  const ruled = applyRules(createRules(settings), text, {
    ...anybody,
    print: () => printOf(text),
    ...context,
  });
  if (ruled.refusal) {
    expect(ruled.refusal.sentence).toMatch(/^\S.+\.$/s);
    return ruled.refusal.code;
  }
  return ruled.hold ? 'held' : ruled.text;
}

describe('words', () => {
  const words = { block: ['spam', '*casino*', 'free money'], mask: ['darn', 'hell'], hold: ['lawyer'] };

  it.each([
    ['spam', 'word-blocked'],
    ['SPAM!', 'word-blocked'],
    ['$p4m', 'word-blocked'],
    ['ѕраm', 'word-blocked'],
    ['ｓｐａｍ', 'word-blocked'],
    ['s\u200bp\u0301am', 'word-blocked'],
    ['no spam, thanks', 'word-blocked'],
    ['spammer', 'spammer'],
    ['mycasinos', 'word-blocked'],
    ['free money', 'word-blocked'],
    ['freemoney', 'freemoney'],
    ['Darn it', '•••• it'],
    ['oh he11 no', 'oh •••• no'],
    ['oh he|l, darn', 'oh ••••, ••••'],
    ['hello', 'hello'],
    ['a lawyer', 'held'],
    ['a lawyer and spam', 'word-blocked'],
    ['100% legit 🎈', '100% legit 🎈'],
  ])('make of %j: %s', (text, expected) => {
    expect(outcome({ words }, text)).toBe(expected);
  });

  it('are all found in one walk, the overlapping ones too', () => {
    const units = (text: string) => fold(text).units;
    const phrases = ['he', 'she', 'his', 'hers'];
    const found: string[] = [];
    new Automaton(phrases.map(units)).find(units('ushers'), (phrase, end) =>
      found.push(`${phrases[phrase]}@${end}`),
    );
    expect(found).toEqual(['she@4', 'he@4', 'hers@6']);
  });

  it('are found once at a place, however often the same is written', () => {
    const { units } = fold('ab');
    const found: [number, number][] = [];
    new Automaton(Array.from({ length: 1_000 }, () => units)).find(fold('abab').units, (...match) =>
      found.push(match),
    );
    expect(found).toEqual([
      [999, 2],
      [999, 4],
    ]);
  });

  it.each([
    ['spam', 'held'],
    ['spammer', 'held'],
    ['myspam', 'my••••'],
    ['myspammer', 'myspammer'],
  ])('that are one phrase with other stars in other lists do what each list says: %j', (text, expected) => {
    const lists = { mask: ['*spam', 'spam', 'spam'], hold: ['spam*', 'spam'] };
    expect(outcome({ words: lists }, text)).toBe(expected);
  });

  it('cost at most two steps a letter, whatever the text', () => {
    const automaton = new Automaton([1, 5, 20, 80].map((length) => fold(`${'a'.repeat(length)}b`).units));
    for (const text of ['a', 'b', 'ab', 'aab', 'aaaaaaaab', 'x'])
      for (const size of [1_000, 2_000, 4_000]) {
        const { units } = fold(text.repeat(Math.ceil(size / text.length)));
        expect(automaton.find(units, () => {})).toBeLessThanOrEqual(2 * units.length);
      }
  });
});

describe('links', () => {
  it.each([
    ['see https://example.com/a.', ['example.com']],
    ['EXAMPLE.com and www.b.example/x', ['example.com', 'www.b.example']],
    ['(http://a.example)[b](javascript://c.example)', ['a.example', 'c.example']],
    ['gluedhttps://evil.example', ['evil.example']],
    ['https://good.example@evil.example/', ['evil.example']],
    ['ex\u0430mple.com', ['xn--exmple-4nf.com']],
    ['one.two 3.14 a.b.c e.g. ok...', ['one.two']],
    ['mail ann@example.com', []],
    ['nothing at all', []],
  ])('are found in %j: %j', (text, hosts) => {
    expect(addressesIn(text).map(({ hostname }) => hostname)).toEqual(hosts);
  });

  it.each<[RuleSettings['links'], string, string]>([
    [{}, 'https://a.example', 'https://a.example'],
    [{ off: true }, 'https://a.example', 'link-not-allowed'],
    [{ off: true }, 'no link', 'no link'],
    [
      { allow: ['a.example'] },
      'https://a.example https://sub.a.example',
      'https://a.example https://sub.a.example',
    ],
    [{ allow: ['a.example'] }, 'https://bada.example', 'link-not-allowed'],
    [{ allow: ['a.example'] }, 'https://a.example@b.example', 'link-not-allowed'],
    [{ deny: ['a.example'] }, 'https://sub.a.example', 'link-not-allowed'],
    [{ deny: ['a.example'] }, 'a.example.', 'link-not-allowed'],
    [{ deny: ['a.example'] }, 'https://b.example', 'https://b.example'],
    // Longer than any domain may be.
    [{ deny: ['a.example'] }, `https://${'b.'.repeat(200)}a.example`, 'link-not-allowed'],
    [{ deny: ['a.example'] }, `https://${'b'.repeat(300)}.a.example`, 'link-not-allowed'],
    [{ deny: ['a.example'] }, `https://c.${'b'.repeat(300)}`, `https://c.${'b'.repeat(300)}`],
  ])('with %j, of %j: %s', (links, text, expected) => {
    expect(outcome({ links }, text)).toBe(expected);
  });

  it('are by role, and so are those to pictures', () => {
    expect(outcome({}, 'https://a.example', { mayLink: false })).toBe('link-not-allowed');
    expect(outcome({}, 'https://a.example/x.PNG?y', { mayLinkImages: false })).toBe('link-not-allowed');
    expect(outcome({}, 'https://a.example/png', { mayLinkImages: false })).toBe('https://a.example/png');
  });
});

describe('shape', () => {
  it.each<[RuleSettings, string, string]>([
    [{ characters: 3 }, '🎈🎈🎈', '🎈🎈🎈'],
    [{ characters: 3 }, 'four', 'text-too-long'],
    [{ lines: 2 }, 'a\nb', 'a\nb'],
    [{ lines: 2 }, 'a\r\nb\u2028c', 'too-many-lines'],
    [{ marks: 4 }, 'e\u0301\u0302\u0303\u0304', 'e\u0301\u0302\u0303\u0304'],
    [{ marks: 4 }, `x${'\u0301'.repeat(5)}`, 'too-many-marks'],
    [{ marks: 4 }, 'ภาษาไทย हिन्दी', 'ภาษาไทย हिन्दी'],
    [{ emoji: 2 }, '👩‍👩‍👧 🇩🇪', '👩‍👩‍👧 🇩🇪'],
    [{ emoji: 2 }, '🎈🎈🎈', 'too-many-emoji'],
    [{ emoji: 2 }, '1 2 3 # *', '1 2 3 # *'],
    [{ capitals: { percent: 70, letters: 5 } }, 'OK NO', 'OK NO'],
    [{ capitals: { percent: 70, letters: 5 } }, 'STOP THIS', 'too-many-capitals'],
    [{ capitals: { percent: 70, letters: 5 } }, 'Stop THIS Now', 'Stop THIS Now'],
    [{ capitals: { percent: 70, letters: 5 } }, 'これは日本語です', 'これは日本語です'],
  ])('%j makes of %j: %s', (settings, text, expected) => {
    expect(outcome(settings, text)).toBe(expected);
  });

  it.each(['@all look', 'hey @Everyone!'])('calls to everybody are by role: %j', (text) => {
    expect(outcome({}, text)).toBe('mention-not-allowed');
    expect(outcome({}, text, { mayMentionAll: true })).toBe(text);
  });

  it.each(['@allan', 'me@all.example', 'all @ everyone'])('%j calls nobody', (text) => {
    expect(outcome({}, text)).toBe(text);
  });
});

describe('repeats', () => {
  const repeats = { times: 2, withinSeconds: 30 };
  const said = (...texts: string[]) =>
    texts.map((text, index) => ({ draftId: `s${index}`, at: 1_000, print: printOf(text) }));

  it.each(['Buy now', 'BUY  NOW!!', 'buuuy n0w', 'b-u-y now…'])('know %j again', (text) => {
    expect(outcome({ repeats }, text, { recent: said('Buy now', 'buy now'), now: 2_000 })).toBe('repeated');
  });

  it('let it be said so often, later on, and as the same draft', () => {
    const twice = said('Buy now', 'buy now');
    expect(outcome({ repeats }, 'Buy now', { recent: twice.slice(1), now: 2_000 })).toBe('Buy now');
    expect(outcome({ repeats }, 'Buy now', { recent: twice, now: 31_000 })).toBe('Buy now');
    expect(outcome({ repeats }, 'Buy now', { recent: twice, now: 2_000, draftId: 's1' })).toBe('Buy now');
    expect(outcome({ repeats }, 'Sell now', { recent: twice, now: 2_000 })).toBe('Sell now');
  });

  it('tell texts without letters apart', () => {
    expect(printOf('🎈')).not.toBe(printOf('🎆'));
    expect(printOf('1 2')).toBe(printOf('12'));
  });
});
