// What a visitor's browser keeps for us, in the host page's own storage: the guest token and the name.
// Where storage is forbidden, the chat works all the same and forgets with the page.

export interface Keep {
  read(key: string): string | undefined;
  write(key: string, value: string): void;
  /** Calls back when anything was written, here or in another tab; returns the undo. */
  onChange(run: () => void): () => void;
  /**
   * Runs at once where a token is kept. Otherwise one after the other, so that a page's second room
   * finds the token that the first was given: `done` lets the next one run.
   */
  introduce(run: (done: () => void) => void): void;
}

/** Longest wait for another room's introduction. */
const patienceMs = 3_000;

/** What could not be stored, and so is newer than what was. */
const memory = new Map<string, string>();
const listeners = new Set<() => void>();
const introductions = new Map<string, Promise<void>>();

/** Keys are kept apart by the chat's server: a page may embed two. */
export function browserKeep(server: string): Keep {
  const full = (key: string) => `ws-chat ${server} ${key}`;
  const read = (key: string) => memory.get(full(key)) ?? stored(full(key));
  return {
    read,
    write(key, value) {
      try {
        localStorage.setItem(full(key), value);
      } catch {
        // Private mode or a full store: this page's memory has to do.
        memory.set(full(key), value);
      }
      for (const run of listeners) run();
    },
    onChange(run) {
      listeners.add(run);
      addEventListener('storage', run);
      return () => {
        listeners.delete(run);
        removeEventListener('storage', run);
      };
    },
    introduce(run) {
      if (read('token') !== undefined) return run(() => {});
      const former = introductions.get(server) ?? Promise.resolve();
      const own = former.then(
        () =>
          new Promise<void>((done) => {
            setTimeout(done, patienceMs);
            run(done);
          }),
      );
      introductions.set(server, own);
    },
  };
}

function stored(key: string): string | undefined {
  try {
    return localStorage.getItem(key) ?? undefined;
  } catch {
    return undefined;
  }
}
