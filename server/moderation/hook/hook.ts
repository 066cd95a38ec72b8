// The owner's hook: where it is, what it is signed with, and what happens when it does not answer.
import { readFileSync } from 'node:fs';
import { ConfigError } from '../../config/config-error.ts';

/** As the configuration has it. */
export interface HookSettings {
  readonly url: string;
  readonly secret?: string | undefined;
  readonly secretFile?: string | undefined;
  readonly onFailure: 'open' | 'closed';
  readonly timeoutMs: number;
  readonly allowPrivate: boolean;
}

export interface Hook {
  readonly url: URL;
  readonly key: Uint8Array;
  /** Whether what it could not be asked about is published, or refused. */
  readonly onFailure: 'open' | 'closed';
  /** For everything: finding the address, connecting, asking and hearing. */
  readonly timeoutMs: number;
  /** Whether it may be in the owner's own network. */
  readonly allowPrivate: boolean;
}

/** Shorter secrets can be found by trying. */
export const leastKeyBytes = 24;

/** Throws a ConfigError for a secret that cannot be read or used. */
export function createHook({ url, secret, secretFile, ...how }: HookSettings): Hook {
  const key = keyOf(secret ?? contentOf(secretFile!));
  if (!key)
    throw new ConfigError(
      `hook ${url}: the secret must be at least ${leastKeyBytes} bytes in base64. Make one by openssl rand -base64 32.`,
    );
  return { url: new URL(url), key, ...how };
}

/** Undefined for what is no key: base64, with the prefix of Standard Webhooks or without. */
export function keyOf(secret: string): Uint8Array | undefined {
  const text = secret.trim().replace(/^whsec_/, '');
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(text)) return undefined;
  const key = Buffer.from(text, 'base64');
  return key.length >= leastKeyBytes ? key : undefined;
}

function contentOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new ConfigError(`hook: ${(error as Error).message}. Name a readable file by “secretFile”.`);
  }
}
