// What entries amount to, told once more and as plainly as possible, so that the widget's way of telling
// it has something to be compared with.
import type { Entry } from '../../protocol/server-messages.ts';

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
  return entries
    .filter((entry) => entry.type === 'message')
    .map((message) => {
      const about = entries.filter((entry) => 'ref' in entry && entry.ref === message.seq);
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
