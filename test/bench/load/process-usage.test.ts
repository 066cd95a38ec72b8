import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { until } from '../../support/until.ts';
import { familySeconds } from './process-usage.ts';

const burnt = 0.3;
const burning = `const { cpuUsage } = process; while (cpuUsage().user < ${burnt * 1e6});`;

/** A parent without work of its own whose child burns time, and then ends or lives on. */
function family(after: string) {
  const child = JSON.stringify(`${burning}${after}`);
  return spawn(
    process.execPath,
    ['-e', `require('node:child_process').spawn(process.execPath, ['-e', ${child}]); process.stdin.resume()`],
    { stdio: ['pipe', 'ignore', 'ignore'] },
  );
}

describe.skipIf(!existsSync('/proc/self/task'))('familySeconds', () => {
  it.each([
    ['lives', 'setInterval(() => {}, 1000);'],
    ['has ended', ''],
  ])('counts what a child has used that %s', async (_, after) => {
    const parent = family(after);
    const seconds = await until('the time of the child', () => {
      const used = familySeconds(parent.pid!);
      return used >= burnt && used;
    });
    expect(seconds).toBeLessThan(burnt + 3);
    const children = execFileSync('ps', ['-o', 'pid=', '--ppid', `${parent.pid!}`], { encoding: 'utf8' });
    for (const pid of children.trim().split(/\s+/)) process.kill(Number(pid));
    parent.kill();
    await once(parent, 'exit');
  });
});
