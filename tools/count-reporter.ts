// Writes how many widget tests passed and failed, for the sum at the end of all tests.
import { writeFileSync } from 'node:fs';
import type { Reporter, TestSuiteResult } from '@web/test-runner';

export interface Count {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

/** `file` is written when the run ends; without one the reporter does nothing. */
export function countReporter(file: string | undefined): Reporter {
  return {
    onTestRunFinished({ sessions }) {
      if (file === undefined) return;
      const tests = sessions.flatMap(({ testResults }) => (testResults ? testsOf(testResults) : []));
      // A file that could not be loaded has no tests to fail, but must not pass for none.
      const broken = sessions.filter(({ testResults, errors }) => !testResults || errors.length > 0).length;
      const count: Count = {
        passed: tests.filter(({ passed, skipped }) => passed && !skipped).length,
        failed: tests.filter(({ passed, skipped }) => !passed && !skipped).length + broken,
        skipped: tests.filter(({ skipped }) => skipped).length,
      };
      writeFileSync(file, JSON.stringify(count));
    },
  };
}

function testsOf({ tests, suites }: TestSuiteResult): TestSuiteResult['tests'] {
  return [...tests, ...suites.flatMap(testsOf)];
}
