// What requests are made of, each with a sentence of its own for what cannot be used.
import { z } from 'zod';
import { draftIdPattern } from '../../protocol/client-messages.ts';
import {
  leastRestraintMs,
  mostRestraintMs,
  nameCharacters,
  pageEntries,
  slowSeconds,
  textCharacters,
  whyCharacters,
} from '../../protocol/limits.ts';
import { roomNamePattern } from '../../protocol/room-name.ts';

const largest = Number.MAX_SAFE_INTEGER;

/** Room names that are looked for have no more. */
const roomCharacters = 64;

/** Ids of participants are far shorter; so are keys of pages. */
const idCharacters = 128;

/** Longer than a name may be: what cannot be seen of it is left out first. */
const givenNameCharacters = 8 * nameCharacters;

const wholeError = (least: number, most: number) =>
  most === largest
    ? `must be a whole number of at least ${least}`
    : `must be a whole number from ${least} to ${most}`;

const wholeNumber = (least: number, most: number) => {
  const error = wholeError(least, most);
  return z.int({ error }).min(least, { error }).max(most, { error });
};

/** The same, as addresses have it. */
const countOf = (least: number, most: number) => {
  const error = wholeError(least, most);
  return z
    .string({ error })
    .regex(/^\d{1,16}$/, { error })
    .transform(Number)
    .pipe(wholeNumber(least, most));
};

const textOf = (most: number) => {
  const error = `must be text of up to ${most} characters`;
  return z.string({ error }).max(most, { error });
};

const idOf = () => {
  const error = `must be an id of 1 to ${idCharacters} characters, as answers have it in “from” or “people”`;
  return z.string({ error }).min(1, { error }).max(idCharacters, { error });
};

const draftError = 'must be 1 to 64 letters, digits, underscores and hyphens; a UUID is one';

export const roomField = z
  .string()
  .regex(roomNamePattern, {
    error:
      'must be a room’s name: 1 to 64 lower-case letters, digits, dots, underscores and hyphens, the first a letter or digit',
  })
  .describe('The room’s name.');

export const seqField = countOf(1, largest).describe('The seq of the message.');

export const participantField = idOf().describe('The participant’s id.');

export const draftField = z.string({ error: draftError }).regex(draftIdPattern, { error: draftError });

export const textField = z
  .string({ error: 'must be text, as in {"text": "hello"}' })
  .describe(`What it says, as a visitor would write it; up to ${textCharacters} characters.`);

export const nameField = textOf(givenNameCharacters).describe(
  `Who says it, as others see it; cut to ${nameCharacters} characters. Without it, the key’s name.`,
);

export const refField = wholeNumber(1, largest).describe('The seq of the message that it answers.');

export const beforeField = countOf(0, largest).describe('The newest entries below this seq.');

export const afterField = countOf(0, largest).describe('The oldest entries above this seq.');

export const limitField = countOf(1, pageEntries).describe(`How many at most; ${pageEntries} unless said.`);

export const namedField = textOf(roomCharacters).describe('Only rooms whose names have this in them.');

export const afterNameField = textOf(roomCharacters).describe(
  'Where to go on: the `next` of the page before.',
);

export const forMsField = wholeNumber(leastRestraintMs, mostRestraintMs).describe(
  'How long it holds, in milliseconds; until it is lifted unless said.',
);

export const whyField = textOf(whyCharacters).describe('For the audit log.');

export const messageField = textOf(whyCharacters).describe('What those are told who want to write.');

export const secondsField = wholeNumber(0, slowSeconds).describe(
  'The wait between two messages of one person, in seconds; 0 for none.',
);

export const shadowField = z
  .boolean({ error: 'must be true or false' })
  .describe('They are not told, and nobody sees what they write.');

export const networkField = z
  .enum(['narrow', 'wide'], { error: 'must be narrow or wide; leave it out to ban nobody but them' })
  .describe('And where they come from, or all around that.');

export const formatField = z
  .enum(['json', 'csv'], { error: 'must be json or csv' })
  .describe('One JSON array, or CSV; json unless said.');

/** An object of the request’s that has these fields and no other. */
export function fieldsOf<Shape extends z.ZodRawShape>(shape: Shape) {
  const names = Object.keys(shape);
  const known = names.length === 0 ? 'nothing belongs there' : `there are ${names.join(', ')}`;
  return z.strictObject(shape, {
    error: (issue) =>
      issue.code === 'unrecognized_keys'
        ? `“${String(issue.keys[0])}” is not known; ${known}`
        : 'must be one JSON object',
  });
}
