import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { addressKey } from '../../../server/connection/address.ts';

const hex = (group: number) => group.toString(16);

describe('addressKey', () => {
  it.each([
    '203.0.113.7',
    '::ffff:203.0.113.7',
    '::FFFF:203.0.113.7',
    '::ffff:cb00:7107',
    '::FFFF:CB00:7107',
    '0:0:0:0:0:ffff:203.0.113.7',
    '0000:0000:0000:0000:0000:ffff:cb00:7107',
    '::ffff:203.0.113.7%eth0',
  ])('counts %s as one address', (address) => {
    expect(addressKey(address)).toBe('203.0.113.7');
  });

  it.each([
    ['::ffff:0:1', '0.0.0.1'],
    ['::ffff:a:b', '0.10.0.11'],
    ['::ffff:ffff:ffff', '255.255.255.255'],
  ])('counts %s as %s', (address, key) => {
    expect(addressKey(address)).toBe(key);
  });

  it('keeps IPv4 neighbours apart', () => {
    expect(addressKey('203.0.113.7')).not.toBe(addressKey('203.0.113.8'));
  });

  it.each([
    '2001:db8:1:2:3:4:5:6',
    '2001:db8:1:2::1',
    '2001:db8:1:2::',
    '2001:DB8:1:2::1',
    '2001:0db8:0001:0002:0000:0000:0000:0001',
    '2001:db8:1:2:ffff:ffff:ffff:ffff',
    '2001:db8:1:2::1%eth0',
  ])('counts %s with its /64', (address) => {
    expect(addressKey(address)).toBe('2001:db8:1:2::/64');
  });

  it.each([
    ['2001:db8::1', '2001:db8:0:0::/64'],
    ['2001:db8:0:0:1::', '2001:db8:0:0::/64'],
    ['2001:0:0:5::', '2001:0:0:5::/64'],
    ['2001::5:0:0:0:1', '2001:0:0:5::/64'],
    ['::1', '0:0:0:0::/64'],
    ['::', '0:0:0:0::/64'],
    ['::203.0.113.7', '0:0:0:0::/64'],
    ['64:ff9b::203.0.113.7', '64:ff9b:0:0::/64'],
    ['1:2:3:4:5:6:203.0.113.7', '1:2:3:4::/64'],
    ['1::', '1:0:0:0::/64'],
    ['fe80::1%25', 'fe80:0:0:0::/64'],
    ['fe80::1', 'fe80:0:0:0::/64'],
  ])('counts %s as %s', (address, key) => {
    expect(addressKey(address)).toBe(key);
  });

  it('keeps households apart', () => {
    expect(addressKey('2001:db8:1:2::1')).not.toBe(addressKey('2001:db8:1:3::1'));
  });

  it('gives an IPv6 address one key in every spelling', () => {
    const rest = fc.array(fc.constantFrom(0, 1, 0xab, 0xffff), { minLength: 7, maxLength: 7 });
    fc.assert(
      fc.property(rest, fc.nat(7), fc.integer({ min: 1, max: 7 }), (after2001, from, length) => {
        const address = [0x2001, ...after2001];
        const key = addressKey(address.map(hex).join(':'));
        expect(addressKey(address.map((group) => hex(group).padStart(4, '0').toUpperCase()).join(':'))).toBe(
          key,
        );
        const gap = address.slice(from, from + length);
        fc.pre(gap.every((group) => group === 0));
        const [before, after] = [address.slice(0, from), address.slice(from + length)];
        expect(addressKey(`${before.map(hex).join(':')}::${after.map(hex).join(':')}`)).toBe(key);
      }),
      { numRuns: 200, maxSkipsPerRun: 1_000 },
    );
  });

  it('takes what is no address as it is', () => {
    expect(addressKey('')).toBe('');
    expect(addressKey('unknown')).toBe('unknown');
  });
});
