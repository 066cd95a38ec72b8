import { parseAst } from 'rollup/parseAst';
import { expect, it } from 'vitest';

interface Minifier {
  transform(this: { parse: typeof parseAst }, code: string, id: string): Promise<{ readonly code: string }>;
}

// Part of the build, which has no types.
const file = '../../tools/minify-templates.js';
const { minifyTemplates } = (await import(file)) as { minifyTemplates: () => Minifier };

async function minified(code: string): Promise<string> {
  return (await minifyTemplates().transform.call({ parse: parseAst }, code, 'part.ts')).code;
}

it('takes line breaks out between tags, and around a template', async () => {
  expect(await minified('html`\n  <p>\n    ${name}\n  </p>\n`')).toBe('html`<p>${name}</p>`');
});

it('keeps a space before or behind a template: it parts two words', async () => {
  expect(await minified('html` ${name}`')).toBe('html` ${name}`');
  expect(await minified('html`<b>Bo</b> `')).toBe('html`<b>Bo</b> `');
});

it('takes comments out', async () => {
  expect(await minified('html`<!-- why --><p>${name}</p>`')).toBe('html`<p>${name}</p>`');
});
