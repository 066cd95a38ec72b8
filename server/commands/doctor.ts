// `ws-chat doctor URL`: its words, and what it ends with.
import { parseArgs } from 'node:util';
import { doctorCommand } from '../config/commands.ts';
import { ConfigError } from '../config/config-error.ts';
import { doctor } from '../doctor/doctor.ts';
import { readTarget } from '../doctor/target.ts';
import { oneLine } from '../telemetry/one-line.ts';

const exitCodes = { fine: 0, wrong: 1, misused: 2 } as const;

export interface Desk {
  readonly output: { readonly isTTY?: boolean; write(text: string): unknown };
  readonly errors: { write(text: string): unknown };
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/** Resolves with the exit code. */
export async function runDoctor(
  words: readonly string[],
  { output, errors, environment }: Desk,
): Promise<number> {
  try {
    const { json, ...wish } = read(words);
    const colours = output.isTTY === true && !environment.NO_COLOR && environment.TERM !== 'dumb';
    const isWell = await doctor(readTarget(wish), { output, json, colours });
    return isWell ? exitCodes.fine : exitCodes.wrong;
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    errors.write(`${oneLine(error.message)}\n`);
    return exitCodes.misused;
  }
}

function read(words: readonly string[]) {
  const { values, positionals } = parsed(words);
  const [url, ...others] = positionals;
  if (url === undefined || others.length > 0)
    throw new ConfigError(`Name the one address of the chat: ws-chat ${doctorCommand.usage}.`);
  return { url, ...values, json: values.json === true };
}

function parsed(words: readonly string[]) {
  const text = { type: 'string' } as const;
  const options = { origin: text, room: text, idle: text, json: { type: 'boolean' } } as const;
  try {
    return parseArgs({ args: [...words], options, allowPositionals: true });
  } catch (error) {
    const [sentence] = (error as Error).message.split('. ', 1);
    throw new ConfigError(`${sentence!.replace(/\.$/, '')}. Write it as: ws-chat ${doctorCommand.usage}.`);
  }
}
