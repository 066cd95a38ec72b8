import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { keptSecret } from '../../../server/identity/secret.ts';
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

  it('makes no new one where the old one cannot be read', () => {
    using folder = temporaryFolder();
    expect(() => keptSecret(folder.path)).toThrow();
    writeFileSync(join(folder.path, 'file'), '');
    expect(() => keptSecret(join(folder.path, 'file', 'secret'))).toThrow();
  });
});
