// Unit and contract tests of the protocol and the server, in Node.
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: [
      'test/protocol/**/*.test.ts',
      'test/server/**/*.test.ts',
      'test/faults/**/*.test.ts',
      'test/bench/**/*.test.ts',
    ],
    testTimeout: 20_000,
    // Objects made by JSON must never reach a prototype.
    execArgv: ['--disable-proto=throw'],
  },
});
