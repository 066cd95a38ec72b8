// Many seeds, one after the other, and what they come to.
import { sentence, type Verdict } from './law.ts';
import { simulate } from './simulate.ts';

export interface Broken {
  readonly seed: number;
  readonly why: string;
}

export interface Sum {
  readonly worlds: number;
  readonly verdict: Verdict;
  readonly broken: readonly Broken[];
}

export const nothing: Sum = {
  worlds: 0,
  verdict: { acknowledged: 0, lost: 0, twice: 0, reordered: 0, holes: 0 },
  broken: [],
};

/** After so many broken seeds the rest tells nothing new. */
export const mostBroken = 20;

export async function simulateMany(from: number, count: number): Promise<Sum> {
  let sum = nothing;
  for (let seed = from; seed < from + count; seed++) sum = add(sum, await simulateOne(seed));
  return sum;
}

export function add(left: Sum, right: Sum): Sum {
  const verdict = Object.fromEntries(
    Object.entries(left.verdict).map(([key, count]) => [
      key,
      (count as number) + right.verdict[key as keyof Verdict],
    ]),
  ) as unknown as Verdict;
  const broken = [...left.broken, ...right.broken].slice(0, mostBroken);
  return { worlds: left.worlds + right.worlds, verdict, broken };
}

export function tell({ worlds, verdict, broken }: Sum): string {
  const lines = broken.map(({ seed, why }) => `seed ${seed}: ${why}`);
  return [...lines, `${worlds} worlds: ${sentence(verdict)}`].join('\n');
}

async function simulateOne(seed: number): Promise<Sum> {
  try {
    return { worlds: 1, verdict: await simulate(seed), broken: [] };
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    const verdict =
      'verdict' in (error as object) ? (error as { verdict: Verdict }).verdict : nothing.verdict;
    return { worlds: 1, verdict, broken: [{ seed, why }] };
  }
}
