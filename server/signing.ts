// How programs of the owner know that it is the chat that speaks: what is sent to them is signed as Standard Webhooks has
// it, so that there are libraries to check it.
import { createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { ConfigError } from './config/config-error.ts';

/** Shorter secrets can be found by trying. */
const leastBytes = 24;
const mostBytes = 64;

/** A new secret, and the one before it for those who do not know the new one yet. */
const mostSecrets = 2;

/** What is said of text that is no secret. */
export const secretSentence = `must be ${leastBytes} to ${mostBytes} bytes in base64, or two of these with a space between; make one by echo whsec_$(openssl rand -base64 32)`;

/** As the configuration has it: one of the two. */
export interface SecretSettings {
  readonly secret?: string | undefined;
  readonly secretFile?: string | undefined;
}

interface Said {
  readonly id: string;
  readonly body: string;
}

/** The bytes of each secret in a text, which stand apart by spaces or lines; undefined for what holds none, or too many. */
export function keysOf(text: string): readonly Uint8Array[] | undefined {
  const keys = text.trim().split(/\s+/).map(keyOf);
  return keys.length <= mostSecrets && keys.every((key) => key !== undefined) ? keys : undefined;
}

/** Throws a ConfigError for a secret that cannot be read or used; `whose` begins its sentence. */
export function readKeys(whose: string, { secret, secretFile }: SecretSettings): readonly Uint8Array[] {
  const keys = keysOf(secret ?? contentOf(whose, secretFile!));
  if (!keys) throw new ConfigError(`${whose}: the secret ${secretSentence}.`);
  return keys;
}

/** What goes with a body of JSON; `time` is Unix time in milliseconds. */
export function signedHeaders(
  keys: readonly Uint8Array[],
  said: Said,
  time: number,
): Readonly<Record<string, string | number>> {
  const timestamp = Math.floor(time / 1_000);
  return {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(said.body),
    'user-agent': 'ws-chat',
    'webhook-id': said.id,
    'webhook-timestamp': timestamp,
    'webhook-signature': signatureOf(keys, said, timestamp),
  };
}

/** By each key, apart by spaces: a receiver is content with one that it knows. `timestamp` is Unix time in seconds. */
export function signatureOf(keys: readonly Uint8Array[], { id, body }: Said, timestamp: number): string {
  const sign = (key: Uint8Array) =>
    createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64');
  return keys.map((key) => `v1,${sign(key)}`).join(' ');
}

/** `whsec_` may stand before it, as those libraries write it. */
function keyOf(secret: string): Uint8Array | undefined {
  const [, text] = /^(?:whsec_)?([A-Za-z0-9+/]+={0,2})$/.exec(secret) ?? [];
  if (text === undefined) return undefined;
  const key = Buffer.from(text, 'base64');
  return key.length >= leastBytes && key.length <= mostBytes ? key : undefined;
}

function contentOf(whose: string, path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new ConfigError(`${whose}: ${(error as Error).message}. Name a readable file by “secretFile”.`);
  }
}
