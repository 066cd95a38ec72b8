// A webhook as the configuration has it. Its secret is never told, not even in a complaint about it.
import { isIP } from 'node:net';
import { z } from 'zod';
import { roomNamePattern } from '../../protocol/room-name.ts';
import type { EntryKind } from '../log/log.ts';
import { mayReach } from '../webhooks/reach.ts';
import { keysOf, secretSentence } from '../signing.ts';
import { count, yesOrNo } from './rule-setting.ts';

const kinds = [
  'message',
  'edit',
  'removal',
  'reaction',
  'vote',
  'poll-end',
  'pin',
  'notice',
] as const satisfies readonly EntryKind[];

/** Of one configuration. */
export const mostWebhooks = 20;

/** Of one webhook. */
const mostPatterns = 100;

const nameError =
  '“name” must be 1 to 40 lower-case letters, digits and hyphens, as in shop, and no other webhook’s';
const urlError = '“url” must be an address by https, without a name or password in it';
const secretError = `“secret” ${secretSentence}`;
const roomsError = `“rooms” must list 1 to ${mostPatterns} rooms, or beginnings and a star, as in ["lobby", "page*"]`;
const eventsError = `“events” must list some of ${kinds.join(', ')}`;

const pattern = z
  .string({ error: roomsError })
  .refine((text) => text === '*' || roomNamePattern.test(text.replace(/(?<=.)\*$/, '')), {
    error: roomsError,
  });

const fields = {
  name: z
    .string({ error: nameError })
    .regex(/^[a-z0-9][a-z0-9-]{0,39}$/, { error: nameError })
    .optional()
    .describe('What it is called, and keeps its place by when its address changes. Default: made from that.'),
  url: z
    .string({ error: urlError })
    .refine((url) => isWebhookUrl(url), { error: urlError })
    .describe('Where it is told, by https; by http too if it is in a network of your own.'),
  secret: z
    .string({ error: secretError })
    .refine((secret) => keysOf(secret) !== undefined, { error: secretError })
    .optional()
    .describe('What it is signed with: 24 to 64 bytes in base64; two while a new one comes into use.'),
  secretFile: z
    .string({ error: '“secretFile” must be text' })
    .min(1)
    .optional()
    .describe('A file with that secret instead.'),
  rooms: z
    .array(pattern, { error: roomsError })
    .min(1, { error: roomsError })
    .max(mostPatterns, { error: roomsError })
    .default(['*'])
    .describe('Rooms that it is told of; with a star at the end, all that begin so. Default: all.'),
  events: z
    .array(z.enum(kinds, { error: eventsError }), { error: eventsError })
    .min(1, { error: eventsError })
    .default(['message', 'edit', 'removal'])
    .describe('Kinds of entries that it is told of.'),
  giveUpHours: count('giveUpHours', 1, 720)
    .default(72)
    .describe('After so many hours of trying, an entry that is not taken is given up.'),
  allowPrivate: yesOrNo('allowPrivate')
    .default(false)
    .describe('Whether it may be on this machine or in a private network.'),
};

const webhook = z
  .strictObject(fields, {
    error: ({ code }) =>
      code === 'unrecognized_keys'
        ? `a webhook has ${Object.keys(fields).join(', ')}, nothing else`
        : 'must list webhooks, as in [{"url": "https://www.example.com/chat", "secretFile": "webhook-secret"}]',
  })
  .superRefine(({ url, secret, secretFile, allowPrivate }, context) => {
    const complain = (message: string) => context.addIssue({ code: 'custom', message });
    if ((secret === undefined) === (secretFile === undefined))
      complain('a webhook has a secret, or a secretFile with it: one of the two');
    if (isWebhookUrl(url) && isOutOfReach(new URL(url), allowPrivate))
      complain(
        `the webhook at ${new URL(url).host} leads into a network of your own, or is not by https; set “allowPrivate” if it is meant, and let http stay in there`,
      );
  });

export const webhookSetting = z
  .array(webhook, {
    error:
      'must list webhooks, as in [{"url": "https://www.example.com/chat", "secretFile": "webhook-secret"}]',
  })
  .max(mostWebhooks, { error: `must list at most ${mostWebhooks} webhooks` })
  .superRefine((all, context) => {
    const names = all.map(({ name, url }) => name ?? url);
    if (new Set(names).size < names.length)
      context.addIssue({
        code: 'custom',
        message: 'two webhooks have one name, or one address and no names; give each a “name” of its own',
      });
  });

export type WebhookSettings = z.infer<typeof webhook>;

function isWebhookUrl(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, username, password } = new URL(text);
  return /^https?:$/.test(protocol) && username === '' && password === '';
}

/** As far as that can be told without asking for the address of a name. */
function isOutOfReach(url: URL, allowPrivate: boolean): boolean {
  if (url.protocol === 'http:' && !allowPrivate) return true;
  const address = url.hostname.replace(/^\[(.*)\]$/, '$1');
  if (isIP(address) !== 0) return !mayReach(url, allowPrivate, address);
  return url.hostname === 'localhost' && !allowPrivate;
}
