import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { parseOriginRule } from '../../../server/config/origin-rule.ts';
import { createOriginPolicy, type OriginSettings } from '../../../server/connection/origin-policy.ts';
import { anyCharacter } from '../../support/any-text.ts';

const policy = (rules: readonly string[], over: Partial<OriginSettings> = {}) =>
  createOriginPolicy({ rules: rules.map(parseOriginRule), allowNull: false, allowMissing: false, ...over });

describe('an exact origin', () => {
  const admits = policy(['https://example.com', 'http://localhost:3000']);

  it.each(['https://example.com', 'http://localhost:3000'])('admits %s', (origin) => {
    expect(admits(origin, 'chat.example')).toBe(true);
  });

  it.each([
    '',
    'http://example.com',
    'https://example.com:443',
    'https://example.com:8443',
    'https://example.com/',
    'https://example.com.',
    'https://EXAMPLE.com',
    'HTTPS://example.com',
    'https://www.example.com',
    'https://badexample.com',
    'https://example.com.evil.com',
    'https://example.comevil.com',
    'https://example.co',
    'https://user@example.com',
    'https://example.com@evil.com',
    'https://example.com#evil.com',
    'https://example.com, https://example.com',
    'https://evil.com, https://example.com',
    'https://evil.com/https://example.com',
    ' https://example.com',
    'https://example.com ',
    'https://example.com\0',
    'example.com',
    '//example.com',
    'http://localhost',
    'https://localhost:3000',
    'null',
    'undefined',
    '*',
    'file://',
    'chrome-extension://example.com',
  ])('does not admit %j', (origin) => {
    expect(admits(origin, 'chat.example')).toBe(false);
  });

  it('does not admit a request without an origin', () => {
    expect(admits(undefined, 'chat.example')).toBe(false);
  });

  it('admits no other origin, however near', () => {
    const origin = 'https://example.com';
    const admitted = policy([origin]);
    const change = fc.tuple(fc.nat(origin.length), fc.nat(3), fc.string({ maxLength: 4 }));
    fc.assert(
      fc.property(change, ([at, cut, put]) => {
        const mutated = origin.slice(0, at) + put + origin.slice(at + cut);
        expect(admitted(mutated, undefined)).toBe(mutated === origin);
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('all subdomains', () => {
  const admits = policy(['https://*.example.com']);

  it.each(['https://a.example.com', 'https://a-1.b.example.com', 'https://xn--bcher-kva.example.com'])(
    'admit %s',
    (origin) => {
      expect(admits(origin, undefined)).toBe(true);
    },
  );

  it.each([
    'https://example.com',
    'https://.example.com',
    'https://a..example.com',
    'https://badexample.com',
    'https://a.badexample.com',
    'http://a.example.com',
    'http://ab.example.com',
    'HTTPS://a.example.com',
    'wss://a.example.com',
    'https://a.example.com:8443',
    'https://evil.com:1.example.com',
    'https://A.example.com',
    'https://a.EXAMPLE.com',
    'https://a.example.com/',
    'https://a.example.com.',
    'https://a.example.com.evil.com',
    'https://evil.com/.example.com',
    'https://evil.com?.example.com',
    'https://evil.com#.example.com',
    'https://evil.com\\.example.com',
    'https://user@a.example.com',
    'https://evil.com@a.example.com',
    'https://user:pass@.example.com',
    'https://[::1].example.com',
    'https://a example.com',
    'https://a\n.example.com',
    'https://\u00e4.example.com',
    '.example.com',
    'null',
  ])('do not admit %j', (origin) => {
    expect(admits(origin, undefined)).toBe(false);
  });

  it('admit at the port that was named, and at no other', () => {
    const atPort = policy(['https://*.example.com:8443']);
    expect(atPort('https://a.example.com:8443', undefined)).toBe(true);
    expect(atPort('https://a.example.com', undefined)).toBe(false);
    expect(atPort('https://a.example.com:18443', undefined)).toBe(false);
  });

  it('admit only what a browser takes for a host under the domain', () => {
    fc.assert(
      fc.property(fc.string(), (middle) => {
        const origin = `https://${middle}.example.com`;
        if (!admits(origin, undefined)) return;
        expect(new URL(origin).hostname.endsWith('.example.com')).toBe(true);
        expect(new URL(origin).origin).toBe(origin);
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('a mutation of an admitted origin', () => {
  const origins = ['https://site.example', 'http://localhost:8080', 'https://shop.site.example:8443'];
  const admitted = new Set(origins);
  const admits = policy([...origins, 'https://*.example.com'], { own: 'https://chat.example' });

  /** What parsers, proxies and people have taken for the same. */
  const disguises: readonly ((origin: string) => string)[] = [
    ...[
      '/',
      '.',
      ':443',
      ':80',
      '?',
      '#',
      '@',
      '\\',
      '\0',
      ' ',
      '\t',
      '\r\n',
      '%00',
      ',https://evil.example',
    ].map((end) => (origin: string) => origin + end),
    ...[' ', '\ufeff', 'https://', 'null,', '//', 'wss://'].map(
      (start) => (origin: string) => start + origin,
    ),
    (origin) => origin.toUpperCase(),
    (origin) => origin.replace('https:', 'http:').replace('http://l', 'https://l'),
    (origin) => origin.replace('://', '://evil@'),
    (origin) => origin.replace('://', '://evil.'),
    (origin) => origin.replace('://', ':\\\\'),
    (origin) => origin.replace('://', ':/'),
    (origin) => origin.replace(/:\d+$/, ''),
    (origin) => origin.replace(/e/, 'е'),
    (origin) => origin.replace(/e/, '%65'),
    (origin) => origin.replace(/\.|:(?=8)/, '。'),
    (origin) => `${origin}.evil.example`,
    (origin) => origin.replace('.example', '.example.evil'),
    (origin) => origin.replace('localhost', '127.0.0.1'),
  ];

  it.each(origins)('of %s is not admitted, however it is disguised', (origin) => {
    expect(admits(origin, undefined)).toBe(true);
    const strangers = disguises.map((disguise) => disguise(origin)).filter((other) => !admitted.has(other));
    expect(strangers.length).toBeGreaterThan(25);
    expect(strangers.filter((other) => admits(other, 'chat.example'))).toEqual([]);
  });

  it('is not admitted, wherever a character is put, taken or changed', () => {
    const origin = fc.constantFrom(...origins);
    const character = fc.oneof(fc.constantFrom(...Array.from('./:@?#%-0aA \t\0')), anyCharacter);
    fc.assert(
      fc.property(origin, fc.nat(), fc.integer({ min: 0, max: 2 }), character, (one, place, taken, put) => {
        const at = place % (one.length + 1);
        const other = one.slice(0, at) + put + one.slice(at + taken);
        fc.pre(!admitted.has(other));
        expect(admits(other, undefined)).toBe(false);
      }),
      { numRuns: 5_000 },
    );
  });

  it('is not admitted as a subdomain unless it is what a browser writes for one', () => {
    const character = fc.oneof(fc.constantFrom(...Array.from('./:@?#%-0aA \t\0')), anyCharacter);
    const base = fc.constantFrom('https://a.example.com', 'https://a.b-c.example.com');
    fc.assert(
      fc.property(base, fc.nat(), fc.integer({ min: 0, max: 2 }), character, (one, place, taken, put) => {
        const at = place % (one.length + 1);
        const other = one.slice(0, at) + put + one.slice(at + taken);
        if (!admits(other, undefined)) return;
        expect(new URL(other).origin).toBe(other);
        expect(new URL(other).hostname.endsWith('.example.com')).toBe(true);
      }),
      { numRuns: 5_000 },
    );
  });
});

describe('a page without an origin', () => {
  it('is admitted when the owner allows it', () => {
    expect(policy([], { allowNull: true })('null', undefined)).toBe(true);
    expect(policy([], { allowMissing: true })(undefined, undefined)).toBe(true);
  });

  it('is something else than a program that names none', () => {
    expect(policy([], { allowNull: true })(undefined, undefined)).toBe(false);
    expect(policy([], { allowMissing: true })('null', undefined)).toBe(false);
    expect(policy([], { allowMissing: true })('', undefined)).toBe(false);
  });

  it('opens the door to no other page', () => {
    expect(policy([], { allowNull: true, allowMissing: true })('https://evil.com', 'chat.example')).toBe(
      false,
    );
  });
});

describe('the server’s own pages', () => {
  it('are those of the host that was asked for', () => {
    const admits = policy([]);
    expect(admits('http://localhost:8080', 'localhost:8080')).toBe(true);
    expect(admits('https://chat.example', 'chat.example')).toBe(true);
    expect(admits('https://chat.example:8443', 'chat.example')).toBe(false);
    expect(admits('https://evil.com', 'chat.example')).toBe(false);
    expect(admits('https://undefined', undefined)).toBe(false);
  });

  it('are those of the public address alone, where it was told', () => {
    const admits = policy([], { own: 'https://chat.example' });
    expect(admits('https://chat.example', '10.0.0.1:8080')).toBe(true);
    expect(admits('http://chat.example', 'chat.example')).toBe(false);
    expect(admits('https://evil.com', 'evil.com')).toBe(false);
  });
});
