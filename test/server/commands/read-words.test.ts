import { describe, expect, it } from 'vitest';
import type { Command } from '../../../server/commands/command.ts';
import { readWords } from '../../../server/commands/read-words.ts';
import { UsageError } from '../../../server/config/config-error.ts';

const command = {
  name: 'copy',
  operands: ['FILE'],
  options: [
    { flag: '--format', value: 'FORMAT', help: 'How it is written.' },
    { flag: '--replace', help: 'Replace it.' },
  ],
  settings: ['data'],
  help: 'Copy it.',
  example: 'ws-chat copy file',
  run: () => ({}),
} satisfies Command;

const { operands: _operands, settings: _settings, ...plain } = command;

function said(of: Command, ...words: string[]): string {
  try {
    readWords(of, words);
  } catch (error) {
    expect(error).toBeInstanceOf(UsageError);
    return (error as UsageError).message;
  }
  throw new Error('It was taken.');
}

it('takes operands, its own options and settings in any order', () => {
  const words = ['--data=d', '--format', 'csv', 'file', '--replace', '--format=jsonl', '--port', '80'];
  const { operands, options, flags } = readWords(command, words);
  expect(operands).toEqual(['file']);
  expect([...options]).toEqual([
    ['--format', ['csv', 'jsonl']],
    ['--replace', ['']],
  ]);
  expect(flags).toEqual(['--data=d', '--port=80']);
});

it('takes a hyphen, and what stands behind two, as an operand', () => {
  expect(readWords(command, ['-']).operands).toEqual(['-']);
  expect(readWords(command, ['-Id7']).operands).toEqual(['-Id7']);
  expect(readWords(command, ['--replace', '--', '--Id7']).operands).toEqual(['--Id7']);
});

describe('what cannot be meant', () => {
  it.each([
    [[], 'Write it as: ws-chat copy FILE [--format FORMAT] [--replace] [--data FOLDER]. Copy it.'],
    [['--replace'], 'Write it as: ws-chat copy FILE [--format FORMAT] [--replace] [--data FOLDER]. Copy it.'],
    [[''], 'Write it as: ws-chat copy FILE [--format FORMAT] [--replace] [--data FOLDER]. Copy it.'],
    [['one', 'two'], 'two: this is one word too many for ws-chat copy. See ws-chat copy --help.'],
    [['one', '-prot'], '-prot: this is one word too many for ws-chat copy. Did you mean --port?'],
    [['one', '--fromat', 'csv'], '--fromat: there is no such setting. Did you mean --format?'],
    [['one', '--prot'], '--prot: there is no such setting. Did you mean --port?'],
    [
      ['--xyzzyplugh'],
      '--xyzzyplugh: there is no such setting. See ws-chat copy --help for all of them. If it is the FILE, write -- and a space before it.',
    ],
    [['one', '--format'], '--format: a value is missing. How it is written.'],
    [['one', '--format', '--replace'], '--format: a value is missing. How it is written.'],
    [['one', '--format='], '--format: a value is missing. How it is written.'],
  ])('%j', (words, sentence) => {
    expect(said(command, ...words)).toBe(sentence);
  });

  it('is a setting of the server where the command has none', () => {
    expect(said(plain, '--port', '80')).toMatch(/^--port: there is no such setting\./);
  });

  it('is to leave out an option that is needed', () => {
    const options = [{ flag: '--id', value: 'ID', isNeeded: true, help: 'Who.' }] as const;
    expect(said({ ...plain, options })).toBe('Write it as: ws-chat copy --id ID. Copy it.');
  });
});
