// The recipes of docs/recipes.md: what stands there is what is compiled, driven and checked elsewhere, letter by letter.
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');

const page = read('docs/recipes.md');

/** The first block of that language. */
function blockOf(language: string): string {
  return new RegExp(`\`\`\`${language}\n(.*?)\`\`\``, 's').exec(page)![1]!;
}

describe('docs/recipes.md', () => {
  it.each([
    ['tsx', 'test/fixtures/react/Chat.tsx'],
    ['vue', 'test/fixtures/vue/Chat.vue'],
    ['svelte', 'test/fixtures/svelte/Chat.svelte'],
  ])('has in its first block of %s what %s is', (language, file) => {
    expect(blockOf(language)).toBe(read(file));
  });

  it('names files that are there', () => {
    const named = [...page.matchAll(/\]\((\.\.?\/)?([\w./-]+?)(#[\w-]+)?\)/g)].map(
      ([, up = '', path]) => new URL(`../../docs/${up}${path!}`, import.meta.url),
    );
    expect(named.length).toBeGreaterThan(3);
    for (const file of named) expect([file.href, existsSync(fileURLToPath(file))]).toEqual([file.href, true]);
  });
});
