import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { parseOriginRule } from '../../../server/config/origin-rule.ts';

describe('parseOriginRule', () => {
  it.each([
    'https://example.com',
    'http://example.com',
    'https://example.com:8443',
    'http://localhost:3000',
    'http://127.0.0.1:3000',
    'http://[::1]:3000',
    'https://xn--bcher-kva.example',
  ])('takes %s as it is', (origin) => {
    expect(parseOriginRule(origin)).toEqual({ kind: 'exact', origin });
  });

  it.each([
    ['https://*.example.com', '.example.com'],
    ['https://*.example.com:8443', '.example.com:8443'],
    ['https://*.a.b.example.com', '.a.b.example.com'],
  ])('takes %s as every name that ends with %s', (text, suffix) => {
    expect(parseOriginRule(text)).toEqual({ kind: 'subdomains', suffix });
  });

  it.each([
    '',
    'null',
    '*',
    'example.com',
    '//example.com',
    'HTTPS://example.com',
    'https://',
    'https://exa mple.com',
    'https://example.com/',
    'https://example.com?',
    'https://example.com#',
    'https://user@example.com',
    'https://example.com:443',
    'http://example.com:80',
    'https://EXAMPLE.com',
    'https://127.1',
    ' https://example.com',
    'https://*',
    'https://*.',
    'https://*.com',
    'https://*.localhost',
    'https://*example.com',
    'https://a.*.example.com',
    'https://*.*.example.com',
    'http://*.example.com',
    'https://*.example.com/',
    'wss://example.com',
    'file://',
  ])('refuses %j with a sentence', (text) => {
    expect(() => parseOriginRule(text)).toThrow(RangeError);
    expect(() => parseOriginRule(text)).toThrow(/“.*”.+/);
  });

  it('takes what every browser would send', () => {
    fc.assert(
      fc.property(fc.webUrl(), (url) => {
        const { origin } = new URL(url);
        expect(parseOriginRule(origin)).toEqual({ kind: 'exact', origin });
      }),
    );
  });

  it('throws nothing but a RangeError, whatever the text', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.string().map((text) => `https://${text}`),
        ),
        (text) => {
          try {
            parseOriginRule(text);
          } catch (error) {
            expect(error).toBeInstanceOf(RangeError);
          }
        },
      ),
    );
  });
});
