import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { passingFile } from '../../../server/commands/passing-file.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

it('goes when it is not needed any more, with what was begun of it', () => {
  using folder = temporaryFolder();
  const path = join(folder.path, 'copy');
  {
    using copy = passingFile(path);
    writeFileSync(copy.path, '');
    writeFileSync(`${path}.unfinished`, '');
  }
  expect([existsSync(path), existsSync(`${path}.unfinished`)]).toEqual([false, false]);
  expect(process.listeners('SIGHUP')).toEqual([]);
});

it.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
  'goes at %s, which ends the process as ever',
  async (signal) => {
    using folder = temporaryFolder();
    const path = join(folder.path, 'copy');
    const code = `
    const { passingFile } = await import(${JSON.stringify(new URL('../../../server/commands/passing-file.ts', import.meta.url).href)});
    const { writeFileSync } = await import('node:fs');
    writeFileSync(passingFile(${JSON.stringify(path)}).path, '');
    console.log('there');
    setInterval(() => {}, 1_000);`;
    const child = spawn(process.execPath, ['--input-type=module', '--eval', code]);
    await once(child.stdout, 'data');
    expect(existsSync(path)).toBe(true);
    child.kill(signal);
    expect(await once(child, 'exit')).toEqual([null, signal]);
    expect(existsSync(path)).toBe(false);
  },
);
