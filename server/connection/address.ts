// The key by which a network is counted: an IPv4 address, or the /64 that an IPv6 household has.
import { isIPv4, isIPv6 } from 'node:net';

/** An IPv4 address in IPv6's clothes, as the last two groups of the canonical form. */
const mapped = /^::ffff:([0-9a-f]{1,4}):([0-9a-f]{1,4})$/;

const plainlyMapped = '::ffff:';

/** The same client always gets the same key, in whichever form its address was written. */
export function addressKey(address: string): string {
  // As Node tells an IPv4 client of a server that listens on both: nearly every address there is.
  if (address.startsWith(plainlyMapped) && isIPv4(address.slice(plainlyMapped.length)))
    return address.slice(plainlyMapped.length);
  const bare = address.split('%', 1)[0]!;
  if (!isIPv6(bare)) return bare;
  const canonical = new URL(`http://[${bare}]`).hostname.slice(1, -1);
  const [, high, low] = mapped.exec(canonical) ?? [];
  return high && low ? dotted(high, low) : `${firstGroups(canonical, 4).join(':')}::/64`;
}

function dotted(high: string, low: string): string {
  const bytes = [high, low].map((group) => parseInt(group, 16)).flatMap((pair) => [pair >> 8, pair & 255]);
  return bytes.join('.');
}

/** The canonical form leaves out its longest run of zeros. */
function firstGroups(canonical: string, count: number): string[] {
  const [left = '', right = ''] = canonical.split('::');
  const before = left.split(':').filter(Boolean);
  const after = right.split(':').filter(Boolean);
  const zeros = Array<string>(8 - before.length - after.length).fill('0');
  return [...before, ...zeros, ...after].slice(0, count);
}
