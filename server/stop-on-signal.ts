// The end of the process at a signal: in order if that is possible, in time in any case.

/** What of the process it needs. */
export interface Stoppable {
  on(signal: 'SIGINT' | 'SIGTERM', hear: () => void): unknown;
  exit(code: number): void;
  readonly pid: number;
  kill(pid: number, signal: 'SIGKILL'): unknown;
  readonly stderr: { write(text: string): unknown };
}

/** An end in order takes less: a wait of some seconds for clients to go, and a log that has to be closed. */
export const endMs = 10_000;

/** The first signal lets everything finish; a second one does not wait. */
export function stopOnSignal(close: () => Promise<void>, process: Stoppable, patienceMs = endMs): void {
  let stopping = false;
  const say = (sentence: string) => process.stderr.write(`${sentence}\n`);
  /** Not by `exit`: that waits for the log's threads, and one of them may be what hangs. */
  const cut = (sentence: string) => {
    say(sentence);
    process.kill(process.pid, 'SIGKILL');
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.on(signal, () => {
      if (stopping)
        return cut('A second signal came, so what was under way was cut. What was acknowledged is on disk.');
      stopping = true;
      const late =
        'The end took too long, so what was under way was cut. See whether the disk of the data folder answers.';
      const timer = setTimeout(() => cut(late), patienceMs);
      close()
        .then(() => process.exit(0))
        .catch((error: unknown) => {
          say(
            `The server could not end in order: ${error instanceof Error ? error.message : String(error)}. What was acknowledged is on disk.`,
          );
          process.exit(1);
        })
        .finally(() => clearTimeout(timer));
    });
}
