// What holds in a room and what was set for it: who may do what, the rules for texts, how long they are kept.
import { z } from 'zod';
import {
  setRetention,
  type ConsoleSettings,
  type Matrix,
  type TrialVerdict,
} from '../../protocol/console.ts';
import { permissionSetting } from '../config/permission-setting.ts';
import { liveRuleSetting } from '../config/rule-setting.ts';
import {
  allowed,
  authorize,
  capabilities,
  permissionsOf,
  roles,
  type Permissions,
} from '../identity/permissions.ts';
import type { Signed } from '../identity/staff.ts';
import { everyRoom } from '../log/keeping.ts';
import { layersOf, mergedRules } from '../moderation/place.ts';
import { createRules } from '../moderation/rules/rules.ts';
import { trial } from '../moderation/trial.ts';
import { setLive } from './keeper.ts';
import { consoleRulesBytes } from '../../protocol/console.ts';
import { ok, refuse, route, type Answer, type Route } from './route.ts';
import type { ConsoleServices } from './services.ts';

/** Longer than any message may be, so that the limit itself can be tried. */
const triedCharacters = 20_000;

const trialOf = z.strictObject({
  text: z.string().max(triedCharacters),
  role: z.enum(roles as ['guest', 'member', 'moderator', 'owner']),
  rules: liveRuleSetting.optional(),
});

const beyondReach = refuse(
  'outranked',
  'This would give away, or give you, what only those above you may do. Ask an owner of this chat.',
);

/** The same for one room and, without its part of the path, for all. */
export function settingsRoutes(services: ConsoleServices): readonly Route[] {
  return ['/rooms/:room', ''].flatMap((prefix) => [
    route({
      method: 'get',
      path: `${prefix}/settings`,
      asks: 'settings',
      handle: ({ room, signed }) => ok(settingsOf(room, signed, services)),
    }),
    route({
      method: 'put',
      path: `${prefix}/permissions`,
      asks: 'permissions',
      body: permissionSetting,
      async handle({ room, signed, body }) {
        const { permissions } = layersOf(services.settings, services.live, room, { permissions: body });
        if (!isWithinReach(signed, services.places(room).permissions, permissionsOf(...permissions)))
          return beyondReach;
        return (await setLive(services, room, signed, { permissions: body })) ?? now(room, signed, services);
      },
    }),
    route({
      method: 'put',
      path: `${prefix}/rules`,
      asks: 'rules',
      mostBytes: consoleRulesBytes,
      body: liveRuleSetting,
      async handle({ room, signed, body }) {
        return (await setLive(services, room, signed, { rules: body })) ?? now(room, signed, services);
      },
    }),
    route({
      method: 'put',
      path: `${prefix}/retention`,
      asks: 'retention',
      body: setRetention,
      async handle({ room, signed, body: { days } }) {
        return (await setLive(services, room, signed, { retention: days })) ?? now(room, signed, services);
      },
    }),
    route({
      method: 'post',
      path: `${prefix}/try`,
      asks: 'settings',
      // The words are made ready each time, on the one thread that serves everybody.
      cost: 10,
      mostBytes: consoleRulesBytes,
      body: trialOf,
      handle({ room, body: { text, role, rules } }) {
        const { settings, live, places, clock } = services;
        const place = places(room);
        const tried = rules
          ? createRules(mergedRules(layersOf(settings, live, room, { rules }).rules))
          : place.rules;
        return ok(trial(text, role, place.permissions, tried, clock.now()) satisfies TrialVerdict);
      },
    }),
  ]);
}

function now(room: string, signed: Signed, services: ConsoleServices): Answer {
  return ok(settingsOf(room, signed, services));
}

/** Nobody takes from those above them what is theirs, nor gives it away: owners may change everything. */
function isWithinReach({ who }: Signed, before: Permissions, after: Permissions): boolean {
  return capabilities
    .filter((name) => before[name] !== after[name])
    .every(
      (name) => authorize(who, name, { permissions: before }) && authorize(who, name, { permissions: after }),
    );
}

function settingsOf(
  room: string,
  { who }: Signed,
  { settings, live, places }: ConsoleServices,
): ConsoleSettings {
  const set = live.of(room);
  const without = layersOf(settings, live, room);
  const layers = layersOf(settings, live, room, set);
  const { permissions } = places(room);
  const general = live.retention(settings.retentionDays).days ?? null;
  const kept = room === everyRoom ? (settings.retentionDays ?? null) : general;
  return {
    capabilities: Object.entries(permissionsOf()).map(([name, preset]) => ({ name, preset })),
    permissions: {
      without: permissionsOf(...without.permissions) satisfies Matrix,
      set: { ...set.permissions },
      now: permissions,
    },
    rules: {
      without: mergedRules(without.rules),
      set: { ...set.rules },
      now: mergedRules(layers.rules),
    },
    retention: {
      without: kept,
      ...(set.retention !== undefined && { set: set.retention }),
      now: set.retention === undefined ? kept : set.retention,
    },
    may: allowed(who.role, permissions),
  };
}
