import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { documentOf } from '../../../tools/licences/document.ts';
import type { Shipped } from '../../../tools/licences/shipped.ts';
import { endsWithTest } from '../../support/ends-with-test.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

/** A project with one package in it, of these files. */
function documentWith(files: Readonly<Record<string, string>>, over: Partial<Shipped> = {}): string {
  const root = endsWithTest(temporaryFolder()).path;
  const path = 'node_modules/left-pad';
  mkdirSync(join(root, path), { recursive: true });
  for (const [name, text] of Object.entries(files)) writeFileSync(join(root, path, name), text);
  return documentOf(
    [{ name: 'left-pad', version: '1.3.0', licence: 'MIT', path, how: 'beside', ...over }],
    root,
  );
}

describe('the document', () => {
  it('has the texts that a package brings, and its notices', () => {
    const text = documentWith({
      LICENSE: 'As you like.\r\n',
      'NOTICE.txt': 'By Ann.',
      'licenses.js': 'function',
    });
    expect(text).toContain('left-pad 1.3.0 (MIT)\n\nAs you like.\n\n\nBy Ann.\n');
    expect(text).not.toContain('function');
  });

  it('has what a README says of it where there is no other text', () => {
    const text = documentWith({
      'README.md': '# Pad\n\nPads.\n\n## License\n\n© Ann, MIT\n\n## More\n\nMore.',
    });
    expect(text).toContain('left-pad 1.3.0 (MIT)\n\n© Ann, MIT\n');
    expect(text).not.toContain('More');
  });

  it('says so where a package brings no text', () => {
    expect(documentWith({})).toContain(
      'left-pad 1.3.0 (MIT)\n\nThe package has no text of its licence, and names MIT.\n',
    );
  });

  it('tells what is inside from what is beside, and names the data of Unicode', () => {
    const text = documentWith({ LICENSE: 'As you like.' }, { how: 'inside' });
    const [inside, beside] = text.split('Installed beside it');
    expect(inside).toContain('As you like.');
    expect(inside).toContain('UNICODE LICENSE V3');
    expect(beside).not.toContain('left-pad');
  });

  it('is not made where a package is not installed', () => {
    expect(() => documentWith({}, { path: 'node_modules/right-pad' })).toThrow(
      /right-pad is not there: run npm ci\.$/,
    );
  });
});
