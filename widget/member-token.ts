// What a client has to know of a member's token; the rest is between the page's site and the server.

/** A guest's has one dot: the server would take it for a stranger's, and make a guest of a member. */
export function isToken(token: unknown): token is string {
  return typeof token === 'string' && /^[^.]+\.[^.]+\.[^.]+$/.test(token);
}

/** Whom a token is about; undefined where that cannot be read, which makes them another person. */
export function personOf(token: string | undefined): string | undefined {
  try {
    const text = atob(token!.split('.')[1]!.replaceAll('-', '+').replaceAll('_', '/'));
    const { iss, sub } = JSON.parse(text) as { readonly iss?: unknown; readonly sub?: unknown };
    return sub === undefined ? undefined : JSON.stringify([iss, sub]);
  } catch {
    return undefined;
  }
}
