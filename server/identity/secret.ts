// The secret behind guest tokens: made once, kept beside the log, readable by the owner alone.
import { randomBytes } from 'node:crypto';
import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';

const secretBytes = 32;

/** The file with the secret cannot be used; the message is a sentence with its cure. */
export class SecretUnavailable extends Error {
  override readonly name = 'SecretUnavailable';
}

/** Reads the secret, or makes it at the first start. */
export function keptSecret(path: string): Uint8Array {
  let secret: Uint8Array;
  try {
    secret = readFileSync(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return makeSecret(path);
    throw new SecretUnavailable(`${(error as Error).message}. Make ${path} readable for this user.`);
  }
  if (secret.length >= secretBytes) return secret;
  throw new SecretUnavailable(
    `${path} is cut short. Restore it from a back-up, or remove it: then all guests begin as new ones.`,
  );
}

/** Appears whole or not at all, whatever happens meanwhile. */
function makeSecret(path: string): Uint8Array {
  const secret = randomBytes(secretBytes);
  const draft = `${path}.new`;
  rmSync(draft, { force: true });
  writeFileSync(draft, secret, { mode: 0o600, flush: true });
  renameSync(draft, path);
  return secret;
}
