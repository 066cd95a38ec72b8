// What stands before every route: no pages, a key that is known, not too often, the right scope, a room that the
// key may touch and that there is.
import type { IncomingHttpHeaders } from 'node:http';
import { matchesRoom } from '../config/room-pattern.ts';
import { inWords } from '../moderation/refusal.ts';
import type { Rate } from '../moderation/token-buckets.ts';
import type { ApiKey } from './key-ring.ts';
import { problem, type Problem } from './problem.ts';
import type { Route } from './route.ts';
import type { ApiServices } from './services.ts';

/** What one key may ask. */
export const keyRate: Rate = { burst: 120, perSecond: 20 };

/** What one network may ask with no key that is known. */
export const strangerRate: Rate = { burst: 30, perSecond: 1 / 2 };

export const notForPages = problem(
  'wrong-origin',
  'A page asked this, and a key does not belong into a page: whoever opens it could take the key. Ask from a server of yours, and let the page ask that.',
);

export const unknownKey = problem(
  'no-key',
  'No key that is known here came with this. Send “Authorization: Bearer …” with the secret of one of “apiKeys” in the configuration.',
);

const otherRoom = problem(
  'other-room',
  'This key is for other rooms. Name this one in its “rooms” in the configuration, or use another key.',
);

const noRoom = problem(
  'no-such-room',
  'There is no such room. Choose one of GET /rooms, or add it to “rooms” in the configuration.',
);

/** Whether a page of some site asks; a browser says so by itself, and no page can keep it from that. */
export function isFromPage(headers: IncomingHttpHeaders): boolean {
  const { origin, 'sec-fetch-site': from = 'none' } = headers;
  return origin !== undefined || from !== 'none';
}

export function tooFast(retryAfterMs: number): { readonly problem: Problem } {
  const detail = `That was a lot at once. Try again in ${inWords(retryAfterMs)}.`;
  return problem('rate-limited', detail, { retryAfterMs });
}

export function lacksScope(
  { scopes, name }: ApiKey,
  { scope }: Route,
): { readonly problem: Problem } | undefined {
  if (scopes.includes(scope)) return undefined;
  return problem(
    'missing-scope',
    `The key “${name}” lacks the scope ${scope}. Add it to its “scopes” in the configuration, or use another key.`,
    { scope },
  );
}

export function mayTouch({ rooms }: ApiKey, room: string): boolean {
  return rooms === undefined || rooms.some((pattern) => matchesRoom(pattern, room));
}

export function isOpen({ settings }: Pick<ApiServices, 'settings'>, room: string): boolean {
  return settings.rooms.some(({ name }) => matchesRoom(name, room));
}

/** Why nothing can be asked about this room, where it cannot. */
export async function closedTo(
  key: ApiKey,
  room: string,
  { acts }: Route,
  services: Pick<ApiServices, 'settings' | 'log'>,
): Promise<{ readonly problem: Problem } | undefined> {
  if (!mayTouch(key, room)) return otherRoom;
  if (isOpen(services, room)) return undefined;
  if (acts) return noRoom;
  const { head } = await services.log.read(room, { before: Number.MAX_SAFE_INTEGER, limit: 1 });
  return head === 0 ? noRoom : undefined;
}
