import { describe, expect, it } from 'vitest';
import { faultOf, isAdmitted } from '../../../tools/licences/admitted.ts';

const of = (licence: string | undefined) =>
  faultOf({ name: 'left-pad', version: '1.3.0', licence, path: 'node_modules/left-pad', how: 'beside' });

describe('a licence', () => {
  it.each(['MIT', 'Apache-2.0', '(MIT OR GPL-3.0-only)', 'GPL-3.0-only OR ISC', 'MIT AND CC0-1.0'])(
    '%s may go out',
    (expression) => {
      expect(isAdmitted(expression)).toBe(true);
      expect(of(expression)).toBeUndefined();
    },
  );

  it.each([
    'GPL-3.0-only',
    'AGPL-3.0-or-later',
    'SSPL-1.0',
    'UNLICENSED',
    'SEE LICENSE IN LICENSE.md',
    'MIT AND GPL-2.0-only',
    '(MIT AND GPL-2.0-only) OR SSPL-1.0',
    'Commons-Clause',
    'mit',
    '',
  ])('%s may not, and the sentence names the package', (expression) => {
    expect(isAdmitted(expression)).toBe(false);
    expect(of(expression)).toContain(`left-pad 1.3.0 is under ${expression}, which is not known`);
  });

  it('that nobody names may not', () => {
    expect(of(undefined)).toBe(
      'left-pad 1.3.0 names no licence. Take another package, or ask its authors to name one.',
    );
  });
});
