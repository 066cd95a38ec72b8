// What entries amount to, told once more and as plainly as possible, so that the widget's way of telling
// it has something to be compared with.
import type { Entry } from '../../protocol/server-messages.ts';
import type { Line } from '../../widget/timeline/fold.ts';

export interface Shown {
  readonly seq: number;
  /** Undefined once it was taken back. */
  readonly text: string | undefined;
  readonly edited: boolean;
  /** Emoji and participant ids. */
  readonly reactions: readonly string[];
}

/** Each message of `entries` as the amendments among them leave it. */
export function fold(entries: readonly Entry[]): Shown[] {
  const amendments = Map.groupBy(
    entries.filter((entry) => 'ref' in entry),
    ({ ref }) => ref,
  );
  return entries
    .filter((entry) => entry.type === 'message')
    .map((first) => {
      const all = amendments.get(first.seq) ?? [];
      // What was restored is as if it were new there.
      const restoral = all.findLastIndex(
        (entry) => entry.type === 'edit' && entry.restored && !entry.removed,
      );
      const again = all[restoral];
      const message = again?.type === 'edit' ? { ...first, text: again.text, removed: undefined } : first;
      const about = all.slice(restoral + 1);
      const isRemoved =
        message.removed === true ||
        about.some((entry) => entry.type === 'removal' || (entry.type === 'edit' && entry.removed));
      if (isRemoved) return { seq: message.seq, text: undefined, edited: false, reactions: [] };
      const edits = about.filter((entry) => entry.type === 'edit');
      const reactions = new Set<string>();
      for (const entry of about) {
        if (entry.type !== 'reaction') continue;
        if (entry.on) reactions.add(`${entry.emoji} ${entry.from.id}`);
        else reactions.delete(`${entry.emoji} ${entry.from.id}`);
      }
      return {
        seq: message.seq,
        text: edits.at(-1)?.text ?? message.text,
        edited: edits.length > 0,
        reactions: [...reactions].sort(),
      };
    });
}

/** The same of what the widget made of its entries. */
export function shownIn(lines: readonly Line[]): Shown[] {
  return lines
    .filter((line) => line.kind !== 'notice')
    .map((line) => {
      if (line.kind === 'removed') return { seq: line.seq, text: undefined, edited: false, reactions: [] };
      const { seq, text, edited, reactions } = line;
      const pairs = reactions.flatMap(({ emoji, who }) => who.map(({ id }) => `${emoji} ${id}`));
      return { seq, text, edited, reactions: pairs.sort() };
    });
}
