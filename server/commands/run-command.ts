// Runs one command: its words are read, then it does its one thing and says what came of it.
import { readConfig } from '../config/read-config.ts';
import type { Call, Command, Outcome, Terminal } from './command.ts';
import { readWords } from './read-words.ts';

export interface Sources {
  /** What stands behind the command's name. */
  readonly words: readonly string[];
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly terminal?: Terminal;
  readonly onProgress?: Call['onProgress'];
}

/** Rejects with an error whose message is a sentence that names the cure. */
export async function runCommand(
  command: Command,
  { words, environment, terminal = ownTerminal, onProgress = () => {} }: Sources,
): Promise<Outcome> {
  const { operands, options, flags } = readWords(command, words);
  const settings = () => readConfig({ flags, environment });
  const outcome = await command.run({ operands, options, settings, terminal, onProgress });
  return outcome.json && options.has('--json')
    ? { ...outcome, sentence: JSON.stringify(outcome.json) }
    : outcome;
}

/** Of the process that this is. */
export const ownTerminal: Terminal = {
  input: process.stdin,
  output: process.stdout,
  errors: process.stderr,
};
