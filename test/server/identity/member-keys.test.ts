import { generateKeyPairSync } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { ConfigError } from '../../../server/config/config-error.ts';
import { readMemberKeys } from '../../../server/identity/member-keys.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { pairs, secret } from '../../support/member-tokens.ts';

const folder = temporaryFolder();
afterAll(() => folder[Symbol.dispose]());

let files = 0;
function file(content: string | object): string {
  const path = join(folder.path, `key-${++files}`);
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}

const read = (...contents: (string | object)[]) => readMemberKeys({ memberKeys: contents.map(file) });
const algorithmsOf = (keys: ReturnType<typeof read>) => keys.map(({ algorithms }) => algorithms);

const pem = (kind: keyof typeof pairs) =>
  pairs[kind].publicKey.export({ type: 'spki', format: 'pem' }).toString();
const jwk = (kind: keyof typeof pairs) => pairs[kind].publicKey.export({ format: 'jwk' });
const privatePem = pairs.ES256.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();

describe('readMemberKeys', () => {
  it('finds none where none is set', () => {
    expect(readMemberKeys({ memberKeys: [] })).toEqual([]);
  });

  it.each(['EdDSA', 'ES256', 'RS256'] as const)('binds a key for %s to it, from PEM and from JWK', (kind) => {
    const expected = kind === 'EdDSA' ? ['EdDSA', 'Ed25519'] : [kind];
    expect(algorithmsOf(read(pem(kind), jwk(kind)))).toEqual([expected, expected]);
  });

  it('binds a shared secret to HS256, and takes it from a file without the line break at its end', () => {
    const [one, other] = [
      readMemberKeys({ memberKeys: [], memberSecret: secret }),
      readMemberKeys({ memberKeys: [], memberSecretFile: file(`${secret}\n`) }),
    ];
    expect(algorithmsOf(one)).toEqual([['HS256']]);
    expect(one[0]!.key.equals(other[0]!.key)).toBe(true);
  });

  it('takes those of a set that serve, with their names', () => {
    const keys = read({
      keys: [
        { ...jwk('RS256'), kid: 'one', use: 'sig', alg: 'RS256' },
        { ...jwk('RS256'), kid: 'two', use: 'enc' },
        { ...jwk('RS256'), kid: 'three', alg: 'PS512' },
        { ...jwk('ES256'), kid: 'four' },
      ],
    });
    expect(keys.map(({ kid, algorithms }) => [kid, ...algorithms])).toEqual([
      ['one', 'RS256'],
      ['four', 'ES256'],
    ]);
  });

  const weak = () =>
    generateKeyPairSync('rsa', { modulusLength: 1_024 })
      .publicKey.export({ type: 'spki', format: 'pem' })
      .toString();
  const p384 = () =>
    generateKeyPairSync('ec', { namedCurve: 'P-384' })
      .publicKey.export({ type: 'spki', format: 'pem' })
      .toString();

  it.each<[string, () => string | object, RegExp]>([
    ['a private key', () => privatePem, /private key.*openssl pkey -in KEY -pubout/],
    ['a private key as JWK', () => pairs.ES256.privateKey.export({ format: 'jwk' }), /private key/],
    ['a private key beside a public one', () => pem('ES256') + privatePem, /private key/],
    ['two keys in one', () => pem('ES256') + pem('RS256'), /one public key/],
    ['a certificate', () => '-----BEGIN CERTIFICATE-----\nAA==\n-----END CERTIFICATE-----', /one public key/],
    ['nothing', () => '', /one public key/],
    ['half a key', () => pem('RS256').slice(0, 100), /whole public key/],
    ['a short RSA key', weak, /at least 2048 bits/],
    ['another curve', p384, /P-256/],
    ['a shared secret as JWK', () => ({ kty: 'oct', k: 'AAAA' }), /--member-secret-file/],
    ['a shared secret in a set', () => ({ keys: [{ kty: 'oct', k: 'AAAA' }] }), /--member-secret-file/],
    ['JSON that is no key', () => ({ hello: 1 }), /no JSON Web Key/],
    ['JSON that is none', () => '{', /whole public key/],
    ['an empty set', () => ({ keys: [] }), /no JSON Web Key/],
    [
      'a set without a key that serves',
      () => ({ keys: [{ ...jwk('RS256'), alg: 'PS256' }] }),
      /none of its keys/,
    ],
    ['a key that is for another algorithm', () => ({ ...jwk('RS256'), alg: 'ES256' }), /for ES256.*RS256/],
    ['a key that is for no signatures', () => ({ ...jwk('RS256'), use: 'enc' }), /for enc/],
  ])('refuses a file with %s, by its name and with a cure', (_what, content, cure) => {
    const path = file(content());
    expect(() => readMemberKeys({ memberKeys: [path] })).toThrow(ConfigError);
    expect(() => readMemberKeys({ memberKeys: [path] })).toThrow(cure);
    expect(() => readMemberKeys({ memberKeys: [path] })).toThrow(`--member-key ${path}: `);
  });

  it('refuses a file that is not there, or is none', () => {
    mkdirSync(join(folder.path, 'folder'));
    for (const name of ['nothing', 'folder'])
      expect(() => readMemberKeys({ memberKeys: [join(folder.path, name)] })).toThrow(
        /Name a file that this user can read/,
      );
  });

  it.each([
    ['is too short', 'x'.repeat(31), /at least 32 bytes/],
    ['is a public key', pem('RS256'), /Name its file with --member-key/],
    ['is a JSON Web Key', JSON.stringify(jwk('RS256')), /Name its file with --member-key/],
  ])('refuses a secret that %s', (_what, text, cure) => {
    expect(() => readMemberKeys({ memberKeys: [], memberSecret: text })).toThrow(cure);
    expect(() => readMemberKeys({ memberKeys: [], memberSecretFile: file(text) })).toThrow(cure);
  });

  it('never shows the secret in what it says', () => {
    expect(() => readMemberKeys({ memberKeys: [], memberSecret: 'hush' })).toThrow(
      /^memberSecret: (?!.*hush)/,
    );
  });

  it('refuses two keys of one name, and more than sixteen', () => {
    expect(() => read({ ...jwk('RS256'), kid: 'a' }, { ...jwk('ES256'), kid: 'a' })).toThrow(/called “a”/);
    expect(() => read(...Array.from({ length: 17 }, () => jwk('ES256')))).toThrow(/the 16 newest/);
    expect(read(...Array.from({ length: 16 }, () => jwk('ES256')))).toHaveLength(16);
  });
});
