import { describe, expect, it } from 'vitest';
import { namedIn, shippedOf, type LockFile } from '../../../tools/licences/shipped.ts';

const lock: LockFile = {
  packages: {
    '': { version: '1.0.0', license: 'MIT' },
    'node_modules/express': { version: '5.0.0', license: 'MIT' },
    'node_modules/express/node_modules/@scope/deep': { version: '2.0.0' },
    'node_modules/lit-html': { version: '3.0.0', license: 'BSD-3-Clause', dev: true },
    'node_modules/lit-2/node_modules/lit-html': { version: '2.0.0', license: 'BSD-3-Clause', dev: true },
    'node_modules/eslint': { version: '10.0.0', license: 'MIT', dev: true },
  },
};

describe('what goes out', () => {
  it('is what is installed beside it, however deep, and what is inside; no tool', () => {
    const shipped = shippedOf(lock, new Set(['lit-html']));
    expect(shipped.map(({ name, version, licence, how }) => [name, version, licence, how])).toEqual([
      ['express', '5.0.0', 'MIT', 'beside'],
      ['@scope/deep', '2.0.0', undefined, 'beside'],
      ['lit-html', '3.0.0', 'BSD-3-Clause', 'inside'],
    ]);
  });

  it('is told by the source maps of the build', () => {
    const sources = [
      '../../node_modules/lit-html/lit-html.js',
      '../../node_modules/@lit/reactive-element/css-tag.js',
      '../../node_modules/lit-2/node_modules/ours/index.js',
      '../../widget/node_modules.ts',
    ];
    expect([...namedIn(sources)]).toEqual(['lit-html', '@lit/reactive-element', 'lit-2']);
  });

  it('is not written down where the lock file does not know it', () => {
    expect(() => shippedOf(lock, new Set(['left-pad']))).toThrow(
      'left-pad is inside of what was built, and package-lock.json has none: run npm ci and build anew.',
    );
  });
});
