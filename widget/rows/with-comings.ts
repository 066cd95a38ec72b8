// Puts the lines of who came and went among the others, each after what was said before it.
import type { AsideRow, Row } from './row.ts';

/** Lines from before all that is held are left out. */
export function withComings(rows: readonly Row[], comings: readonly AsideRow[]): readonly Row[] {
  if (comings.length === 0) return rows;
  const all = [...rows];
  for (const coming of comings) {
    const before = all.findLastIndex((row) => 'seq' in row && row.seq <= coming.seq);
    if (before >= 0) all.splice(before + 1, 0, coming);
  }
  return all;
}
