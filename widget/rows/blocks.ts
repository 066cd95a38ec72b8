// Rows in blocks, by their place in the log: however the list grows at either end, a row stays in its
// block, and a block whose rows are the same is the same object.
import type { Row } from './row.ts';

export interface Block {
  readonly key: string;
  readonly rows: readonly Row[];
}

/** Places in the log that one block spans. */
const span = 50;

export function createBlocks(): (rows: readonly Row[]) => readonly Block[] {
  let former = new Map<string, Block>();
  return (rows) => {
    const blocks = grouped(rows).map((block) => {
      const same = former.get(block.key);
      return same && isSame(same.rows, block.rows) ? same : block;
    });
    former = new Map(blocks.map((block) => [block.key, block]));
    return blocks;
  };
}

/** Dividers go with the row that they stand before, drafts to where their message will come. */
function grouped(rows: readonly Row[]): readonly Block[] {
  const blocks: { readonly key: string; readonly rows: Row[] }[] = [];
  const dividers: Row[] = [];
  let place = 0;
  for (const row of rows) {
    dividers.push(row);
    if (row.kind === 'day' || row.kind === 'unread' || row.kind === 'skipped') continue;
    place = 'seq' in row ? row.seq : place + 1;
    const key = `block ${Math.floor(place / span)}`;
    const last = blocks.at(-1);
    if (last?.key === key) last.rows.push(...dividers);
    else blocks.push({ key, rows: [...dividers] });
    dividers.length = 0;
  }
  if (dividers.length > 0) blocks.push({ key: 'block of dividers', rows: dividers });
  return blocks;
}

function isSame(former: readonly Row[], now: readonly Row[]): boolean {
  return former.length === now.length && former.every((row, index) => row === now[index]);
}
