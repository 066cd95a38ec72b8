// What people say whom the reader has muted: one line in the place of each run of it, until they want to see it.
import type { MessageRow, MutedRow, Row } from './row.ts';

/** The same runs give the same row objects. `shown` holds the keys of messages that are shown all the same. */
export function createMuteFold(): (
  rows: readonly Row[],
  muted: ReadonlyMap<string, string>,
  shown: ReadonlySet<string>,
) => readonly Row[] {
  const made = new WeakMap<MessageRow, MutedRow>();

  /** The line for a run that begins with this message. */
  function lineOf(run: readonly [MessageRow, ...MessageRow[]]): MutedRow {
    const [{ key, seq, from }] = run;
    const keys = run.map((row) => row.key);
    const former = made.get(run[0]);
    if (former?.keys.join() === keys.join()) return former;
    const line: MutedRow = { kind: 'muted', key: `muted ${key}`, seq, name: from.name, keys };
    made.set(run[0], line);
    return line;
  }

  return (rows, muted, shown) => {
    if (muted.size === 0) return rows;
    const folded: Row[] = [];
    let run: MessageRow[] = [];
    const endRun = () => {
      const [first, ...others] = run;
      if (first) folded.push(lineOf([first, ...others]));
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
  };
}
