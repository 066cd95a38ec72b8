// What a runner left behind: how many tests passed, and what failed, by name and sentence.
import { stripVTControlCharacters } from 'node:util';

export interface Result {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  readonly failures: readonly Failure[];
}

export interface Failure {
  /** File, suites and title, as a person would look for it. */
  readonly name: string;
  /** What was said, with its trace if there is one; may be empty. */
  readonly message: string;
}

interface VitestReport {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    /** Why the file itself could not be run. */
    readonly message: string;
    readonly assertionResults: readonly {
      readonly fullName: string;
      readonly status: string;
      readonly failureMessages: readonly string[] | null;
    }[];
  }[];
}

/** Reads the JSON of vitest's own reporter. A file that could not be loaded fails, though it has no test. */
export function resultOfVitest(report: unknown): Result {
  const { numPassedTests, numFailedTests, numPendingTests, testResults } = report as VitestReport;
  const failures = testResults.flatMap(({ name, status, message, assertionResults }) => {
    const failed = assertionResults.filter((test) => test.status === 'failed');
    if (failed.length === 0 && status === 'failed') return [{ name, message }];
    return failed.map(({ fullName, failureMessages }) => ({
      name: `${name} › ${fullName}`,
      message: (failureMessages ?? []).join('\n'),
    }));
  });
  return { passed: numPassedTests, failed: numFailedTests, skipped: numPendingTests, failures };
}

interface PlaywrightReport {
  readonly stats: {
    readonly expected: number;
    readonly unexpected: number;
    readonly flaky: number;
    readonly skipped: number;
  };
  readonly suites: readonly PlaywrightSuite[];
  /** What went wrong outside of any test. */
  readonly errors: readonly { readonly message?: string }[];
}

interface PlaywrightSuite {
  readonly suites?: readonly PlaywrightSuite[];
  readonly specs: readonly {
    readonly file: string;
    readonly title: string;
    readonly tests: readonly {
      readonly projectName: string;
      readonly status: string;
      readonly results: readonly { readonly errors?: readonly { readonly message?: string }[] }[];
    }[];
  }[];
}

/** Reads the JSON of Playwright's own reporter. What passed at a second try only has failed. */
export function resultOfPlaywright(report: unknown): Result {
  const { stats, suites, errors } = report as PlaywrightReport;
  const outside = errors.map(({ message = '' }) => ({ name: 'outside of any test', message }));
  return {
    passed: stats.expected,
    failed: stats.unexpected + stats.flaky,
    skipped: stats.skipped,
    failures: [...suites.flatMap(failuresOf), ...outside],
  };
}

function failuresOf({ suites = [], specs }: PlaywrightSuite): Failure[] {
  const own = specs.flatMap(({ file, title, tests }) =>
    tests
      .filter(({ status }) => status === 'unexpected' || status === 'flaky')
      .map(({ projectName, results }) => ({
        name: `${file} › ${title}${projectName && ` [${projectName}]`}`,
        message: results
          .flatMap(({ errors = [] }) => errors)
          .map(({ message = '' }) => message)
          .join('\n'),
      })),
  );
  return [...own, ...suites.flatMap(failuresOf)];
}

/** A few lines for each failure, for the end of a log of which only the end is read. */
export function summaryOf(failures: readonly Failure[]): string {
  return failures.map(({ name, message }) => [`✘ ${name}`, ...firstLines(message)].join('\n')).join('\n\n');
}

function firstLines(message: string): string[] {
  const lines = stripVTControlCharacters(message)
    .split('\n')
    .filter((line) => line.trim() !== '');
  return lines.slice(0, 12).map((line) => `    ${line.slice(0, 300)}`);
}
