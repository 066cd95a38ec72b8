import { describe, expect, it } from 'vitest';
import { csvLine } from '../../../server/console/csv.ts';

describe('a line of CSV', () => {
  it('quotes texts, and doubles their quotes', () => {
    expect(csvLine([1, 'a "b", c\nd'])).toBe('1,"a ""b"", c\nd"\r\n');
  });

  it.each([
    '=1+1',
    '+1',
    '-1',
    '@SUM(1)',
    '\t=1',
    '\r=1',
    '\n=1',
    ' =1',
    '\u00a0=1',
    '\u200b=1',
    '\ufeff=1',
    '\u0000=1',
    '＝1',
    '＋1',
    '－1',
    '＠1',
    "=cmd|' /C calc'!A0",
    '=HYPERLINK("https://evil.example")',
  ])('takes no cell for a formula: %j', (text) => {
    expect(csvLine([text])).toBe(`"'${text.replaceAll('"', '""')}"\r\n`);
  });

  it.each(['1+1', 'a=b', 'mail@example.com', 'e-mail', '', "'quoted'"])('leaves %j as it is', (text) => {
    expect(csvLine([text])).toBe(`"${text}"\r\n`);
  });
});
