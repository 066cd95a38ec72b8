// One thing that is looked at.
import type { Verdict } from '../finding.ts';
import type { Visit } from '../visit.ts';

export interface Check {
  readonly name: string;
  /** Checks without which it means nothing; they come before it. */
  readonly needs: readonly string[];
  /** May reject with Unanswered. */
  readonly look: (visit: Visit) => Promise<Verdict>;
}
