// What its owner laid down for a room, as the configuration says: the first entry that speaks of it counts.
import { matchesRoom } from '../config/room-pattern.ts';
import { permissionsOf, type PermissionOverrides, type Permissions } from '../identity/permissions.ts';

export interface Place {
  readonly permissions: Permissions;
}

export interface PlaceSettings {
  readonly permissions: PermissionOverrides;
  readonly rooms: readonly {
    readonly name: string;
    readonly permissions?: PermissionOverrides | undefined;
  }[];
}

export type PlaceOf = (room: string) => Place;

/** Made once for each entry, so that rooms by a pattern share what holds for them. */
export function createPlaces({ permissions, rooms }: PlaceSettings): PlaceOf {
  const general: Place = { permissions: permissionsOf(permissions) };
  const places = rooms.map((room) => ({
    pattern: room.name,
    place: { permissions: permissionsOf(permissions, room.permissions) } satisfies Place,
  }));
  return (room) => places.find(({ pattern }) => matchesRoom(pattern, room))?.place ?? general;
}
