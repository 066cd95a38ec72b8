// The widget's pure parts in Node, where mutants of them can be tested by the thousand. Their tests are
// written for mocha, whose globals vitest has too.
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    root: new URL('../..', import.meta.url).pathname,
    include: ['timeline', 'outbox', 'rows', 'connection'].map((part) => `test/widget/${part}/**/*.test.ts`),
    // These are about the browser itself.
    exclude: ['**/surroundings.test.ts', '**/draft-keep.test.ts'],
    globals: true,
    // Properties take their time where a machine is busy.
    testTimeout: 60_000,
  },
});
