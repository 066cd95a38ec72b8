// What its owner laid down for a room: in the configuration, where the first entry that speaks of it counts,
// and since then. The later of these counts: all rooms by the configuration, all rooms live, this room by the
// configuration, this room live.
import { matchesRoom } from '../config/room-pattern.ts';
import { permissionsOf, type PermissionOverrides, type Permissions } from '../identity/permissions.ts';
import { everyRoom } from '../log/keeping.ts';
import { createHook, type Hook, type HookSettings } from './hook/hook.ts';
import { LiveSettings, type LiveSetting, type RuleOverrides } from './live-settings.ts';
import { createRules, type RuleSettings, type Rules } from './rules/rules.ts';
import { shieldSettingsOf, type ShieldOverrides, type ShieldSettings } from './shield/shield-settings.ts';

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

type Configured = PlaceSettings['rooms'][number];

/** Of a room, or of `everyRoom`: what holds over all of them. */
export type PlaceOf = (room: string) => Place;

/** What of each kind was said for a room, the later over the earlier. */
export interface Layers {
  readonly permissions: readonly (PermissionOverrides | undefined)[];
  readonly rules: readonly (RuleOverrides | undefined)[];
}

/** `own`: what was set live where it is asked for; without it, what would hold if nothing were. */
export function layersOf(
  settings: PlaceSettings,
  live: LiveSettings,
  room: string,
  own: LiveSetting = {},
): Layers {
  const { permissions, rules } = settings;
  if (room === everyRoom) return { permissions: [permissions, own.permissions], rules: [rules, own.rules] };
  const general = live.of(everyRoom);
  const configured = configuredFor(room, settings);
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
export function createPlaces(
  settings: PlaceSettings,
  live = new LiveSettings(),
  hookOf = createHooks(settings),
): PlaceOf {
  const places = new Map<string, Place>();
  const rulesOf = createRuleSets(settings, live);
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
      const configured = configuredFor(room, settings);
      const hook = hookOf(configured);
      place = {
        permissions: permissionsOf(...permissions),
        rules: rulesOf(room, rules),
        shield: shieldSettingsOf(settings.shield, configured?.shield),
        ...(hook && { hook }),
      };
      places.set(key, place);
    }
    return place;
  };
}

/** Rooms without a hook of their own share the general one. Throws a ConfigError for one that cannot be used. */
export function createHooks({
  hook,
  rooms,
}: PlaceSettings): (room: Configured | undefined) => Hook | undefined {
  const general = hook && createHook(hook);
  const hooks = new Map(
    rooms.map((room) => [
      room,
      room.hook ? createHook(room.hook) : room.hook === false ? undefined : general,
    ]),
  );
  return (room) => (room ? hooks.get(room) : general);
}

/** A long list of words takes its time to be made ready: that is done again only where other rules were set. */
function createRuleSets(
  settings: PlaceSettings,
  live: LiveSettings,
): (room: string, layers: Layers['rules']) => Rules {
  const made = new Map<string, { readonly layers: Layers['rules']; readonly rules: Rules }>();
  return (room, layers) => {
    const key = live.of(room).rules ? `room ${room}` : entryOf(room, settings);
    const former = made.get(key);
    if (former && layers.every((layer, index) => layer === former.layers[index])) return former.rules;
    const rules = createRules(mergedRules(layers));
    made.set(key, { layers, rules });
    return rules;
  };
}

function keyOf(room: string, settings: PlaceSettings, live: LiveSettings): string {
  return live.has(room) ? `room ${room}` : entryOf(room, settings);
}

function entryOf(room: string, { rooms }: PlaceSettings): string {
  return `entry ${rooms.findIndex(({ name }) => matchesRoom(name, room))}`;
}

function configuredFor(room: string, { rooms }: PlaceSettings): Configured | undefined {
  return rooms.find(({ name }) => matchesRoom(name, room));
}
