// A terminal with a person at it, or with nobody: what is printed is kept, and questions are answered as they come.
import { PassThrough, Writable } from 'node:stream';
import type { Terminal } from '../../server/commands/command.ts';

export interface TestTerminal {
  readonly terminal: Terminal;
  /** What was printed on standard output so far. */
  readonly printed: () => string;
}

/** Types each answer when a question is asked, maybe after doing something else, and leaves when there is none left. */
export function personWho(...answers: readonly (string | (() => string))[]): TestTerminal {
  const left = [...answers];
  const input = Object.assign(new PassThrough(), { isTTY: true as const });
  return terminalOf(input, () => {
    const answer = left.shift();
    if (answer === undefined) input.end();
    else input.write(`${typeof answer === 'string' ? answer : answer()}\n`);
  });
}

export function nobody(): TestTerminal {
  return terminalOf(new PassThrough(), () => {});
}

function terminalOf(input: Terminal['input'], onQuestion: () => void): TestTerminal {
  let printed = '';
  const hear = (chunk: string) => {
    printed += chunk;
    if (chunk.endsWith(': ')) onQuestion();
  };
  const output = listener(hear);
  return { terminal: { input, output, errors: listener(() => {}) }, printed: () => printed };
}

function listener(hear: (chunk: string) => void): Writable {
  return new Writable({
    write(chunk: Buffer, _encoding, done) {
      hear(chunk.toString());
      done();
    },
  });
}
