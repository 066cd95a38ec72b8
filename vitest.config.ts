// Everything that runs in Node: units and contracts, simulated histories, fuzzed frames, real faults.
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: [
      'test/{protocol,server,client,tools,simulation,fuzz,faults,bench,deploy,examples}/**/*.test.ts',
    ],
    testTimeout: 20_000,
    // On two cores it would be one: most of these wait for servers and engines of their own.
    maxWorkers: 2,
    // Objects made by JSON must never reach a prototype.
    execArgv: ['--disable-proto=throw'],
  },
});
