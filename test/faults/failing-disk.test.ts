// T13: a disk that fails, is full or read-only at any one of the calls the log makes. Each is let fail in
// turn, and then several in a row, until a run has no more of them.
import { spawnSync } from 'node:child_process';
import { constants } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { cleanLine, verdictLine, type Verdict } from '../support/log-verdict.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const file = (name: string) => fileURLToPath(new URL(`disk/${name}`, import.meta.url));

const { EIO, ENOSPC, EROFS } = constants.errno;

const errors = { EIO, ENOSPC, EROFS };
const inARow = process.env.FAULTS === 'long' ? [1, 2, 3, 7] : [1];

for (const [name, error] of Object.entries(errors))
  it(`loses nothing when any call fails with ${name}`, { timeout: 300_000 }, ({ skip }) => {
    using folder = temporaryFolder();
    const library = compile(folder.path);
    if (library === undefined) return skip('gcc is missing: install it to let a disk fail');
    for (const times of inARow) {
      const { runs, refusals, sentences, ...verdict } = letFail(folder.path, library, error, times);
      console.log(`${name}, ${times} in a row, at each of ${runs} calls: ${verdictLine(verdict)}`);
      expect(runs).toBeGreaterThan(20);
      expect(sentences).toBe(refusals);
      expect(verdictLine(verdict)).toBe(cleanLine(verdict.acknowledged));
    }
  });

interface Report extends Verdict {
  /** One for each call, and the last, in which none was left to fail. */
  readonly runs: number;
  readonly refusals: number;
  /** Refusals that came with a sentence. */
  readonly sentences: number;
}

/** The disk that fails, as a library to be loaded before all others. */
function compile(folder: string): string | undefined {
  const library = join(folder, 'failing-disk.so');
  const { error, status, stderr } = spawnSync('gcc', [
    '-shared',
    '-fPIC',
    '-o',
    library,
    file('failing-disk.c'),
    '-ldl',
  ]);
  if (error) return undefined;
  expect([status, stderr.toString()]).toEqual([0, '']);
  return library;
}

function letFail(folder: string, library: string, error: number, times: number): Report {
  const { stdout, stderr } = spawnSync(
    process.execPath,
    [file('every-call-fails.ts'), folder, `${error}`, `${times}`],
    { env: { ...process.env, LD_PRELOAD: library } },
  );
  expect(stderr.toString()).toBe('');
  return JSON.parse(stdout.toString()) as Report;
}
