// What all rows are drawn with.
import type { ListStrings } from '../locales/strings.ts';
import type { Times } from './times.ts';

export interface RowContext {
  readonly strings: ListStrings;
  readonly times: Times;
  /** Whether drafts can be sent right now. */
  readonly live: boolean;
  /** What may be done here. */
  readonly can: readonly string[];
  /** The reader’s own name, as others call it in their texts. */
  readonly me: string | undefined;
  /** The names that can be called. */
  readonly names: () => readonly string[];
}
