// The flags of a plan: each that cannot be used is named, with its cure.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { readCommandLine } from '../../../tools/plan/command-line.ts';

const main = fileURLToPath(new URL('../../../tools/plan/main.ts', import.meta.url));
const three = ['--users=100000', '--rooms=5000', '--rate=0.002'];

describe('the command line of a plan', () => {
  it('takes users, rooms and rate, and has the rest', () => {
    expect(readCommandLine(three)).toEqual({
      kind: 'plan',
      json: false,
      wish: {
        ...{ users: 100_000, rooms: 5_000, rate: 0.002, largest: undefined, roomPosts: undefined },
        ...{ joinSpread: 2, cores: 8, memoryGiB: 16, route: 'node' },
      },
    });
  });

  it.each([
    [[], '--users is missing. Write it as in --users 100000 --rooms 5000 --rate 0.002.'],
    [['--users=many'], '--users many: must be a number from 1 to 100000000, without commas.'],
    [['--users=100,000'], '--users 100,000: must be a number from 1 to 100000000, without commas.'],
    [['--users=0'], '--users 0: must be a number from 1 to 100000000, without commas.'],
    [['--users=1.5'], '--users 1.5: must be a whole number.'],
    [['--users=100000001'], '--users 100000001: must be a number from 1 to 100000000, without commas.'],
    [[...three, '--rate=-1'], '--rate -1: must be a number from 0 to 1000, without commas.'],
    [
      [...three, '--largest=200000'],
      '--largest 200000: there are 100000 users in all. Give fewer, or more --users.',
    ],
    [
      [...three, '--largest=19'],
      '--largest 19: 100000 users in 5000 rooms are 20 in the mean one. Give 20 or more, or more --rooms.',
    ],
    [['--users=5', '--rooms=1', '--rate=1', '--largest=5'], undefined],
    [[...three, '--route=room'], '--route room: must be node or process.'],
    [[...three, '--cores=0'], '--cores 0: must be a number from 1 to 1024, without commas.'],
  ])('%j: %s', (args, sentence) => {
    if (sentence === undefined) expect(() => readCommandLine(args)).not.toThrow();
    else expect(() => readCommandLine(args)).toThrow(sentence);
  });

  it('names a flag that it does not know, and where all of them stand', () => {
    expect(() => readCommandLine(['--user=5'])).toThrow(/--user.*See --help/);
  });
});

describe('npm run plan', () => {
  const run = (...args: readonly string[]) =>
    spawnSync(process.execPath, [main, ...args], { encoding: 'utf8' });

  it('prints a table, or all of it as JSON', () => {
    expect(run(...three).stdout).toContain('What gives way first');
    const told = JSON.parse(run(...three, '--json').stdout) as { stage: string; recommendation: string };
    expect(['one process', 'workers', 'Postgres', 'Valkey']).toContain(told.stage);
    expect(told.recommendation).toMatch(/\.$/);
  });

  it('ends with 1 and one sentence where a flag cannot be used', () => {
    const { status, stderr, stdout } = run('--users=5');
    expect([status, stdout]).toEqual([1, '']);
    expect(stderr).toBe('--rooms is missing. Write it as in --users 100000 --rooms 5000 --rate 0.002.\n');
  });
});
