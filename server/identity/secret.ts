// The secret behind guest tokens: made once, kept beside the log, readable by the owner alone.
import { randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';

const secretBytes = 32;

/** Reads the secret, or makes it at the first start. */
export function keptSecret(path: string): Uint8Array {
  try {
    return readFileSync(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    const secret = randomBytes(secretBytes);
    writeFileSync(path, secret, { mode: 0o600, flag: 'wx' });
    return secret;
  }
}
