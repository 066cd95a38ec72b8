// How many read what is posted by one: a crowd, for what a delivery costs, and a few, for how late it comes.
import type { SpreadJob } from '../../load/job.ts';
import type { Size } from '../../scenarios.ts';

export type SpreadName = 'crowd' | 'hop';

export interface SpreadLoad extends Pick<SpreadJob, 'postsPerSecond' | 'texts' | 'warmUpMs' | 'windowMs'> {
  readonly name: SpreadName;
  readonly title: string;
  /** Spread evenly over the nodes. */
  readonly readers: number;
  /** Fewer nodes have nothing to tell here. */
  readonly leastNodes: 1 | 2;
}

const texts = { bytes: 120, filler: 'lorem ipsum dolor ' };

export function spreadLoads(size: Size): readonly SpreadLoad[] {
  const whole = size === 'whole';
  const common = { texts, warmUpMs: whole ? 2_000 : 1_000 };
  return [
    {
      ...common,
      name: 'crowd',
      title: '500 readers, 50 posts a second, half of the readers on each node',
      readers: 500,
      leastNodes: 1,
      postsPerSecond: 50,
      windowMs: whole ? 8_000 : 2_000,
    },
    {
      ...common,
      name: 'hop',
      title: '10 readers, 50 posts a second, half of the readers on each node',
      readers: 10,
      leastNodes: 2,
      postsPerSecond: 50,
      windowMs: whole ? 10_000 : 3_000,
    },
  ];
}
