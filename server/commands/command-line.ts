// The whole command line: which command it means, what is printed, and what the process ends with.
import { createRequire } from 'node:module';
import { closest } from '../config/closest.ts';
import { UsageError } from '../config/config-error.ts';
import { startFailure } from '../start-failure.ts';
import type { Command, Terminal } from './command.ts';
import { commands } from './commands.ts';
import { commandHelp, overview } from './help.ts';
import { showProgress } from './progress.ts';
import { ownTerminal, runCommand } from './run-command.ts';
import { start } from './start.ts';

/** It could not be done. */
const failed = 1;

/** It was wrongly called. */
const misused = 2;

/** Resolves with the exit code; a server that it started goes on. */
export async function runCommandLine(
  words: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
  terminal: Terminal = ownTerminal,
): Promise<number> {
  const print = (text: string) => void terminal.output.write(text);
  const progress = showProgress(terminal.errors);
  const [first = '', ...rest] = words;
  const isNamed = first !== '' && !first.startsWith('-');
  try {
    const command = isNamed ? commandOf(first) : start;
    if (words.includes('--help')) print(isNamed ? commandHelp(command) : overview());
    else if (!isNamed && words.includes('--version')) print(`${version()}\n`);
    else {
      const { onProgress } = progress;
      const own = isNamed ? rest : words;
      const outcome = await runCommand(command, { words: own, environment, terminal, onProgress });
      progress.end();
      if (outcome.sentence !== undefined) print(`${outcome.sentence}\n`);
      return outcome.code ?? 0;
    }
    return 0;
  } catch (error) {
    progress.end();
    terminal.errors.write(`${startFailure(error, isNamed ? `ws-chat ${first} failed` : undefined)}\n`);
    return error instanceof UsageError ? misused : failed;
  }
}

function commandOf(word: string): Command {
  const found = commands.find(({ name }) => name === word);
  if (found) return found;
  const near = closest(
    word,
    commands.map(({ name }) => name),
  );
  throw new UsageError(
    `${word}: there is no such command. ${near === undefined ? 'See ws-chat --help for all of them.' : `Did you mean ws-chat ${near}?`}`,
  );
}

function version(): string {
  const find = createRequire(import.meta.url);
  const manifest = import.meta.url.endsWith('.ts') ? '../../package.json' : '../../../package.json';
  return (find(manifest) as { version: string }).version;
}
