// The lines of a file, ended by line feeds alone: JSON may hold whatever else ends a line for others.
import { createReadStream } from 'node:fs';
import { LogUnavailable } from '../log/log.ts';

/** Far more than the longest entry takes. */
export const lineCharacters = 1_048_576;

/** Rejects with LogUnavailable; `shown` is what the file is called in a sentence. */
export async function* fileLines(file: string, shown: string): AsyncGenerator<string, void, undefined> {
  let rest = '';
  for await (const chunk of chunksOf(file, shown)) {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop()!;
    yield* lines;
    if (rest.length > lineCharacters)
      throw new LogUnavailable(
        `A line of ${shown} is longer than any entry. Take a file that ws-chat export wrote in jsonl.`,
      );
  }
  if (rest !== '') yield rest;
}

async function* chunksOf(file: string, shown: string): AsyncGenerator<string, void, undefined> {
  const chunks: AsyncIterable<string> = createReadStream(file, 'utf8');
  const iterator = chunks[Symbol.asyncIterator]();
  try {
    for (;;) {
      const next = await iterator.next().catch((error: unknown) => {
        throw new LogUnavailable(
          `${shown} cannot be read (${(error as Error).message}). Name a readable file.`,
        );
      });
      if (next.done) return;
      yield next.value;
    }
  } finally {
    await iterator.return?.();
  }
}
