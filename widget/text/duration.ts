// How long something takes, in words.

export type DurationUnit = 'second' | 'minute' | 'hour' | 'day';

/** What a language says: `duration(3, 'hour')` is “3 hours”. */
export interface DurationWords {
  readonly duration: (count: number, unit: DurationUnit) => string;
}

const units = [
  { unit: 'day', seconds: 86_400 },
  { unit: 'hour', seconds: 3_600 },
  { unit: 'minute', seconds: 60 },
] as const;

/** In the largest unit that it is made up of; otherwise about, and never too short. */
export function durationOf(ms: number, { duration }: DurationWords): string {
  const all = Math.ceil(ms / 1_000);
  const found =
    units.find(({ seconds }) => all % seconds === 0) ?? units.find(({ seconds }) => all >= 2 * seconds);
  return found ? duration(Math.ceil(all / found.seconds), found.unit) : duration(all, 'second');
}
