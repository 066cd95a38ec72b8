import { describe, expect, it } from 'vitest';
import { BusUnavailable } from '../../../../server/bus/bus.ts';
import {
  isValkeyAddress,
  placeOf,
  readValkeyAddresses,
  withoutPassword,
} from '../../../../server/bus/valkey/addresses.ts';

describe('addresses of a Valkey bus', () => {
  it('have a host, and the usual port', () => {
    expect(readValkeyAddresses('redis://cache.local')).toEqual([
      {
        host: 'cache.local',
        port: 6_379,
        tls: false,
        username: undefined,
        password: undefined,
        database: 0,
        name: 'redis://cache.local:6379',
      },
    ]);
  });

  it('may have user, password, database and TLS, and show neither user nor password', () => {
    expect(readValkeyAddresses('valkeys://ann:p%40ss@[::1]:7000/3')).toEqual([
      {
        host: '::1',
        port: 7_000,
        tls: true,
        username: 'ann',
        password: 'p@ss',
        database: 3,
        name: 'rediss://[::1]:7000/3',
      },
    ]);
  });

  it('are several where commas stand between whole ones, and a comma in a password stays', () => {
    const addresses = readValkeyAddresses('redis://a:1, rediss://:x,y@b:2,valkey://c:3');
    expect(addresses.map(({ name }) => name)).toEqual(['redis://a:1', 'rediss://b:2', 'redis://c:3']);
    expect(addresses[1]!.password).toBe('x,y');
  });

  it('keep a password with a lone percent sign as it is', () => {
    expect(readValkeyAddresses('redis://:100%@a')[0]!.password).toBe('100%');
  });

  it.each([
    'redis://',
    'redis://:secret@',
    'redis://:secret@a,b',
    'redis://:secret@a:port',
    'redis://:secret@a:99999',
    'redis://:secret@a/database',
    'redis://a,http://:secret@b',
    'rediss//secret@a',
  ])('are turned away with a cure and without a password: %s', (text) => {
    const read = () => readValkeyAddresses(text);
    expect(read).toThrow(BusUnavailable);
    expect(read).toThrow(/cannot be used\. Write it like redis:/);
    expect(read).not.toThrow(/secret/);
  });

  it('are not named twice', () => {
    expect(() => readValkeyAddresses('redis://a,redis://:secret@a:6379')).toThrow(
      'The bus names redis://a:6379 twice. Name each server once in --bus.',
    );
  });

  it('are known by their beginning', () => {
    expect(['redis://a', 'rediss://a', 'valkey://a', 'valkeys://a'].map(isValkeyAddress)).toEqual([
      true,
      true,
      true,
      true,
    ]);
    expect(['postgres://a', 'redis:a', 'http://a', ''].map(isValkeyAddress)).toEqual([
      false,
      false,
      false,
      false,
    ]);
  });

  it('show no password, whatever else they are', () => {
    expect(withoutPassword('whatever:se@cret@host')).toBe('…@host');
    expect(withoutPassword('redis://u:se@cret@host')).toBe('redis://…@host');
    expect(withoutPassword('host')).toBe('host');
  });
});

describe('the place of a topic', () => {
  const names = ['redis://a:6379', 'redis://b:6379', 'redis://c:6379'];
  const topics = Array.from({ length: 3_000 }, (_, index) => `room-${index}`);
  const count = (place: number, among: readonly string[]) =>
    topics.filter((topic) => placeOf(topic, among) === place).length;

  it('is on each of them about as often', () => {
    for (const place of [0, 1, 2]) expect(count(place, names)).toBeGreaterThan(900);
  });

  it('is the same whatever their order', () => {
    const turned = names.toReversed();
    for (const topic of topics) expect(turned[placeOf(topic, turned)]).toBe(names[placeOf(topic, names)]);
  });

  it('stays where it is when another one comes, but for the share of that one', () => {
    const more = [...names, 'redis://d:6379'];
    const moved = topics.filter((topic) => more[placeOf(topic, more)] !== names[placeOf(topic, names)]);
    expect(moved.every((topic) => placeOf(topic, more) === 3)).toBe(true);
    expect(moved.length).toBeLessThan(900);
  });

  it('is the same in every version: nodes of two of them meet during an update', () => {
    expect(['lobby', 'garden', 'attic', '*'].map((topic) => placeOf(topic, names))).toEqual([1, 1, 1, 0]);
  });
});
