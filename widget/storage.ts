// What a visitor's browser keeps for us, in the host page's own storage: the guest token and the name.
// Where storage is forbidden, the chat works all the same and forgets.

export interface Keep {
  read(key: string): string | undefined;
  write(key: string, value: string): void;
}

/** Keys are kept apart by the chat's server: a page may embed two. */
export function browserKeep(server: string): Keep {
  const full = (key: string) => `ws-chat ${server} ${key}`;
  return {
    read(key) {
      try {
        return localStorage.getItem(full(key)) ?? undefined;
      } catch {
        return undefined;
      }
    },
    write(key, value) {
      try {
        localStorage.setItem(full(key), value);
      } catch {
        // Private mode or a full store: the visit goes on without.
      }
    },
  };
}
