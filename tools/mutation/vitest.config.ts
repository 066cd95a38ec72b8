// The tests of one folder's mutants, in Node.
import { defineConfig } from 'vitest/config';
import { folders, folderVariable } from './folders.ts';

const { tests, withoutTests = [] } = folders[process.env[folderVariable] ?? '']!;

export default defineConfig({
  // A mutant is active, and what a test reaches is seen, in the one thread of the tests only.
  resolve: { alias: { 'node:worker_threads': new URL('threads-in-process.ts', import.meta.url).pathname } },
  test: {
    root: new URL('../..', import.meta.url).pathname,
    include: [...tests],
    exclude: [...withoutTests],
    setupFiles: [new URL('few-runs.ts', import.meta.url).pathname],
    // Tests of the widget are written for the browser's runner, whose words these are.
    globals: true,
    testTimeout: 20_000,
  },
});
