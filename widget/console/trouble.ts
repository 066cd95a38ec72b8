// Why something could not be had or done, for the person who wanted it.
import type { ConsoleStrings } from './strings.ts';

export class Trouble extends Error {
  readonly code: string;
  /** What of the request cannot be used, as `rules.words.block`. */
  readonly field: string | undefined;

  /** `sentence` is the server's; where it is empty, the console has one of its own. */
  constructor(code: string, sentence: string, field?: string) {
    super(sentence);
    this.code = code;
    this.field = field;
  }
}

export function sentenceOf(error: unknown, strings: ConsoleStrings): string {
  if (!(error instanceof Trouble)) throw error;
  return error.message || (error.code === 'unreachable' ? strings.unreachable : strings.failed);
}
