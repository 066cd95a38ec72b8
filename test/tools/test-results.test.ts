import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { resultOfSessions } from '../../tools/result-reporter.ts';
import { resultOfPlaywright, resultOfVitest, summaryOf } from '../../tools/test-results.ts';

const modules = join(import.meta.dirname, '../../node_modules');
const folders: string[] = [];
afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true })));

/** One passes, one fails, and one is left out on purpose: each has to be counted as what it is. */
const tests = (from: string) => `
  import { expect, test } from '${from}';
  test.describe?.('sums', () => test('one and one are two', () => expect(1 + 1).toBe(2)));
  test('one and one are three', () => expect(1 + 1).toBe(3));
  test.skip('one and one are some', () => {});
`;

/** What a real runner writes of these files, whose names end as it wants them to. */
function reportOf(command: string, args: readonly string[], files: Record<string, string>): unknown {
  const folder = mkdtempSync(join(tmpdir(), 'ws-chat-results-'));
  folders.push(folder);
  symlinkSync(modules, join(folder, 'node_modules'), 'dir');
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  const report = join(folder, 'report.json');
  spawnSync(join(modules, '.bin', command), args, {
    cwd: folder,
    env: { ...process.env, PLAYWRIGHT_JSON_OUTPUT_FILE: report },
    shell: process.platform === 'win32',
  });
  return JSON.parse(readFileSync(report, 'utf8'));
}

describe('what failed is told by name and sentence', () => {
  it('in vitest, where a file that cannot be loaded is a failure too', { timeout: 60_000 }, () => {
    const { failures, ...counts } = resultOfVitest(
      reportOf('vitest', ['run', '--reporter=json', '--outputFile=report.json'], {
        'sums.test.mjs': tests('vitest'),
        'broken.test.mjs': 'import "./nowhere.mjs";',
      }),
    );
    expect(counts).toEqual({ passed: 1, failed: 1, skipped: 1 });
    expect(failures).toHaveLength(2);
    const summary = summaryOf(failures);
    expect(summary).toMatch(/✘ .*sums\.test\.mjs › one and one are three\n {4}.*expected 2 to be 3/);
    expect(summary).toMatch(/✘ .*broken\.test\.mjs\n {4}.*nowhere\.mjs/);
  });

  it('in Playwright', { timeout: 60_000 }, () => {
    const { failures, ...counts } = resultOfPlaywright(
      reportOf('playwright', ['test', '--reporter=json'], { 'sums.spec.mjs': tests('@playwright/test') }),
    );
    expect(counts).toEqual({ passed: 1, failed: 1, skipped: 1 });
    expect(failures).toHaveLength(1);
    expect(summaryOf(failures)).toMatch(/✘ sums\.spec\.mjs › one and one are three\n(.*\n)* {4}.*3/);
  });

  it('in the browser, with the suites around it', () => {
    const test = { name: 'is seen', skipped: false };
    const error = { message: 'expected 2 to equal 3', stack: 'at row.test.ts:3' };
    const failed = { ...test, name: 'is heard', passed: false, error };
    const suite = { name: 'a row', suites: [], tests: [{ ...test, passed: true }, failed] };
    const { failures, ...counts } = resultOfSessions([
      { testFile: 'row.test.ts', errors: [], testResults: { name: '', suites: [suite], tests: [] } },
      { testFile: 'list.test.ts', errors: [{ message: 'it could not be loaded' }] },
    ]);
    expect(counts).toEqual({ passed: 1, failed: 2, skipped: 0 });
    expect(summaryOf(failures)).toBe(
      [
        '✘ row.test.ts › a row › is heard\n    expected 2 to equal 3\n    at row.test.ts:3',
        '✘ list.test.ts\n    it could not be loaded',
      ].join('\n\n'),
    );
  });
});

describe('a summary', () => {
  it('is a few lines for each failure, however much it says', () => {
    const message = Array.from({ length: 500 }, (_, line) => `line ${line} `.repeat(100)).join('\n');
    const lines = summaryOf([{ name: 'all of it', message }]).split('\n');
    expect(lines).toHaveLength(13);
    expect(Math.max(...lines.map(({ length }) => length))).toBeLessThanOrEqual(304);
  });

  it('is plain text, though a runner says it in colours', () => {
    expect(summaryOf([{ name: 'sums', message: '\u001B[31mexpected 2\u001B[39m to be 3' }])).toBe(
      '✘ sums\n    expected 2 to be 3',
    );
  });
});
