// The conformance suite: rules of protocol/README.md, tried on a running server from outside.
// `npm run conformance` says how it is pointed at one.
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  root: fileURLToPath(new URL('../..', import.meta.url)),
  test: {
    include: ['test/conformance/**/*.test.ts'],
    globalSetup: ['test/conformance/global-setup.ts'],
    testTimeout: 30_000,
    // Files share one server, whose limits by address they would use up together.
    maxWorkers: 2,
  },
});
