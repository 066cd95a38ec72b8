// docs/command-line.md, against what the commands are.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { jsonOption } from '../../../server/commands/command.ts';
import { commands } from '../../../server/commands/commands.ts';
import { readWords } from '../../../server/commands/read-words.ts';
import { start } from '../../../server/commands/start.ts';

const text = readFileSync(new URL('../../../docs/command-line.md', import.meta.url), 'utf8');

const sections = new Map(
  text
    .split(/^## /m)
    .slice(1)
    .map((section) => [section.slice(0, section.indexOf('\n')), section]),
);

it('has a section for each command, and for no other', () => {
  const [, ...named] = sections.keys();
  expect(named).toEqual(commands.map(({ name }) => name));
});

describe.each(commands)('the section of $name', ({ name, options = [] }) => {
  const section = sections.get(name)!;

  it('has an example of it', () => {
    expect(section).toMatch(/```sh\n/);
  });

  it('tells each of its flags', () => {
    const own = options.map(({ flag }) => flag);
    expect(own.filter((flag) => !section.includes(flag))).toEqual([]);
  });

  it('tells its JSON where it has one', () => {
    expect(section.includes('With `--json`')).toBe(options.includes(jsonOption));
  });
});

it('writes each example as the command takes it', () => {
  const lines = [...text.matchAll(/```sh\n([^`]*)```/g)].flatMap(([, code]) => code!.trim().split('\n'));
  const calls = lines.flatMap((line) => /ws-chat (?!i )(.+)$/.exec(line)?.[1] ?? []);
  expect(calls.length).toBeGreaterThan(commands.length);
  for (const call of calls) {
    const [first = '', ...rest] = call.split(' ');
    const command = first.startsWith('-') ? start : commands.find(({ name }) => name === first)!;
    expect(() => readWords(command, first.startsWith('-') ? [first, ...rest] : rest), call).not.toThrow();
  }
});
