// Tokens as a host site makes them, and as an attacker does: by hand, so that any of them can be made.
import { createHmac, createSecretKey, generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import type { MemberSettings } from '../../server/identity/members.ts';
import type { MemberKey } from '../../server/identity/member-keys.ts';

export const secret = 'a secret of the site, which has more than thirty-two bytes';

export const issuer = 'https://www.site.example';
export const audience = 'https://chat.example';

const generated = {
  EdDSA: generateKeyPairSync('ed25519'),
  ES256: generateKeyPairSync('ec', { namedCurve: 'P-256' }),
  RS256: generateKeyPairSync('rsa', { modulusLength: 2_048 }),
};

export type Asymmetric = keyof typeof generated;

/** The keys of the site, one of a kind. */
export const pairs: Readonly<Record<Asymmetric, { publicKey: KeyObject; privateKey: KeyObject }>> = generated;

/** Its public keys as the server holds them; the shared secret has no name. */
export const memberKeys: readonly MemberKey[] = [
  { kid: undefined, algorithms: ['HS256'], key: createSecretKey(secret, 'utf8') },
  { kid: 'ed', algorithms: ['EdDSA', 'Ed25519'], key: pairs.EdDSA.publicKey },
  { kid: 'ec', algorithms: ['ES256'], key: pairs.ES256.publicKey },
  { kid: 'rsa', algorithms: ['RS256'], key: pairs.RS256.publicKey },
];

export const memberSettings: MemberSettings = {
  keys: memberKeys,
  issuer,
  audience,
  longestMs: 3_600_000,
};

export function encoded(json: unknown): string {
  return Buffer.from(JSON.stringify(json)).toString('base64url');
}

/** What a good token says at this time, in milliseconds. */
export function goodClaims(nowMs: number): Record<string, unknown> {
  const now = Math.floor(nowMs / 1_000);
  return { iss: issuer, aud: audience, sub: '42', name: 'Ann', iat: now, exp: now + 600 };
}

/** Signed by the shared secret, whatever the header says of it. */
export function byHmac(header: object, claims: unknown, key: string | Buffer | KeyObject = secret): string {
  const content = `${encoded(header)}.${encoded(claims)}`;
  return `${content}.${createHmac('sha256', key).update(content).digest('base64url')}`;
}

/** The same with the very text of header and claims, which need be no JSON. */
export function signedText(header: string, claims: string): string {
  const content = [header, claims].map((text) => Buffer.from(text).toString('base64url')).join('.');
  return `${content}.${createHmac('sha256', secret).update(content).digest('base64url')}`;
}

/** Signed by a private key of the site, whatever the header says of it. */
export function byKey(
  kind: Asymmetric,
  header: object,
  claims: unknown,
  key = pairs[kind].privateKey,
): string {
  const content = Buffer.from(`${encoded(header)}.${encoded(claims)}`);
  const signature =
    kind === 'EdDSA' ? sign(null, content, key) : sign('sha256', content, { key, dsaEncoding: 'ieee-p1363' });
  return `${content.toString()}.${signature.toString('base64url')}`;
}

/** A good token of the shared secret, with other claims over it. */
export function tokenOf(nowMs: number, over: object = {}): string {
  return byHmac({ alg: 'HS256', typ: 'JWT' }, { ...goodClaims(nowMs), ...over });
}
