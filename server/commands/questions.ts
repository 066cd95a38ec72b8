// Asks a person at a terminal, one question after the other, until each answer is one that can be used.
import { createInterface } from 'node:readline/promises';
import { ConfigError } from '../config/config-error.ts';
import type { Terminal } from './command.ts';

export interface Questions extends Disposable {
  /** An empty answer means the preset, where there is one. `problemOf` says what is wrong with an answer. */
  ask(
    question: string,
    preset: string | undefined,
    problemOf: (answer: string) => string | undefined,
  ): Promise<string>;
}

export function askAt({ input, output }: Pick<Terminal, 'input' | 'output'>): Questions {
  const prompts = createInterface({ input, output, terminal: input.isTTY === true && 'setRawMode' in input });
  // From the start, so that no answer is lost that comes before its question.
  const answers = prompts[Symbol.asyncIterator]();
  return {
    async ask(question, preset, problemOf) {
      const offer = preset === undefined ? '' : ` [${preset}]`;
      for (;;) {
        prompts.setPrompt(`${question}${offer}: `);
        prompts.prompt();
        const next = await answers.next();
        if (next.done)
          throw new ConfigError(
            'The questions were not all answered, so nothing was written. Start again, or give the answers as flags: see ws-chat init --help.',
          );
        const answer = next.value.trim() || preset;
        const problem = answer === undefined ? 'This one needs an answer.' : problemOf(answer);
        if (problem === undefined) return answer!;
        output.write(`  ${problem}\n`);
      }
    },
    [Symbol.dispose]: () => prompts.close(),
  };
}
