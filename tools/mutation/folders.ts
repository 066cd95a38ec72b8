// What is mutated, folder by folder, and the tests that each folder's mutants meet: none with a browser, a
// process or a socket of its own, for a mutant is met thousands of times.

export interface Folder {
  readonly sources: readonly string[];
  readonly tests: readonly string[];
  /** Tests of the browser, or too slow to be repeated. */
  readonly withoutTests?: readonly string[];
  /** Whether what runs once, at the start, is mutated too: each such mutant meets all of the tests. */
  readonly withStatics?: true;
}

export const folders: Readonly<Record<string, Folder>> = {
  protocol: { sources: ['protocol/*.ts'], withStatics: true, tests: ['test/protocol/**/*.test.ts'] },
  room: {
    sources: ['server/room/*.ts'],
    tests: ['test/server/room/**/*.test.ts', 'test/server/connection/opening.test.ts'],
  },
  log: {
    // Without postgres/ and copy/: their mutants would meet an engine of their own each, for seconds.
    sources: ['server/log/*.ts', 'server/log/sqlite/*.ts'],
    tests: ['test/server/log/*.test.ts', 'test/server/log/sqlite/*.test.ts'],
    // The one's writer is another process, which no mutant reaches; the other waits until patience ends.
    withoutTests: [
      'test/server/log/sqlite/killed-writer.test.ts',
      'test/server/log/sqlite/erasure-while-read.test.ts',
    ],
  },
  timeline: { sources: ['widget/timeline/*.ts'], tests: ['test/widget/timeline/**/*.test.ts'] },
  connection: {
    sources: ['widget/connection/*.ts', '!widget/connection/surroundings.ts'],
    tests: ['test/widget/connection/**/*.test.ts'],
    withoutTests: ['test/widget/connection/surroundings.test.ts'],
  },
};

/** Tells the runner's configuration, in the processes that Stryker starts, which folder it is. */
export const folderVariable = 'MUTATION_FOLDER';
