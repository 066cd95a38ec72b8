// On which terms people take part: what is made of the settings that may change while the server runs. Other settings
// are taken as a whole, or, where one of them cannot be used, not at all.
import { isDeepStrictEqual } from 'node:util';
import { KeyRing } from './api/key-ring.ts';
import { parseOriginRule } from './config/origin-rule.ts';
import { isFixed, settingNames, type Config, type SettingName } from './config/settings.ts';
import type { AdmissionSettings } from './connection/admission.ts';
import { createOriginPolicy } from './connection/origin-policy.ts';
import { readMemberKeys } from './identity/member-keys.ts';
import type { MemberSettings } from './identity/members.ts';
import { createHooks } from './moderation/place.ts';
import type { Rate } from './moderation/token-buckets.ts';

export interface Terms {
  readonly config: Config;
  readonly admission: AdmissionSettings;
  /** Undefined where nobody is signed in. */
  readonly signIn: MemberSettings | undefined;
  readonly hooks: ReturnType<typeof createHooks>;
  readonly keys: KeyRing;
  readonly reservedNames: readonly string[];
  /** Posts of one participant. */
  readonly rate: Rate;
  /** Frames of one connection. */
  readonly frameRate: Rate;
  /** Connections of one network. */
  readonly arrivalRate: Rate;
}

/** What became of other settings. */
export interface Taken {
  /** These hold from now on. */
  readonly changed: readonly SettingName[];
  /** These would have changed, and can only at the next start. */
  readonly waiting: readonly SettingName[];
}

/** Frames of any kind that a connection may send, on top of its posts; a busy person needs a tenth. */
export const frameRate: Rate = { burst: 100, perSecond: 20 };

export class LiveTerms {
  #now: Terms;

  /** Throws a ConfigError for a setting that cannot be used. */
  constructor(config: Config) {
    this.#now = termsOf(config);
  }

  get now(): Terms {
    return this.#now;
  }

  /** Throws a ConfigError for a setting that cannot be used, and then everything is as it was. */
  take(next: Config): Taken {
    const former = this.#now.config;
    const different = settingNames.filter((name) => !isDeepStrictEqual(former[name], next[name]));
    const waiting = different.filter(isFixed);
    const kept = Object.fromEntries(waiting.map((name) => [name, former[name]]));
    // What is in files is read again, also where their names are the same.
    this.#now = termsOf(Object.freeze({ ...next, ...kept }));
    return { changed: different.filter((name) => !isFixed(name)), waiting };
  }
}

function termsOf(config: Config): Terms {
  const rate = { burst: config.postBurst, perSecond: config.postsPerSecond };
  const { maxConnectionsPerAddress } = config;
  return {
    config,
    admission: {
      ...config,
      rooms: roomRules(config),
      defaultRoom: config.rooms.find(({ name }) => !name.endsWith('*'))?.name,
    },
    signIn: memberSettings(config),
    hooks: createHooks(config),
    keys: new KeyRing(config.apiKeys),
    reservedNames: [...config.reservedNames, ...config.apiKeys.map(({ name }) => name)],
    rate,
    frameRate: { burst: frameRate.burst + rate.burst, perSecond: frameRate.perSecond + rate.perSecond },
    // A whole network comes back twice in a row at once, after a restart and a mishap; then slowly.
    arrivalRate: { burst: 2 * maxConnectionsPerAddress, perSecond: maxConnectionsPerAddress / 10 },
  };
}

function memberSettings(config: Config): MemberSettings | undefined {
  const keys = readMemberKeys(config);
  const { memberIssuer: issuer, memberAudience: audience, memberMinutes } = config;
  if (keys.length === 0 || issuer === undefined || audience === undefined) return undefined;
  return { keys, issuer, audience, longestMs: memberMinutes * 60_000 };
}

function roomRules(config: Config) {
  const own = config.publicUrl === undefined ? undefined : new URL(config.publicUrl).origin;
  return config.rooms.map(({ name, origins = config.origins }) => ({
    pattern: name,
    admits: createOriginPolicy({
      rules: origins.map(parseOriginRule),
      allowNull: config.allowNullOrigin,
      allowMissing: config.allowMissingOrigin,
      own,
    }),
  }));
}
