// Which surface is shown, as the address behind the `#` says it: so that Back leads back, and a surface can be
// kept as a bookmark. Pure.
import { isRoomName } from '../../protocol/room-name.ts';

export const roomViews = [
  'talk',
  'held',
  'reports',
  'people',
  'search',
  'audit',
  'permissions',
  'rules',
  'settings',
] as const;

/** What holds in every room that has nothing of its own, and what was done over all of them. */
export const defaultViews = ['permissions', 'rules', 'settings', 'audit'] as const;

export type RoomView = (typeof roomViews)[number];
export type DefaultView = (typeof defaultViews)[number];

export type Place =
  | { readonly kind: 'rooms' }
  /** `who`: a person to begin with, as whose messages are looked for. */
  | {
      readonly kind: 'room';
      readonly room: string;
      readonly view: RoomView;
      readonly who?: string | undefined;
    }
  | { readonly kind: 'defaults'; readonly view: DefaultView }
  | { readonly kind: 'staff' }
  | { readonly kind: 'webhooks' }
  | { readonly kind: 'embed' }
  | { readonly kind: 'data'; readonly who?: string | undefined };

/** What is no address of ours is where one begins. */
export function placeOf(hash: string): Place {
  const [path = '', query] = hash.replace(/^#\/?/, '').split('?');
  const [kind, first, second] = path.split('/').map(decoded);
  const who = new URLSearchParams(query).get('who') ?? undefined;
  switch (kind) {
    case 'rooms': {
      if (first === undefined || !isRoomName(first)) return { kind: 'rooms' };
      return { kind: 'room', room: first, view: roomViews.find((view) => view === second) ?? 'talk', who };
    }
    case 'defaults':
      return { kind: 'defaults', view: defaultViews.find((view) => view === first) ?? 'permissions' };
    case 'data':
      return { kind, who };
    case 'staff':
    case 'webhooks':
    case 'embed':
      return { kind };
    default:
      return { kind: 'rooms' };
  }
}

export function hashOf(place: Place): string {
  const who =
    'who' in place && place.who !== undefined ? `?${new URLSearchParams({ who: place.who }).toString()}` : '';
  switch (place.kind) {
    case 'room': {
      const view = place.view === 'talk' ? '' : `/${place.view}`;
      return `#/rooms/${encodeURIComponent(place.room)}${view}${who}`;
    }
    case 'defaults':
      return `#/defaults/${place.view}`;
    default:
      return `#/${place.kind}${who}`;
  }
}

/** The key of a one-time link. It is behind the `#`, so that no server and no log ever sees it. */
export function keyOf(hash: string): string | undefined {
  return /^#key=([^&]{1,128})$/.exec(hash)?.[1];
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return '';
  }
}
