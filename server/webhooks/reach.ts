// Which addresses a webhook may lead to: what its owner wrote is meant, but a name may lead elsewhere than it did.
import { isIP, type LookupFunction } from 'node:net';
import { isAllowed } from '../moderation/hook/addresses.ts';
import type { ResolveName } from '../moderation/hook/hook-lookup.ts';

export class OutOfReach extends Error {
  override readonly name = 'OutOfReach';
}

/** By http nothing leaves the owner’s own network, where everybody could read it. */
export function mayReach({ protocol }: URL, allowPrivate: boolean, address: string): boolean {
  const isPublic = isAllowed(address, false);
  return protocol === 'https:' && isPublic ? true : allowPrivate && !isPublic && isAllowed(address, true);
}

/** Throws for an address in the place of a name, which is never looked up. */
export function refuseLiteral(url: URL, allowPrivate: boolean): void {
  const address = url.hostname.replace(/^\[(.*)\]$/, '$1');
  if (isIP(address) !== 0 && !mayReach(url, allowPrivate, address)) throw outOfReach(address);
}

/** For a socket: what was looked at is what is connected to. */
export function createLookup(url: URL, allowPrivate: boolean, resolve: ResolveName): LookupFunction {
  return (name, { all }, callback) => {
    resolve(name).then(
      (found) => {
        const allowed = found.filter(({ address }) => mayReach(url, allowPrivate, address));
        const [first] = allowed;
        if (!first) callback(outOfReach(name), '');
        else if (all) callback(null, allowed);
        else callback(null, first.address, first.family);
      },
      (error: unknown) => callback(error as NodeJS.ErrnoException, ''),
    );
  };
}

function outOfReach(name: string): OutOfReach {
  return new OutOfReach(
    `${name} is in a network where this webhook may not lead. Set “allowPrivate” if that is meant, and use https for the open internet.`,
  );
}
