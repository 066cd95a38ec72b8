// The key by which a network is counted: an IPv4 address, or the /64 that an IPv6 household has.
import { isIPv4, isIPv6 } from 'node:net';

/** The same client always gets the same key, in whichever form its address was written. */
export function addressKey(address: string): string {
  const plain = address.replace(/^::ffff:/i, '').replace(/%.*$/, '');
  if (isIPv4(plain) || !isIPv6(plain)) return plain;
  const [left = '', right] = plain.toLowerCase().split('::');
  const groups = left.split(':').filter(Boolean);
  const after = (right ?? '').split(':').filter(Boolean);
  if (right !== undefined)
    groups.push(...Array<string>(8 - groups.length - after.length).fill('0'), ...after);
  return `${groups
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':')}::/64`;
}
