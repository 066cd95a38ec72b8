// Waiting for the thing itself, never for a time.

/** Looks until it finds something, and returns it; `what` says in the failure what never came. */
export async function until<T>(
  what: string,
  look: () => T | false | null | undefined,
  patienceMs = 5_000,
): Promise<T> {
  const deadline = performance.now() + patienceMs;
  for (;;) {
    const found = look();
    if (found !== false && found !== null && found !== undefined) return found;
    if (performance.now() > deadline) throw new Error(`Waited in vain for this: ${what}.`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

/** The page was laid out and drawn, and its observers were told: for what must not happen. */
export async function drawn(): Promise<void> {
  for (let frame = 0; frame < 3; frame++)
    await new Promise<void>((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
}

/** `until` for what is only known a little later. */
export async function untilAnswered(what: string, ask: () => Promise<boolean>): Promise<void> {
  let answer = false;
  const asking = setInterval(() => void ask().then((now) => (answer = now)), 5);
  try {
    await until(what, () => answer);
  } finally {
    clearInterval(asking);
  }
}
