// The keys of programs, read whenever the settings are. What is shown is hashed first and compared with each of them, so
// that neither its length nor how long it takes tells anything.
import { createHash, timingSafeEqual } from 'node:crypto';
import { readFileSync } from 'node:fs';
import {
  isSecretText,
  leastSecretCharacters,
  type ApiKeySetting,
  type Scope,
} from '../config/api-key-setting.ts';
import { ConfigError } from '../config/config-error.ts';

export interface ApiKey {
  readonly name: string;
  readonly scopes: readonly Scope[];
  /** Rooms, or beginnings with a star; without them, every room. */
  readonly rooms?: readonly string[] | undefined;
}

interface Kept {
  readonly digest: Buffer;
  readonly key: ApiKey;
}

export class KeyRing {
  readonly #kept: readonly Kept[];

  /** Throws a ConfigError for a secret that cannot be read or used. */
  constructor(settings: readonly ApiKeySetting[]) {
    this.#kept = settings.map(keptOf);
    const digests = this.#kept.map(({ digest }) => digest.toString('hex'));
    const second = this.#kept.find((_, index) => digests.indexOf(digests[index]!) < index);
    if (second)
      throw new ConfigError(
        `apiKeys: the secret of “${second.key.name}” is that of another key, too. Give each its own.`,
      );
  }

  /** Whose secret the header shows. */
  find(authorization: string | undefined): ApiKey | undefined {
    const [, secret] = /^Bearer ([\w.~+/=-]{1,256})$/i.exec(authorization ?? '') ?? [];
    if (secret === undefined) return undefined;
    const digest = digestOf(secret);
    let found: ApiKey | undefined;
    // All of them, whether it was found or not.
    for (const one of this.#kept) if (timingSafeEqual(one.digest, digest)) found = one.key;
    return found;
  }
}

function keptOf({ secret, secretFile, ...key }: ApiKeySetting): Kept {
  return { digest: digestOf(secret ?? secretOf(secretFile!, key.name)), key };
}

function secretOf(path: string, name: string): string {
  const place = `apiKeys: the “secretFile” of “${name}”`;
  let text: string;
  try {
    text = readFileSync(path, 'utf8').trim();
  } catch (error) {
    throw new ConfigError(`${place}: ${(error as Error).message}. Name a readable file.`);
  }
  if (isSecretText(text)) return text;
  throw new ConfigError(
    `${place} must hold ${leastSecretCharacters} to 256 letters, digits and signs of . _ ~ + / = -. Make one by openssl rand -base64 48.`,
  );
}

function digestOf(secret: string): Buffer {
  return createHash('sha256').update(secret).digest();
}
