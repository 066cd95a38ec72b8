// Which addresses the owner's hook may lead to: those of the open internet, and those of the owner's own
// network only where that was said. By the special-purpose registries of RFC 6890 and after.
import { BlockList, isIPv4 } from 'node:net';

type Ranges = readonly (readonly [network: string, bits: number])[];

/** Of IPv4, what is no single host on the open internet. */
const special4: Ranges = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
];

/** Of IPv6 that alone is global unicast; IPv4 in any disguise lies elsewhere, or is special below. */
const global6: Ranges = [['2000::', 3]];
const special6: Ranges = [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
];

/** What an owner has at home: this machine and private networks, but nothing that a cloud tells its machines secrets by. */
const private4: Ranges = [
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
];
const private6: Ranges = [
  ['::1', 128],
  ['fc00::', 7],
];

const lists = {
  special: listOf(special4, special6),
  global: listOf([], global6),
  private: listOf(private4, private6),
};

function listOf(ranges4: Ranges, ranges6: Ranges): BlockList {
  const list = new BlockList();
  for (const [network, bits] of ranges4) list.addSubnet(network, bits, 'ipv4');
  for (const [network, bits] of ranges6) list.addSubnet(network, bits, 'ipv6');
  return list;
}

/** `address` is an IP address without brackets. */
export function isAllowed(address: string, allowPrivate: boolean): boolean {
  return isPublic(address) || (allowPrivate && isIn('private', address));
}

function isPublic(address: string): boolean {
  return !isIn('special', address) && (isIPv4(address) || isIn('global', address));
}

function isIn(list: keyof typeof lists, address: string): boolean {
  return lists[list].check(address, isIPv4(address) ? 'ipv4' : 'ipv6');
}
