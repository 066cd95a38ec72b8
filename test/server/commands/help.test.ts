import { describe, expect, it } from 'vitest';
import { jsonOption } from '../../../server/commands/command.ts';
import { commands } from '../../../server/commands/commands.ts';
import { commandHelp, overview } from '../../../server/commands/help.ts';
import { readWords } from '../../../server/commands/read-words.ts';
import { variableOf, flagOf, isSecret } from '../../../server/config/settings.ts';

describe('the first screen', () => {
  it('fits on one, and begins with what most people come for', () => {
    const lines = overview().split('\n');
    expect(lines.length).toBeLessThanOrEqual(30);
    expect(lines.slice(0, 6).join('\n')).toMatch(
      /ws-chat demo[^]*ws-chat init[^]*ws-chat --config ws-chat\.json/,
    );
  });

  it.each(commands)('knows $name', ({ name, help }) => {
    const line = overview()
      .split('\n')
      .find((one) => one.startsWith(`  ${name} `));
    expect(line).toContain(help);
  });
});

describe.each(commands)('the help of $name', (command) => {
  const text = commandHelp(command);

  it('tells how it is written, what it does, and what it ends with', () => {
    expect(text).toContain(`Usage: ws-chat ${command.name}`);
    expect(text).toContain(command.help);
    expect(text).toMatch(/Ends with 0 .+ 2 when it was wrongly called\.\n$/);
  });

  it('tells each flag and each setting of its own', () => {
    const { options = [], settings = [] } = command;
    const written = [
      ...options.map(({ flag }) => flag),
      ...settings.map((name) => (isSecret(name) ? variableOf(name) : flagOf(name))),
    ];
    const told = text.split('\n').flatMap((line) => /^ {2}([-A-Z_a-z]+)/.exec(line)?.[1] ?? []);
    expect(written.filter((word) => !told.includes(word))).toEqual([]);
  });

  it('has an example that is written as the command takes it', () => {
    const [, words] = /(?:npx )?ws-chat ([a-z-]+.*)$/.exec(command.example)!;
    const [name, ...rest] = words!.split(' ');
    expect(name).toBe(command.name);
    expect(() => readWords(command, rest)).not.toThrow();
  });
});

it('offers JSON where a script wants the outcome', () => {
  const scripted = commands
    .filter(({ options = [] }) => options.includes(jsonOption))
    .map(({ name }) => name);
  expect(scripted.sort()).toEqual([
    'backup',
    'console-link',
    'doctor',
    'erase',
    'export',
    'import',
    'migrate',
    'restore',
    'token',
  ]);
});
