// Networks as standing knows them: the keyed hash of where somebody comes from, never an address. The key
// stays with the server's secret, beside the log and not in it, so that no copy of the log tells who it was.
import { createHmac, createSecretKey, hkdfSync } from 'node:crypto';

/** Tells the subject of a restraint that is a network from one that is a participant's id. */
const prefix = 'network:';

const hashBytes = 18;

export type HashNetwork = (key: string) => string;

export function createNetworkHash(secret: Uint8Array): HashNetwork {
  // Made ready once: with plain bytes every hash would take six times as long.
  const key = createSecretKey(Buffer.from(hkdfSync('sha256', secret, '', 'networks that are held back', 32)));
  return (network) => {
    const hash = createHmac('sha256', key).update(network).digest();
    return prefix + hash.toString('base64url', 0, hashBytes);
  };
}

export function isNetwork(subject: string): boolean {
  return subject.startsWith(prefix);
}

/** The /48 around an IPv6 /64, which one customer may have whole; nothing for IPv4. */
export function widerNetwork(addressKey: string): string | undefined {
  if (!addressKey.endsWith('::/64')) return undefined;
  return `${addressKey.slice(0, -'::/64'.length).split(':').slice(0, 3).join(':')}::/48`;
}
