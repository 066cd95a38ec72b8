// What lets somebody of the staff in: links, good once, and renewals, good for as long as they are used. Known by
// their hashes alone, so that no copy of the disk lets anybody in.
import { createHash, randomBytes } from 'node:crypto';
import type { Pass } from '../log/keeping.ts';

const keyBytes = 32;

export const linkMs = 24 * 60 * 60_000;
export const renewalMs = 30 * 24 * 60 * 60_000;

/** A key that nobody can guess needs no slow hash. */
export function hashOf(key: string): string {
  return createHash('sha256').update(key).digest('base64url');
}

export class Passes {
  readonly #passes = new Map<string, Pass>();

  constructor(passes: readonly Pass[]) {
    this.renew(passes);
  }

  /** These and no others are good. */
  renew(passes: readonly Pass[]): void {
    this.#passes.clear();
    for (const pass of passes) this.#passes.set(pass.hash, pass);
  }

  /** A new one, with the key that only its owner is told. */
  issue(kind: Pass['kind'], staff: string | undefined, until: number): { key: string; pass: Pass } {
    const key = randomBytes(keyBytes).toString('base64url');
    const pass: Pass = { hash: hashOf(key), kind, ...(staff !== undefined && { staff }), until };
    this.#passes.set(pass.hash, pass);
    return { key, pass };
  }

  /** The pass of a hash, where it is of this kind and still good. */
  get(hash: string, kind: Pass['kind'], now: number): Pass | undefined {
    const pass = this.#passes.get(hash);
    return pass?.kind === kind && pass.until > now ? pass : undefined;
  }

  /** The one that ends first comes first. */
  of(kind: Pass['kind'], staff: string | undefined): readonly Pass[] {
    return [...this.#passes.values()]
      .filter((pass) => pass.kind === kind && pass.staff === staff)
      .sort((one, other) => one.until - other.until);
  }

  keep(pass: Pass): void {
    this.#passes.set(pass.hash, pass);
  }

  end(hashes: readonly string[]): void {
    for (const hash of hashes) this.#passes.delete(hash);
  }
}
