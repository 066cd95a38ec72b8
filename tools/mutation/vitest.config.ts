// The tests of one folder's mutants, in Node.
import { defineConfig } from 'vitest/config';
import { folders, folderVariable } from './folders.ts';

const { tests, withoutTests = [] } = folders[process.env[folderVariable] ?? '']!;

export default defineConfig({
  test: {
    root: new URL('../..', import.meta.url).pathname,
    include: [...tests],
    exclude: [...withoutTests],
    // Tests of the widget are written for the browser's runner, whose words these are.
    globals: true,
    testTimeout: 20_000,
  },
});
