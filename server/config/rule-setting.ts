// The rules for texts as the configuration has them. Each that is named is on; none is without its name.
import { z } from 'zod';
import { phraseCharacters, textCharacters } from '../../protocol/limits.ts';
import { mostSaid } from '../moderation/recent.ts';
import { domainCharacters } from '../moderation/rules/links.ts';
import { unitsOf } from '../moderation/rules/words.ts';

/** Of one list; and of all of them together, in letters as they are compared: one sign may stand for eighteen. */
const mostPhrases = 10_000;
const mostUnits = 200_000;

/** Of one list. */
const mostDomains = 1_000;

export const count = (name: string, least: number, most: number) => {
  const error = `“${name}” must be a whole number from ${least} to ${most}`;
  return z.int({ error }).min(least, { error }).max(most, { error });
};

export const yesOrNo = (name: string) => z.boolean({ error: `“${name}” must be true or false` });

const phrases = (name: string) => {
  const error = `“${name}” must list up to ${mostPhrases} phrases of 1 to ${phraseCharacters} characters, as in ["spam", "*casino*"]`;
  const phrase = z
    .string({ error })
    // Nothing is folded that is too long already.
    .max(phraseCharacters, { error, abort: true })
    .refine((text) => /[^\s*]/.test(text), { error });
  return z.array(phrase, { error }).max(mostPhrases, { error, abort: true });
};

const domains = (name: string) => {
  const error = `“${name}” must list up to ${mostDomains} domains of up to ${domainCharacters} characters, without scheme or path, as in ["example.com"]`;
  const isDomain = (text: string) =>
    /^[^\s/?#@:*]+\.[^\s/?#@:*.]+$/.test(text) && URL.canParse(`https://${text}`);
  const domain = z
    .string({ error })
    .max(domainCharacters, { error, abort: true })
    .refine(isDomain, { error });
  return z.array(domain, { error }).max(mostDomains, { error });
};

/** Unknown names are named with those that there are. */
export const group = <Shape extends z.core.$ZodLooseShape>(name: string, shape: Shape) =>
  z.strictObject(shape, {
    error: (issue) =>
      issue.code === 'unrecognized_keys'
        ? `“${issue.keys[0]}” is not known in ${name}; there are ${Object.keys(shape).join(', ')}`
        : `${name} must be an object with some of ${Object.keys(shape).join(', ')}`,
  });

export const ruleSetting = group('the rules', {
  characters: count('characters', 1, textCharacters).optional().describe('Longest message, in characters.'),
  lines: count('lines', 1, 1_000).optional().describe('Most lines of a message.'),
  marks: count('marks', 1, 100).optional().describe('Most marks on one letter; 4 suits all languages.'),
  emoji: count('emoji', 0, 1_000).optional().describe('Most emoji in a message.'),
  capitals: group('“capitals”', {
    percent: count('percent', 1, 99).default(70).describe('So many of a hundred letters may be capitals.'),
    letters: count('letters', 1, 1_000).default(12).describe('Messages with fewer letters may shout.'),
  })
    .optional()
    .describe('Against messages in capitals.'),
  links: group('“links”', {
    off: yesOrNo('off').optional().describe('No links at all, but by those whom no rules bind.'),
    allow: domains('allow').optional().describe('Only these domains, and what is below them.'),
    deny: domains('deny').optional().describe('Never these domains, nor what is below them.'),
  })
    .optional()
    .describe('Where links may lead; who may link is a permission.'),
  words: group('“words”', {
    block: phrases('block').optional().describe('Messages with one of these are refused.'),
    mask: phrases('mask').optional().describe('These are shown as dots.'),
    hold: phrases('hold').optional().describe('Messages with one of these wait for a moderator.'),
  })
    .refine((lists) => unitsOf(lists, mostUnits) <= mostUnits, {
      error: `“words” has more than ${mostUnits} letters in all its lists together, as they are compared: take out what is rarely said, or is a part of another phrase with a star`,
    })
    .optional()
    .describe('Words and phrases; whole words, unless a star at an end says that it goes on there.'),
  repeats: group('“repeats”', {
    times: count('times', 1, mostSaid).default(2).describe('How often the same may be said in that time.'),
    withinSeconds: count('withinSeconds', 1, 3_600).default(30).describe('The time, in seconds.'),
  })
    .optional()
    .describe('Against the same, or nearly the same, by one person.'),
});

const groups = ruleSetting.shape;

/** As the console sets them, over the configuration: null puts out a rule that stands there. */
export const liveRuleSetting = group('the rules', {
  characters: groups.characters.nullable(),
  lines: groups.lines.nullable(),
  marks: groups.marks.nullable(),
  emoji: groups.emoji.nullable(),
  capitals: groups.capitals.nullable(),
  links: groups.links.nullable(),
  words: groups.words.nullable(),
  repeats: groups.repeats.nullable(),
});
