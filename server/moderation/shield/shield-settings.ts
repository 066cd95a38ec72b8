// How a room’s raid shield works, as its owner laid it down.

export interface ShieldSettings {
  /** Whether it comes up by itself. */
  readonly auto: boolean;
  /** So many new guests, or unwanted acts of guests, within a minute bring it up. */
  readonly joins: number;
  readonly refusals: number;
  /** So long it is up, and on where it is not calm by then. */
  readonly minutes: number;
  /** Who came less than so long ago is a newcomer, whose words wait. */
  readonly newMinutes: number;
  /** The wait between two acts of one guest. */
  readonly slowSeconds: number;
  /** Most tries of a newcomer’s proof of work; 0 asks for none. */
  readonly work: number;
}

export type ShieldOverrides = { readonly [Name in keyof ShieldSettings]?: ShieldSettings[Name] | undefined };

/** A phone tries some 200,000 numbers a second, and needs half of all on average. */
const defaults: ShieldSettings = {
  auto: true,
  joins: 100,
  refusals: 100,
  minutes: 10,
  newMinutes: 10,
  slowSeconds: 30,
  work: 300_000,
};

/** The later of two that say something of the same counts. */
export function shieldSettingsOf(...overrides: readonly (ShieldOverrides | undefined)[]): ShieldSettings {
  const said = overrides.flatMap((override) =>
    Object.entries(override ?? {}).filter(([, value]) => value !== undefined),
  );
  return { ...defaults, ...(Object.fromEntries(said) as Partial<ShieldSettings>) };
}
