// The words behind a command's name, as what it is to be run with; or a UsageError that says how it is written.
import { closest } from '../config/closest.ts';
import { UsageError } from '../config/config-error.ts';
import { isAboutSetting, settingFlags, takesValue } from '../config/read-config.ts';
import { wordsOf } from '../config/words.ts';
import { usageOf, type Call, type Command } from './command.ts';

export interface ReadWords extends Pick<Call, 'operands' | 'options'> {
  /** What is left for the settings. */
  readonly flags: readonly string[];
}

export function readWords(command: Command, words: readonly string[]): ReadWords {
  const { operands: expected = [] } = command;
  const own = new Map((command.options ?? []).map((option) => [option.flag, option]));
  const known = [...own.keys(), ...(command.settings ? settingFlags : []), '--help'];
  const operands: string[] = [];
  const options = new Map<string, string[]>();
  const flags: string[] = [];
  const hasValue = (flag: string) => {
    const option = own.get(flag);
    return option ? option.value !== undefined : takesValue(flag);
  };
  for (const word of wordsOf(words, hasValue)) {
    if (word.kind === 'operand') {
      operands.push(word.text);
      continue;
    }
    const { flag, value } = word;
    const option = own.get(flag);
    if (option === undefined) {
      if (!command.settings || !isAboutSetting(flag)) throw unknownFlag(command, flag, known);
      flags.push(value === undefined ? flag : `${flag}=${value}`);
      continue;
    }
    if (option.value !== undefined && !value)
      throw new UsageError(`${flag}: a value is missing. ${option.help}`);
    options.set(flag, [...(options.get(flag) ?? []), value ?? '']);
  }
  const isLacking = [...own.values()].some(({ flag, isNeeded }) => isNeeded && !options.has(flag));
  if (isLacking || operands.length < expected.length || operands.includes('')) throw incomplete(command);
  const further = operands[expected.length];
  if (further !== undefined) throw tooMuch(command, further);
  return { operands, options, flags };
}

function unknownFlag(
  { name, operands: [operand] = [] }: Command,
  flag: string,
  known: readonly string[],
): UsageError {
  const near = closest(flag, known);
  const see = `See ws-chat ${name} --help for all of them.`;
  const asOperand = operand === undefined ? '' : ` If it is the ${operand}, write -- and a space before it.`;
  return new UsageError(
    `${flag}: there is no such setting. ${near ? `Did you mean ${near}?` : `${see}${asOperand}`}`,
  );
}

function incomplete(command: Command): UsageError {
  const place = command.settings?.includes('data') ? ' [--data FOLDER]' : '';
  return new UsageError(`Write it as: ws-chat ${usageOf(command)}${place}. ${command.help}`);
}

function tooMuch({ name }: Command, word: string): UsageError {
  const near = closest(`--${word.replace(/^-+/, '')}`, settingFlags);
  const isSlip = word.startsWith('-') && word !== '-' && near !== undefined;
  return new UsageError(
    `${word}: this is one word too many for ws-chat ${name}. ${isSlip ? `Did you mean ${near}?` : `See ws-chat ${name} --help.`}`,
  );
}
