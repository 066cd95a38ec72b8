// The keys of programs as the configuration has them. A secret is never told, not even in a complaint about it.
import { z } from 'zod';
import { roomPattern } from './room-pattern.ts';

/** What a key may be good for. */
export const scopes = [
  'rooms:read',
  'history:read',
  'members:read',
  'posts:write',
  'moderation:write',
  'export:read',
] as const;

export type Scope = (typeof scopes)[number];

/** Each request is compared with all of them. */
const mostKeys = 100;

/** Of one key. */
const mostRooms = 100;

/** Shorter ones can be found by trying. */
export const leastSecretCharacters = 32;

const secretShape = /^[\w.~+/=-]{32,256}$/;

const secretError = `“secret” must have ${leastSecretCharacters} to 256 letters, digits and signs of . _ ~ + / = - in it; make one by openssl rand -base64 48`;
const nameError =
  '“name” must be 1 to 32 lower-case letters, digits, dots, underscores and hyphens, as in news';
const scopesError = `“scopes” must list what the key is for, of ${scopes.join(', ')}`;
const roomsError = `“rooms” must list up to ${mostRooms} rooms, as in ["lobby", "news-*"]; leave it out for all of them`;
const fileError = '“secretFile” must be the path of a file';
const keysError =
  'must list keys, as in [{"name": "news", "secretFile": "news-key", "scopes": ["posts:write"]}]';

/** Whether a text can be a key’s secret. */
export function isSecretText(text: string): boolean {
  return secretShape.test(text);
}

const apiKeySetting = z
  .strictObject(
    {
      name: z
        .string({ error: nameError })
        .regex(/^[a-z0-9][a-z0-9._-]{0,31}$/, { error: nameError })
        .describe('What it is called in the chat and in the audit log.'),
      secret: z
        .string({ error: secretError })
        .regex(secretShape, { error: secretError })
        .optional()
        .describe('What the program shows, as Authorization: Bearer …'),
      secretFile: z
        .string({ error: fileError })
        .min(1, { error: fileError })
        .optional()
        .describe('A file with that secret instead.'),
      scopes: z
        .array(z.enum(scopes, { error: scopesError }), { error: scopesError })
        .min(1, { error: scopesError })
        .max(scopes.length, { error: scopesError })
        .describe('What it may do.'),
      rooms: z
        .array(roomPattern, { error: roomsError })
        .min(1, { error: roomsError })
        .max(mostRooms, { error: roomsError })
        .optional()
        .describe('The rooms it may touch; with a star at the end, every room that begins so. Default: all.'),
    },
    {
      error: ({ code }) =>
        code === 'unrecognized_keys'
          ? 'a key has name, secret, secretFile, scopes and rooms, nothing else'
          : keysError,
    },
  )
  .superRefine(({ name, secret, secretFile }, context) => {
    if ((secret === undefined) === (secretFile === undefined))
      context.addIssue({
        code: 'custom',
        message: `a key has a secret, or a secretFile with it: one of the two; “${name}” has not`,
      });
  });

export const apiKeysSetting = z
  .array(apiKeySetting, { error: keysError })
  .max(mostKeys, { error: `must list up to ${mostKeys} keys` })
  .superRefine((keys, context) => {
    const names = keys.map(({ name }) => name);
    const twice = names.find((name, index) => names.indexOf(name) !== index);
    if (twice !== undefined)
      context.addIssue({ code: 'custom', message: `“${twice}” is the name of two keys; give each its own` });
  });

export type ApiKeySetting = z.infer<typeof apiKeySetting>;
