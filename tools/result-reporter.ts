// Writes which widget tests passed and failed, for the sum at the end of all tests.
import { writeFileSync } from 'node:fs';
import type { Reporter, TestResultError, TestSession, TestSuiteResult } from '@web/test-runner';
import type { Failure, Result } from './test-results.ts';

/** `file` is written when the run ends; without one the reporter does nothing. */
export function resultReporter(file: string | undefined): Reporter {
  return {
    onTestRunFinished({ sessions }) {
      if (file !== undefined) writeFileSync(file, JSON.stringify(resultOfSessions(sessions)));
    },
  };
}

type Session = Pick<TestSession, 'testFile' | 'testResults' | 'errors'>;

/** A file that could not be loaded has no tests to fail, but must not pass for none. */
export function resultOfSessions(sessions: readonly Session[]): Result {
  const tests = sessions.flatMap(({ testFile, testResults }) =>
    testResults ? testsOf(testResults, testFile) : [],
  );
  const ran = tests.filter(({ skipped }) => !skipped);
  const failed = ran.filter(({ passed }) => !passed);
  const broken = sessions.filter(({ testResults, errors }) => !testResults || errors.length > 0);
  return {
    passed: ran.length - failed.length,
    failed: failed.length + broken.length,
    skipped: tests.length - ran.length,
    failures: [
      ...failed.map(({ name, error }): Failure => ({ name, message: error ? textOf(error) : '' })),
      ...broken.map(({ testFile, errors }) => ({
        name: testFile,
        message: errors.length > 0 ? errors.map(textOf).join('\n') : 'It ended without a result.',
      })),
    ],
  };
}

function testsOf({ name, tests, suites }: TestSuiteResult, above: string): TestSuiteResult['tests'] {
  const path = name ? `${above} › ${name}` : above;
  return [
    ...tests.map((test) => ({ ...test, name: `${path} › ${test.name}` })),
    ...suites.flatMap((suite) => testsOf(suite, path)),
  ];
}

function textOf({ message, stack = '' }: TestResultError): string {
  return stack.includes(message) ? stack : `${message}\n${stack}`;
}
