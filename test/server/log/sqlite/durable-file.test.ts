import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { join } from 'node:path';
import { expect, it, onTestFinished, vi } from 'vitest';
import { publish, sync } from '../../../../server/log/sqlite/durable-file.ts';
import { temporaryFolder } from '../../../support/temporary-folder.ts';

/** What is asked of the file system from now on, in order; all of it is done. */
function watchFiles(): readonly string[] {
  const asked: string[] = [];
  const names = new Map<number, string>();
  const { openSync, fsyncSync, closeSync, renameSync } = fs;
  vi.spyOn(fs, 'openSync').mockImplementation((path, ...rest) => {
    const file = openSync(path, ...rest);
    names.set(file, String(path));
    return file;
  });
  vi.spyOn(fs, 'fsyncSync').mockImplementation((file) => {
    asked.push(`sync ${names.get(file)}`);
    fsyncSync(file);
  });
  vi.spyOn(fs, 'closeSync').mockImplementation((file) => {
    asked.push(`close ${names.get(file)}`);
    closeSync(file);
  });
  vi.spyOn(fs, 'renameSync').mockImplementation((from, to) => {
    asked.push(`rename ${String(from)} ${String(to)}`);
    renameSync(from, to);
  });
  syncBuiltinESMExports();
  onTestFinished(() => {
    vi.restoreAllMocks();
    syncBuiltinESMExports();
  });
  return asked;
}

it('gives a file its name once all of it is on disk, and has the folder keep the name', ({ skip }) => {
  if (process.platform === 'win32') return skip('folders cannot be synced here');
  using folder = temporaryFolder();
  const [draft, path] = [join(folder.path, 'draft'), join(folder.path, 'file')];
  fs.writeFileSync(draft, 'whole');
  const asked = watchFiles();
  publish(draft, path);
  expect(asked).toEqual([
    `sync ${draft}`,
    `close ${draft}`,
    `rename ${draft} ${path}`,
    `sync ${folder.path}`,
    `close ${folder.path}`,
  ]);
  expect([fs.readdirSync(folder.path), fs.readFileSync(path, 'utf8')]).toEqual([['file'], 'whole']);
});

it('leaves no file open that could not be synced', () => {
  using folder = temporaryFolder();
  const path = join(folder.path, 'file');
  fs.writeFileSync(path, '');
  const asked = watchFiles();
  vi.mocked(fs.fsyncSync).mockImplementation(() => {
    throw new Error('The disk failed.');
  });
  syncBuiltinESMExports();
  expect(() => sync(path)).toThrow('The disk failed.');
  expect(asked).toEqual([`close ${path}`]);
});
