// The keys by which a host site's tokens are known, read whenever the settings are. Each is bound to the one
// algorithm that its kind allows: what a token says of itself never chooses one.
import { createPublicKey, createSecretKey, type KeyObject } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { ConfigError } from '../config/config-error.ts';

export interface MemberKey {
  /** Its name, where it has one: a token that names another is not tried with it. */
  readonly kid: string | undefined;
  /** As tokens write it; the newer name of EdDSA beside the older one. */
  readonly algorithms: readonly string[];
  readonly key: KeyObject;
}

export interface KeySettings {
  readonly memberSecret?: string | undefined;
  readonly memberSecretFile?: string | undefined;
  readonly memberKeys: readonly string[];
}

/** Shorter secrets can be found by trying; RFC 7518, section 3.2. */
export const leastSecretBytes = 32;

/** RFC 7518, section 3.3. */
const leastModulusBits = 2_048;

/** A token without a key's name is tried with each that fits. */
const mostKeys = 16;

/** What matters of a JSON Web Key; the rest is for Node to read. */
const jwk = z.looseObject({
  kty: z.string(),
  kid: z.string().min(1).optional(),
  alg: z.string().optional(),
  use: z.string().optional(),
});

const jwkSet = z.object({ keys: z.array(jwk).min(1) });

/** Throws a ConfigError whose message names the setting and its cure. */
export function readMemberKeys({
  memberSecret,
  memberSecretFile,
  memberKeys,
}: KeySettings): readonly MemberKey[] {
  const secrets = [
    ...(memberSecret === undefined ? [] : [sharedSecret(memberSecret, 'memberSecret')]),
    ...(memberSecretFile === undefined ? [] : [secretOfFile(memberSecretFile)]),
  ];
  const keys = [...secrets, ...memberKeys.flatMap(keysOfFile)];
  const names = keys.flatMap(({ kid }) => kid ?? []);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined)
    throw new ConfigError(`--member-key: two keys are called “${twice}”. Give each its own kid.`);
  if (keys.length > mostKeys)
    throw new ConfigError(`--member-key: ${keys.length} keys are too many. Keep the ${mostKeys} newest.`);
  return keys;
}

function secretOfFile(path: string): MemberKey {
  const place = `--member-secret-file ${path}`;
  return sharedSecret(contentOf(path, place).trim(), place);
}

function sharedSecret(text: string, place: string): MemberKey {
  if (Buffer.byteLength(text) < leastSecretBytes)
    throw new ConfigError(
      `${place}: the secret needs at least ${leastSecretBytes} bytes. Make one by openssl rand -base64 48.`,
    );
  // What everyone may know must never become what proves a signature.
  if (/-----BEGIN |^\s*\{/.test(text))
    throw new ConfigError(`${place}: this is a key and no shared secret. Name its file with --member-key.`);
  return { kid: undefined, algorithms: ['HS256'], key: createSecretKey(text, 'utf8') };
}

function keysOfFile(path: string): readonly MemberKey[] {
  const place = `--member-key ${path}`;
  const text = contentOf(path, place);
  return text.trimStart().startsWith('{') ? keysOfJson(text, place) : [keyOfPem(text, place)];
}

function keyOfPem(text: string, place: string): MemberKey {
  const labels = [...text.matchAll(/-----BEGIN ([A-Z0-9 ]+)-----/g)].map(([, label]) => label!);
  if (labels.some((label) => label.endsWith('PRIVATE KEY'))) throw isPrivate(place);
  if (labels.length !== 1 || !labels[0]!.endsWith('PUBLIC KEY'))
    throw new ConfigError(
      `${place}: the file must hold one public key (-----BEGIN PUBLIC KEY-----), a JSON Web Key or a set of these.`,
    );
  const key = imported(() => createPublicKey(text), place);
  return bound(key, undefined, place);
}

function keysOfJson(text: string, place: string): readonly MemberKey[] {
  const json = imported(() => JSON.parse(text) as unknown, place);
  const set = jwkSet.safeParse(json);
  if (!set.success) {
    const one = jwk.safeParse(json);
    if (one.success) return [keyOfJwk(one.data, place)];
    throw new ConfigError(`${place}: this is no JSON Web Key, nor a set of them as {"keys": […]}.`);
  }
  // Sets of sign-in services also hold keys for other uses.
  const fitting = set.data.keys.filter(({ use, kty, alg }) => {
    return use !== 'enc' && (kty === 'oct' || alg === undefined || /^(ES256|RS256|EdDSA|Ed25519)$/.test(alg));
  });
  if (fitting.length === 0)
    throw new ConfigError(`${place}: none of its keys is for ES256, RS256 or EdDSA. Add one that is.`);
  return fitting.map((key) => keyOfJwk(key, place));
}

function keyOfJwk(given: z.infer<typeof jwk>, place: string): MemberKey {
  if (given.kty === 'oct')
    throw new ConfigError(
      `${place}: this is a shared secret. Put its text into a file and name that with --member-secret-file.`,
    );
  if ('d' in given) throw isPrivate(place);
  const key = imported(() => createPublicKey({ key: given, format: 'jwk' }), place);
  const { algorithms } = bound(key, given.kid, place);
  if ((given.alg !== undefined && !algorithms.includes(given.alg)) || (given.use ?? 'sig') !== 'sig')
    throw new ConfigError(
      `${place}: the key says it is for ${given.alg ?? given.use!}; here it would serve ${algorithms[0]!}. Name one made for signing.`,
    );
  return { kid: given.kid, algorithms, key };
}

function bound(key: KeyObject, kid: string | undefined, place: string): MemberKey {
  const { namedCurve, modulusLength = 0 } = key.asymmetricKeyDetails ?? {};
  if (key.asymmetricKeyType === 'ed25519') return { kid, algorithms: ['EdDSA', 'Ed25519'], key };
  if (namedCurve === 'prime256v1') return { kid, algorithms: ['ES256'], key };
  if (key.asymmetricKeyType === 'rsa' && modulusLength >= leastModulusBits)
    return { kid, algorithms: ['RS256'], key };
  throw new ConfigError(
    `${place}: use an Ed25519 key, one on the curve P-256, or RSA of at least ${leastModulusBits} bits.`,
  );
}

function imported<Read>(read: () => Read, place: string): Read {
  try {
    return read();
  } catch (error) {
    throw new ConfigError(`${place}: ${(error as Error).message}. Name a file with a whole public key.`);
  }
}

function contentOf(path: string, place: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new ConfigError(`${place}: ${(error as Error).message}. Name a file that this user can read.`);
  }
}

function isPrivate(place: string): ConfigError {
  return new ConfigError(
    `${place}: this is a private key, which only the signing site may have. Take its public half: openssl pkey -in KEY -pubout.`,
  );
}
