import { readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { keptSecret, SecretUnavailable } from '../../../server/identity/secret.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

describe('keptSecret', () => {
  it('makes a secret of 32 bytes at the first start', () => {
    using folder = temporaryFolder();
    expect(keptSecret(join(folder.path, 'secret'))).toHaveLength(32);
  });

  it('keeps it', () => {
    using folder = temporaryFolder();
    const path = join(folder.path, 'secret');
    const first = Buffer.from(keptSecret(path));
    expect(Buffer.from(keptSecret(path))).toEqual(first);
    expect(readFileSync(path)).toEqual(first);
  });

  it('makes another one in another place', () => {
    using folder = temporaryFolder();
    const [one, other] = ['one', 'other'].map((name) => Buffer.from(keptSecret(join(folder.path, name))));
    expect(one).not.toEqual(other);
  });

  it('can be read by its owner alone', () => {
    using folder = temporaryFolder();
    const path = join(folder.path, 'secret');
    keptSecret(path);
    expect(statSync(path).mode & 0o777).toBe(0o600);
  });

  it('takes no half of one that a crash left behind', () => {
    using folder = temporaryFolder();
    const path = join(folder.path, 'secret');
    writeFileSync(`${path}.new`, 'half');
    const secret = Buffer.from(keptSecret(path));
    expect(secret).toHaveLength(32);
    expect(readFileSync(path)).toEqual(secret);
    expect(readdirSync(folder.path)).toEqual(['secret']);
  });

  it.each([0, 1, 31])('refuses one of %i bytes, and keeps the file', (length) => {
    using folder = temporaryFolder();
    const path = join(folder.path, 'secret');
    writeFileSync(path, 'x'.repeat(length));
    expect(() => keptSecret(path)).toThrow(
      new SecretUnavailable(
        `${path} is cut short. Restore it from a back-up, or remove it: then all guests begin as new ones.`,
      ),
    );
    expect(readFileSync(path)).toHaveLength(length);
  });

  it('takes one that its owner made longer', () => {
    using folder = temporaryFolder();
    const path = join(folder.path, 'secret');
    writeFileSync(path, 'x'.repeat(64));
    expect(keptSecret(path)).toHaveLength(64);
  });

  it('makes no new one where the old one cannot be read', () => {
    using folder = temporaryFolder();
    const cure = (path: string) => `Make ${path} readable for this user.`;
    expect(() => keptSecret(folder.path)).toThrow(cure(folder.path));
    const path = join(folder.path, 'file', 'secret');
    writeFileSync(join(folder.path, 'file'), '');
    expect(() => keptSecret(path)).toThrow(SecretUnavailable);
    expect(() => keptSecret(path)).toThrow(cure(path));
  });
});
