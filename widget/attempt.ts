// What a page's storage may refuse: in private mode, in a frame without access, or where it is full.

/** Undefined where it fails. */
export function attempt<T>(act: () => T): T | undefined {
  try {
    return act();
  } catch {
    return undefined;
  }
}
