// The demo as who tries it out has it: the command, its chat and its site.
import { freePort } from './free-port.ts';
import { run, type RunningProcess } from './processes.ts';

export interface Demo extends AsyncDisposable {
  /** Addresses, without a slash at the end. */
  readonly chat: string;
  readonly site: string;
}

export async function runDemo(...words: readonly string[]): Promise<Demo> {
  const all = ['demo', `--port=${await freePort()}`, ...words];
  const demo = await run('server/main.ts', all, {}, (line) => line.includes('What happens in the rooms'));
  return {
    chat: addressIn(demo, /The chat +(\S+)/),
    site: addressIn(demo, /A site with it +(\S+)/),
    async [Symbol.asyncDispose]() {
      await demo.stop();
    },
  };
}

function addressIn({ lines }: RunningProcess, told: RegExp): string {
  return told.exec(lines.join('\n'))![1]!;
}
