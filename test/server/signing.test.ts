import { join } from 'node:path';
import { writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { keysOf, readKeys, signatureOf, signedHeaders } from '../../server/signing.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const bytes = (length: number, of = 'hush') => Buffer.alloc(length, of);
const said = { id: 'msg_1', body: '{"text":"Grüße"}' };

describe('a secret', () => {
  it('is 24 to 64 bytes in base64, with the prefix of Standard Webhooks or without', () => {
    for (const length of [24, 64])
      for (const prefix of ['', 'whsec_'])
        expect(keysOf(`${prefix}${bytes(length).toString('base64')}\n`)).toEqual([bytes(length)]);
    for (const bad of ['', 'whsec_', 'hush', bytes(23).toString('base64'), bytes(65).toString('base64')])
      expect(keysOf(bad)).toBe(undefined);
  });

  it('has one before it while a new one comes into use, and no more', () => {
    const [newer, older, oldest] = ['new!', 'old!', 'very'].map((of) => bytes(32, of).toString('base64'));
    expect(keysOf(`${newer}\n${older}\n`)).toEqual([bytes(32, 'new!'), bytes(32, 'old!')]);
    expect(keysOf(`${newer} whsec_${older}`)).toHaveLength(2);
    expect(keysOf(`${newer}\n${older}\n${oldest}`)).toBe(undefined);
    expect(keysOf(`${newer}\nhush`)).toBe(undefined);
  });

  it('that cannot be had is named with its cure', () => {
    using folder = temporaryFolder();
    const secretFile = join(folder.path, 'secret');
    expect(() => readKeys('webhook shop', { secretFile })).toThrow(
      /^webhook shop: ENOENT.* Name a readable file by “secretFile”\.$/,
    );
    writeFileSync(secretFile, 'hush');
    expect(() => readKeys('webhook shop', { secretFile })).toThrow(
      'webhook shop: the secret must be 24 to 64 bytes in base64, or two of these with a space between; make one by echo whsec_$(openssl rand -base64 32).',
    );
    expect(readKeys('hook', { secret: bytes(32).toString('base64') })).toEqual([bytes(32)]);
  });
});

describe('a signature', () => {
  it('is that of Standard Webhooks', () => {
    // As `openssl dgst -sha256 -mac HMAC` has it, under 32 bytes of “hush” again and again.
    expect(signatureOf([bytes(32)], said, 1_700_000_000)).toBe(
      'v1,Agm1Zql71St9Br8CFYMU8WkrrYMuogFNhshyrYUxVlY=',
    );
  });

  it('is made with each secret', () => {
    const both = signatureOf([bytes(32, 'new!'), bytes(32, 'old!')], said, 1);
    expect(both.split(' ')).toEqual(['new!', 'old!'].map((of) => signatureOf([bytes(32, of)], said, 1)));
  });

  it('goes with the time of its body, in seconds, and the length of that in bytes', () => {
    expect(signedHeaders([bytes(32)], said, 1_700_000_000_999)).toMatchObject({
      'content-length': 18,
      'webhook-id': 'msg_1',
      'webhook-timestamp': 1_700_000_000,
      'webhook-signature': signatureOf([bytes(32)], said, 1_700_000_000),
    });
  });
});
