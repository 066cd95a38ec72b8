// A file that is there while a command needs it: it holds all that was said, so it goes however the command ends.
import { rmSync } from 'node:fs';

/** Goes at a signal, too. */
export function passingFile(path: string): Disposable & { readonly path: string } {
  const remove = () => {
    for (const file of ['', '.unfinished']) rmSync(path + file, { force: true });
  };
  const end = (signal: NodeJS.Signals) => {
    remove();
    process.removeListener(signal, end);
    process.kill(process.pid, signal);
  };
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  for (const signal of signals) process.on(signal, end);
  return {
    path,
    [Symbol.dispose]() {
      remove();
      for (const signal of signals) process.removeListener(signal, end);
    },
  };
}
