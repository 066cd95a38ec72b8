// What its owner laid down for a room, as the configuration says: the first entry that speaks of it counts.
import { matchesRoom } from '../config/room-pattern.ts';
import { permissionsOf, type PermissionOverrides, type Permissions } from '../identity/permissions.ts';
import { createHook, type Hook, type HookSettings } from './hook/hook.ts';
import { shieldSettingsOf, type ShieldOverrides, type ShieldSettings } from './shield/shield-settings.ts';
import { createRules, type RuleSettings, type Rules } from './rules/rules.ts';

export interface Place {
  readonly permissions: Permissions;
  readonly rules: Rules;
  /** Asked about everything that is said. */
  readonly hook?: Hook;
  readonly shield: ShieldSettings;
}

export interface PlaceSettings {
  readonly permissions: PermissionOverrides;
  readonly rules: RuleSettings;
  readonly hook?: HookSettings | undefined;
  readonly shield?: ShieldOverrides | undefined;
  readonly rooms: readonly {
    readonly name: string;
    readonly permissions?: PermissionOverrides | undefined;
    readonly rules?: RuleSettings | undefined;
    /** `false` where the room has none, though others do. */
    readonly hook?: HookSettings | false | undefined;
    readonly shield?: ShieldOverrides | undefined;
  }[];
}

export type PlaceOf = (room: string) => Place;

/** Made once for each entry, so that rooms by a pattern share what holds for them. */
export function createPlaces(settings: PlaceSettings): PlaceOf {
  const { permissions, rules, shield, rooms } = settings;
  const hook = settings.hook && createHook(settings.hook);
  const general: Place = {
    permissions: permissionsOf(permissions),
    rules: createRules(rules),
    shield: shieldSettingsOf(shield),
    ...(hook && { hook }),
  };
  const places = rooms.map((room) => {
    const own = room.hook ? createHook(room.hook) : room.hook === false ? undefined : hook;
    return {
      pattern: room.name,
      place: {
        permissions: permissionsOf(permissions, room.permissions),
        rules: createRules({ ...rules, ...room.rules }),
        shield: shieldSettingsOf(shield, room.shield),
        ...(own && { hook: own }),
      } satisfies Place,
    };
  });
  return (room) => places.find(({ pattern }) => matchesRoom(pattern, room))?.place ?? general;
}
