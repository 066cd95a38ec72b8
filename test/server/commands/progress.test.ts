import { expect, it } from 'vitest';
import { showProgress } from '../../../server/commands/progress.ts';

function watch(isTTY: boolean) {
  let written = '';
  const progress = showProgress({ isTTY, write: (text) => (written += text) });
  progress.onProgress('Copied', 10, 1_000);
  progress.onProgress('Copied', 11, 1_000);
  progress.onProgress('Compared', 0, 0);
  progress.end();
  return written;
}

it('shows how far a command is in one line, which is gone in the end', () => {
  expect(watch(true).split('\r\u001B[K')).toEqual([
    '',
    'Copied 1 % of 1000 entries',
    'Compared 100 % of 0 entries',
    '',
  ]);
});

it('shows nothing where no terminal is', () => {
  expect(watch(false)).toBe('');
});
