// What its owner laid down for a room, as the configuration says: the first entry that speaks of it counts.
import { matchesRoom } from '../config/room-pattern.ts';
import { permissionsOf, type PermissionOverrides, type Permissions } from '../identity/permissions.ts';
import { shieldSettingsOf, type ShieldOverrides, type ShieldSettings } from './shield/shield-settings.ts';
import { createRules, type RuleSettings, type Rules } from './rules/rules.ts';

export interface Place {
  readonly permissions: Permissions;
  readonly rules: Rules;
  readonly shield: ShieldSettings;
}

export interface PlaceSettings {
  readonly permissions: PermissionOverrides;
  readonly rules: RuleSettings;
  readonly shield?: ShieldOverrides | undefined;
  readonly rooms: readonly {
    readonly name: string;
    readonly permissions?: PermissionOverrides | undefined;
    readonly rules?: RuleSettings | undefined;
    readonly shield?: ShieldOverrides | undefined;
  }[];
}

export type PlaceOf = (room: string) => Place;

/** Made once for each entry, so that rooms by a pattern share what holds for them. */
export function createPlaces({ permissions, rules, shield, rooms }: PlaceSettings): PlaceOf {
  const general: Place = {
    permissions: permissionsOf(permissions),
    rules: createRules(rules),
    shield: shieldSettingsOf(shield),
  };
  const places = rooms.map((room) => ({
    pattern: room.name,
    place: {
      permissions: permissionsOf(permissions, room.permissions),
      rules: createRules({ ...rules, ...room.rules }),
      shield: shieldSettingsOf(shield, room.shield),
    } satisfies Place,
  }));
  return (room) => places.find(({ pattern }) => matchesRoom(pattern, room))?.place ?? general;
}
