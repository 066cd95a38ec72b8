// Which surface is shown, as the address behind the `#` says it: so that Back leads back, and a surface can be
// kept as a bookmark. Pure.
import { isRoomName } from '../../protocol/room-name.ts';

export const roomViews = [
  'talk',
  'held',
  'reports',
  'people',
  'log',
  'permissions',
  'rules',
  'settings',
] as const;

export type RoomView = (typeof roomViews)[number];

export type Place =
  | { readonly kind: 'rooms' }
  | { readonly kind: 'room'; readonly room: string; readonly view: RoomView }
  /** What holds in every room that has nothing of its own. */
  | { readonly kind: 'defaults'; readonly view: 'permissions' | 'rules' | 'settings' }
  | { readonly kind: 'search'; readonly room: string | undefined }
  | { readonly kind: 'staff' }
  | { readonly kind: 'embed' }
  | { readonly kind: 'data' };

/** What is no address of ours is where one begins. */
export function placeOf(hash: string): Place {
  const [kind, first, second] = hash.replace(/^#\/?/, '').split('/').map(decoded);
  switch (kind) {
    case 'rooms': {
      if (first === undefined || !isRoomName(first)) return { kind: 'rooms' };
      return { kind: 'room', room: first, view: roomViews.find((view) => view === second) ?? 'talk' };
    }
    case 'defaults':
      return { kind: 'defaults', view: first === 'rules' || first === 'settings' ? first : 'permissions' };
    case 'search':
      return { kind: 'search', room: first !== undefined && isRoomName(first) ? first : undefined };
    case 'staff':
    case 'embed':
    case 'data':
      return { kind };
    default:
      return { kind: 'rooms' };
  }
}

export function hashOf(place: Place): string {
  switch (place.kind) {
    case 'room': {
      const view = place.view === 'talk' ? '' : `/${place.view}`;
      return `#/rooms/${encodeURIComponent(place.room)}${view}`;
    }
    case 'defaults':
      return `#/defaults/${place.view}`;
    case 'search':
      return place.room === undefined ? '#/search' : `#/search/${encodeURIComponent(place.room)}`;
    default:
      return `#/${place.kind}`;
  }
}

/** The key of a sign-in link. It is behind the `#`, so that no server and no log ever sees it. */
export function keyOf(hash: string): string | undefined {
  return /^#key=([\w.~-]{1,512})$/.exec(hash)?.[1];
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return '';
  }
}
