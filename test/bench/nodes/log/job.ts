// What a process that posts into a log is asked to do, and what it answers.
import type { Quantiles } from '../../load/samples.ts';
import type { LogName } from './poster.ts';

export interface LogJob {
  readonly name: LogName;
  /** A folder, or the address of a schema of its own. */
  readonly place: string;
  /** The process that all of the engine's processes come from; undefined where the engine is in the poster's own. */
  readonly engine: number | undefined;
  readonly inFlight: number;
  readonly warmUpMs: number;
  readonly windowMs: number;
}

export interface LogResult {
  readonly acknowledgedPerSecond: number;
  /** In milliseconds, from a post to its acknowledgement. */
  readonly waited: Quantiles | undefined;
  /** In microseconds of processor time a post. */
  readonly nodeCost: number;
  readonly engineCost: number;
  /** Posts of the whole job that were looked up in the log. */
  readonly counted: number;
  readonly faults: readonly string[];
}
