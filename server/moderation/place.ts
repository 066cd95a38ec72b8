// What its owner laid down for a room: in the configuration, where the first entry that speaks of it counts,
// and since then. The later of these counts: all rooms by the configuration, all rooms live, this room by the
// configuration, this room live.
import { matchesRoom } from '../config/room-pattern.ts';
import { permissionsOf, type PermissionOverrides, type Permissions } from '../identity/permissions.ts';
import { everyRoom } from '../log/keeping.ts';
import { LiveSettings, type LiveSetting, type RuleOverrides } from './live-settings.ts';
import { createRules, type RuleSettings, type Rules } from './rules/rules.ts';

export interface Place {
  readonly permissions: Permissions;
  readonly rules: Rules;
}

export interface PlaceSettings {
  readonly permissions: PermissionOverrides;
  readonly rules: RuleSettings;
  readonly rooms: readonly {
    readonly name: string;
    readonly permissions?: PermissionOverrides | undefined;
    readonly rules?: RuleSettings | undefined;
  }[];
}

/** Of a room, or of `everyRoom`: what holds over all of them. */
export type PlaceOf = (room: string) => Place;

/** What of each kind was said for a room, the later over the earlier. */
export interface Layers {
  readonly permissions: readonly (PermissionOverrides | undefined)[];
  readonly rules: readonly (RuleOverrides | undefined)[];
}

/** `own`: what was set live where it is asked for; without it, what would hold if nothing were. */
export function layersOf(
  { permissions, rules, rooms }: PlaceSettings,
  live: LiveSettings,
  room: string,
  own: LiveSetting = {},
): Layers {
  if (room === everyRoom) return { permissions: [permissions, own.permissions], rules: [rules, own.rules] };
  const general = live.of(everyRoom);
  const configured = rooms.find(({ name }) => matchesRoom(name, room));
  return {
    permissions: [permissions, general.permissions, configured?.permissions, own.permissions],
    rules: [rules, general.rules, configured?.rules, own.rules],
  };
}

/** Group by group, without those that were put out. */
export function mergedRules(layers: Layers['rules']): RuleSettings {
  const merged = Object.assign({}, ...layers) as RuleOverrides;
  return Object.fromEntries(
    Object.entries(merged).filter(([, group]) => group !== null && group !== undefined),
  );
}

/** Made once for each entry and each room that was set live, so that rooms by a pattern share what holds for them. */
export function createPlaces(settings: PlaceSettings, live = new LiveSettings()): PlaceOf {
  const places = new Map<string, Place>();
  let { version } = live;
  return (room) => {
    if (version !== live.version) {
      places.clear();
      ({ version } = live);
    }
    const key = keyOf(room, settings, live);
    let place = places.get(key);
    if (!place) {
      const { permissions, rules } = layersOf(settings, live, room, live.of(room));
      place = { permissions: permissionsOf(...permissions), rules: createRules(mergedRules(rules)) };
      places.set(key, place);
    }
    return place;
  };
}

function keyOf(room: string, { rooms }: PlaceSettings, live: LiveSettings): string {
  if (live.has(room)) return `room ${room}`;
  return `entry ${rooms.findIndex(({ name }) => matchesRoom(name, room))}`;
}
