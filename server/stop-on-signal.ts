// The end of the process at a signal: in order if that is possible, in time in any case.

/** What of the process it needs. */
export interface Stoppable {
  on(signal: 'SIGINT' | 'SIGTERM', hear: () => void): unknown;
  exit(code: number): void;
  readonly stderr: { write(text: string): unknown };
}

/** An end in order takes less: a wait of some seconds for clients to go, and a log that has to be closed. */
const endMs = 10_000;

/** The first signal lets everything finish; a second one does not wait. */
export function stopOnSignal(close: () => Promise<void>, process: Stoppable, patienceMs = endMs): void {
  let stopping = false;
  const fail = (sentence: string) => {
    process.stderr.write(`${sentence}\n`);
    process.exit(1);
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.on(signal, () => {
      if (stopping) return process.exit(1);
      stopping = true;
      const late =
        'The end took too long, so what was under way was cut. See whether the disk of the data folder answers.';
      const timer = setTimeout(() => fail(late), patienceMs);
      close()
        .then(() => process.exit(0))
        .catch((error: unknown) =>
          fail(
            `The server could not end in order: ${error instanceof Error ? error.message : String(error)}. What was acknowledged is on disk.`,
          ),
        )
        .finally(() => clearTimeout(timer));
    });
}
