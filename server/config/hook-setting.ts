// The owner's hook as the configuration has it. Its secret is never told, not even in a complaint about it.
import { isIP } from 'node:net';
import { z } from 'zod';
import { isAllowed } from '../moderation/hook/addresses.ts';
import { keysOf, secretSentence } from '../signing.ts';

const secretError = `“secret” ${secretSentence}`;
const urlError = '“url” must be an address by https, as in https://www.example.com/chat-hook';
const timeError = '“timeoutMs” must be a whole number from 100 to 10000';
const text = (name: string) => z.string({ error: `“${name}” must be text` }).min(1);

export const hookSetting = z
  .strictObject(
    {
      url: z
        .string({ error: urlError })
        .refine((url) => isHookUrl(url), { error: urlError })
        .describe('Where it is asked, by https; by http too if it is in a network of your own.'),
      secret: z
        .string({ error: secretError })
        .refine((secret) => keysOf(secret) !== undefined, { error: secretError })
        .optional()
        .describe(
          'What questions are signed with: 24 to 64 bytes in base64; two while a new one comes into use.',
        ),
      secretFile: text('secretFile').optional().describe('A file with that secret instead.'),
      onFailure: z
        .enum(['open', 'closed'], {
          error:
            '“onFailure” must be open or closed: whether messages are published while it does not answer',
        })
        .describe('Whether messages are published (open) or refused (closed) while it does not answer.'),
      timeoutMs: z
        .int({ error: timeError })
        .min(100, { error: timeError })
        .max(10_000, { error: timeError })
        .default(2_000)
        .describe('How long it may take, in milliseconds.'),
      allowPrivate: z
        .boolean({ error: '“allowPrivate” must be true or false' })
        .default(false)
        .describe('Whether it may be on this machine or in a private network.'),
    },
    {
      error: ({ code }) =>
        code === 'unrecognized_keys'
          ? 'a hook has url, secret, secretFile, onFailure, timeoutMs and allowPrivate, nothing else'
          : 'must be a hook, as in {"url": "https://www.example.com/chat-hook", "secretFile": "hook-secret", "onFailure": "open"}',
    },
  )
  .superRefine(({ url, secret, secretFile, allowPrivate }, context) => {
    const complain = (message: string) => context.addIssue({ code: 'custom', message });
    if ((secret === undefined) === (secretFile === undefined))
      complain('a hook has a secret, or a secretFile with it: one of the two');
    if (!allowPrivate && isHookUrl(url) && isAtHome(new URL(url)))
      complain(
        `${url} leads into a network of your own, or is not by https; set “allowPrivate” if it is meant`,
      );
  });

function isHookUrl(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, username, password } = new URL(text);
  return /^https?:$/.test(protocol) && username === '' && password === '';
}

function isAtHome({ protocol, hostname }: URL): boolean {
  const address = hostname.replace(/^\[(.*)\]$/, '$1');
  return (
    protocol === 'http:' || hostname === 'localhost' || (isIP(address) !== 0 && !isAllowed(address, false))
  );
}
