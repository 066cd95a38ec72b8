// What every measurement of the widget is: something done on a stage, and numbers that came of it.
import type { Stage } from './stage.ts';

/** Numbers by the name of what they tell; each as often as it was measured. */
export type Samples = Readonly<Record<string, readonly number[]>>;

export type Size = 'quick' | 'whole';

export interface Measure {
  readonly name: string;
  readonly title: string;
  run(stage: Stage, size: Size): Promise<Samples>;
}

/** How many times slower the page's processor is made, where that is said. */
export const throttled = 4;

export const pause = (ms: number): Promise<void> => new Promise((resolve) => void setTimeout(resolve, ms));

/** Puts samples of the same name one after the other. */
export function joined(all: readonly Samples[]): Samples {
  const sum: Record<string, number[]> = {};
  for (const samples of all)
    for (const [name, values] of Object.entries(samples)) (sum[name] ??= []).push(...values);
  return sum;
}
