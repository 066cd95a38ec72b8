import { expect, it } from 'vitest';
import { wordsOf } from '../../../server/config/words.ts';

const read = (...texts: string[]) =>
  [...wordsOf(texts, (flag) => flag === '--port')].map((word) =>
    word.kind === 'flag' ? [word.flag, word.value] : word.text,
  );

it('takes a value behind a space or an equals sign', () => {
  expect(read('--port', '80', '--port=81', '--port=')).toEqual([
    ['--port', '80'],
    ['--port', '81'],
    ['--port', ''],
  ]);
});

it('takes no value for a flag that has none, and no flag for a value', () => {
  expect(read('--quiet', '80', '--port', '--quiet', '--port')).toEqual([
    ['--quiet', undefined],
    '80',
    ['--port', undefined],
    ['--quiet', undefined],
    ['--port', undefined],
  ]);
});

it('takes everything behind two hyphens as it is', () => {
  expect(read('-', '--', '--port', '--', 'x')).toEqual(['-', '--port', '--', 'x']);
});

it('keeps an equals sign in a value', () => {
  expect(read('--room=lobby=https://a.example')).toEqual([['--room', 'lobby=https://a.example']]);
});
