// How long something takes, in English.
import type { DurationUnit } from '../text/duration.ts';

export const enDuration = {
  duration: (count: number, unit: DurationUnit) =>
    new Intl.NumberFormat('en-GB', { style: 'unit', unit, unitDisplay: 'long' }).format(count),
};
