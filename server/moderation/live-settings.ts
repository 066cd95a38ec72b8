// What was set while the server runs, over the configuration: for one room, or for all. In memory, so that
// judging costs no read; what changes here is written by whoever changes it.
import type { PermissionOverrides } from '../identity/permissions.ts';
import { everyRoom, type SettingRecord } from '../log/keeping.ts';
import type { RuleSettings } from './rules/rules.ts';

/** Null puts out a rule that stands without. */
export type RuleOverrides = { readonly [Name in keyof RuleSettings]?: RuleSettings[Name] | null };

export interface LiveSetting {
  readonly permissions?: PermissionOverrides | undefined;
  readonly rules?: RuleOverrides | undefined;
  /** In days; null: for ever. */
  readonly retention?: number | null | undefined;
}

/** In days; undefined: for ever. */
export interface Retention {
  readonly days: number | undefined;
  /** Rooms in which it is another one. */
  readonly inRooms: ReadonlyMap<string, number | undefined>;
}

/** Most rooms with settings of their own. */
export const mostSettings = 1_000;

const none: LiveSetting = {};

export class LiveSettings {
  readonly #settings = new Map<string, LiveSetting>();
  #version = 0;

  constructor(records: readonly SettingRecord[] = []) {
    for (const { room, value } of records) this.#settings.set(room, JSON.parse(value) as LiveSetting);
  }

  /** Another one after every change. */
  get version(): number {
    return this.#version;
  }

  /** Of a room, or of `everyRoom`. */
  of(room: string): LiveSetting {
    return this.#settings.get(room) ?? none;
  }

  has(room: string): boolean {
    return this.#settings.has(room);
  }

  /** Whether one more room can have settings. */
  get isFull(): boolean {
    return this.#settings.size >= mostSettings;
  }

  /** What says nothing is not kept. */
  set(room: string, setting: LiveSetting): void {
    const { permissions = {}, rules = {}, retention } = setting;
    const says = [permissions, rules].some((part) => Object.keys(part).length > 0) || retention !== undefined;
    if (says) this.#settings.set(room, setting);
    else this.#settings.delete(room);
    this.#version++;
  }

  /** As the log has it: another node may have changed it. Returns whether anything did. */
  renew(records: readonly SettingRecord[]): boolean {
    const now = new Map(records.map(({ room, value }) => [room, value]));
    const rooms = new Set([...now.keys(), ...this.#settings.keys()]);
    const changed = [...rooms].filter((room) => {
      const set = this.#settings.get(room);
      return now.get(room) !== (set && JSON.stringify(set));
    });
    for (const room of changed) this.set(room, JSON.parse(now.get(room) ?? '{}') as LiveSetting);
    return changed.length > 0;
  }

  /** `configured` is in days. */
  retention(configured: number | undefined): Retention {
    const inRooms = new Map<string, number | undefined>();
    for (const [room, { retention }] of this.#settings)
      if (room !== everyRoom && retention !== undefined) inRooms.set(room, retention ?? undefined);
    const general = this.of(everyRoom).retention;
    return { days: general === undefined ? configured : (general ?? undefined), inRooms };
  }
}
