// Runs every kind of test, one after the other, and prints the sum alone on the last line.
import { spawnSync } from 'node:child_process';
import { globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findFirefox } from './find-firefox.ts';
import { resultOfPlaywright, resultOfVitest, summaryOf, type Failure, type Result } from './test-results.ts';

interface Kind {
  readonly title: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly environment: Record<string, string>;
  /** Why it cannot run here; undefined if it can. */
  readonly missing?: string | undefined;
  /** Reads what the runner wrote. */
  readonly result: () => Result;
  /** Tells more of what failed: where only the output is kept, nothing else can. */
  readonly explain?: () => void;
}

const folder = mkdtempSync(join(tmpdir(), 'ws-chat-tests-'));
const file = (name: string) => join(folder, name);
const readJson = (name: string): unknown => JSON.parse(readFileSync(file(name), 'utf8'));

const kinds: readonly Kind[] = [
  {
    title: 'protocol and server (vitest)',
    command: 'vitest',
    args: ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${file('vitest.json')}`],
    environment: {},
    result: () => resultOfVitest(readJson('vitest.json')),
  },
  {
    title: 'the wire, from outside (vitest)',
    command: 'vitest',
    args: [
      ...['run', '--config=test/conformance/vitest.config.ts'],
      ...['--reporter=default', '--reporter=json', `--outputFile.json=${file('conformance.json')}`],
    ],
    environment: {},
    result: () => resultOfVitest(readJson('conformance.json')),
  },
  {
    title: 'widget in Chromium (@web/test-runner)',
    command: 'wtr',
    args: [],
    environment: { WTR_RESULT_FILE: file('widget.json') },
    result: () => readJson('widget.json') as Result,
  },
  {
    title: 'widget in Firefox (@web/test-runner)',
    command: 'wtr',
    args: [],
    environment: { WTR_BROWSER: 'firefox', WTR_RESULT_FILE: file('firefox.json') },
    missing: findFirefox() ? undefined : 'Firefox is not installed (Debian: apt-get install -y firefox-esr).',
    result: () => readJson('firefox.json') as Result,
  },
  {
    title: 'whole pages (Playwright)',
    command: 'playwright',
    args: ['test'],
    environment: { E2E_RESULT_FILE: file('pages.json') },
    result: () => resultOfPlaywright(readJson('pages.json')),
    explain() {
      for (const page of globSync('test-results/*/error-context.md'))
        console.log(`\n${page}\n\n${readFileSync(page, 'utf8')}`);
    },
  },
];

/** Servers are started by the hundred: what was compiled once is not compiled again. */
const compiled = join(import.meta.dirname, '../node_modules/.cache/compiled');

const sum = { passed: 0, failed: 0, skipped: 0 };
const failures: Failure[] = [];
for (const kind of kinds) {
  console.log(`\n== ${kind.title}\n`);
  if (kind.missing !== undefined) {
    console.log(`Skipped: ${kind.missing}`);
    sum.skipped++;
    continue;
  }
  const { status } = spawnSync(kind.command, kind.args, {
    stdio: 'inherit',
    env: { NODE_COMPILE_CACHE: compiled, ...process.env, ...kind.environment },
    shell: process.platform === 'win32',
  });
  const result = resultOf(kind);
  sum.passed += result.passed;
  sum.skipped += result.skipped;
  failures.push(...result.failures);
  // A runner that fails without a failed test could not run some: that must not pass.
  const failed = Math.max(result.failed, status === 0 ? 0 : 1);
  if (failed > result.failed) failures.push({ name: kind.title, message: `It ended with ${status}.` });
  if (failed > 0) kind.explain?.();
  sum.failed += failed;
}
rmSync(folder, { recursive: true });

if (failures.length > 0) console.log(`\n== What failed\n\n${summaryOf(failures)}`);

console.log(
  `\n${sum.passed} passed, ${sum.failed} failed${sum.skipped > 0 ? `, ${sum.skipped} skipped` : ''}`,
);
process.exitCode = sum.failed > 0 || sum.passed === 0 ? 1 : 0;

function resultOf(kind: Kind): Result {
  try {
    return kind.result();
  } catch {
    return {
      ...{ passed: 0, failed: 1, skipped: 0 },
      failures: [{ name: kind.title, message: 'The runner left no result.' }],
    };
  }
}
