// How the name of a hook becomes an address: what was looked at is what is connected to, so that a name
// cannot lead elsewhere in between.
import { lookup } from 'node:dns/promises';
import type { LookupAddress } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import { isAllowed } from './addresses.ts';

export type ResolveName = (name: string) => Promise<readonly LookupAddress[]>;

/** By the system, as everything on this machine; of several who ask for a name at once, one does. */
export function createResolver(): ResolveName {
  const asked = new Map<string, Promise<readonly LookupAddress[]>>();
  return (name) => {
    let addresses = asked.get(name);
    if (!addresses) {
      addresses = lookup(name, { all: true }).finally(() => asked.delete(name));
      asked.set(name, addresses);
    }
    return addresses;
  };
}

export class AddressNotAllowed extends Error {
  override readonly name = 'AddressNotAllowed';

  constructor(name: string) {
    super(`${name} is not on the open internet. Allow your own network by “allowPrivate” if it is meant.`);
  }
}

/** For a socket: asked once for each connection, it hands out nothing but what is allowed. */
export function createLookup(resolve: ResolveName, allowPrivate: boolean): LookupFunction {
  return (name, { all }, callback) => {
    resolve(name).then(
      (found) => {
        const allowed = found.filter(({ address }) => isAllowed(address, allowPrivate));
        const [first] = allowed;
        if (!first) callback(new AddressNotAllowed(name), '');
        else if (all) callback(null, [...allowed]);
        else callback(null, first.address, first.family);
      },
      (error: unknown) => callback(error as NodeJS.ErrnoException, ''),
    );
  };
}

/** An address in the place of a name is never looked up. */
export function refuseLiteral({ hostname }: URL, allowPrivate: boolean): void {
  const address = hostname.replace(/^\[(.*)\]$/, '$1');
  if (isIP(address) !== 0 && !isAllowed(address, allowPrivate)) throw new AddressNotAllowed(address);
}
