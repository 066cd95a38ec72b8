// What a command is: its words, its help, and what it does. All of them stand in commands.ts.
import type { Readable, Writable } from 'node:stream';
import type { Config, SettingName } from '../config/settings.ts';

export interface Option {
  /** As it is written, with both hyphens. */
  readonly flag: string;
  /** What its value is called; one without is a switch. */
  readonly value?: string;
  /** Whether the command is no use without it. */
  readonly isNeeded?: true;
  readonly help: string;
}

/** Where somebody sits, or what stands in their place. */
export interface Terminal {
  readonly input: Readable & { readonly isTTY?: boolean };
  /** Some take colours. */
  readonly output: Writable & { hasColors?(): boolean };
  readonly errors: Writable & { readonly isTTY?: boolean };
}

export interface Call {
  /** As many as the command has operands. */
  readonly operands: readonly string[];
  /** What was given for each of the command’s own options, in their order; of a switch, empty texts. */
  readonly options: ReadonlyMap<string, readonly string[]>;
  /** Reads the server’s settings from flags, environment and file; throws a ConfigError. */
  readonly settings: () => Config;
  readonly terminal: Terminal;
  /** Hears how far a long command is. */
  readonly onProgress: (what: string, done: number, all: number) => void;
}

export interface Outcome {
  /** For the person who asked; left out where all is said already. */
  readonly sentence?: string;
  /** The same for a script, which asks by `--json`. */
  readonly json?: object;
  /** What the process ends with, where that is not 0. */
  readonly code?: number;
}

export interface Command {
  readonly name: string;
  /** The words that must stand behind its name. */
  readonly operands?: readonly string[];
  readonly options?: readonly Option[];
  /** The settings of the server that matter most to it; where it has none, no setting is a word of it. */
  readonly settings?: readonly SettingName[];
  /** In one sentence or two. */
  readonly help: string;
  /** What else is worth knowing. */
  readonly more?: string;
  readonly example: string;
  /** What its exit codes mean, where it has others than all commands. */
  readonly exits?: string;
  /** Rejects with an error whose message is a sentence that names the cure. */
  readonly run: (call: Call) => Outcome | Promise<Outcome>;
}

/** For commands whose outcome a script may want. */
export const jsonOption: Option = { flag: '--json', help: 'Print one line of JSON, for a script.' };

/** The last value of an option that was given. */
export function lastOf({ options }: Pick<Call, 'options'>, flag: string): string | undefined {
  return options.get(flag)?.at(-1);
}

/** How it is written, without the settings. */
export function usageOf({ name, operands = [], options = [] }: Command): string {
  const written = options
    .filter((option) => option !== jsonOption)
    .map(({ flag, value, isNeeded }) => {
      const whole = value === undefined ? flag : `${flag} ${value}`;
      return isNeeded ? whole : `[${whole}]`;
    });
  return [name, ...operands, ...written].join(' ');
}
