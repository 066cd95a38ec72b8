// The owner's hook: where it is, what it is signed with, and what happens when it does not answer.
import { readKeys, type SecretSettings } from '../../signing.ts';

/** As the configuration has it. */
export interface HookSettings extends SecretSettings {
  readonly url: string;
  readonly onFailure: 'open' | 'closed';
  readonly timeoutMs: number;
  readonly allowPrivate: boolean;
}

export interface Hook {
  readonly url: URL;
  readonly keys: readonly Uint8Array[];
  /** Whether what it could not be asked about is published, or refused. */
  readonly onFailure: 'open' | 'closed';
  /** For everything: finding the address, connecting, asking and hearing. */
  readonly timeoutMs: number;
  /** Whether it may be in the owner's own network. */
  readonly allowPrivate: boolean;
}

/** Throws a ConfigError for a secret that cannot be read or used. */
export function createHook({ url, secret, secretFile, ...how }: HookSettings): Hook {
  return { url: new URL(url), keys: readKeys(`hook ${url}`, { secret, secretFile }), ...how };
}
