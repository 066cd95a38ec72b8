// What people say whom the reader has muted: in the place of each run of it one thing, until they want to see it.
import type { MessageRow, Row } from './row.ts';

/** Messages in a row by somebody who is muted. */
export interface Folded {
  readonly kind: 'folded';
  /** Of the first of them. */
  readonly seq: number;
  readonly name: string;
  /** Of their rows. */
  readonly keys: readonly string[];
}

/** `shown` holds the keys of messages that are shown all the same. */
export function foldMuted(
  rows: readonly Row[],
  muted: ReadonlyMap<string, string>,
  shown: ReadonlySet<string>,
): readonly (Row | Folded)[] {
  if (muted.size === 0) return rows;
  const folded: (Row | Folded)[] = [];
  let run: MessageRow[] = [];
  const endRun = () => {
    const [first] = run;
    if (first)
      folded.push({ kind: 'folded', seq: first.seq, name: first.from.name, keys: run.map(({ key }) => key) });
    run = [];
  };
  for (const row of rows) {
    const isFolded = row.kind === 'message' && !row.own && muted.has(row.from.id) && !shown.has(row.key);
    if (!isFolded || row.from.id !== run[0]?.from.id) endRun();
    if (isFolded) run.push(row);
    else folded.push(row);
  }
  endRun();
  return folded;
}
