// What is kept in view: the messages that were pinned, the one pinned last first. Pure.
import { findLine, type Message } from './fold.ts';
import type { Timeline } from './timeline.ts';

export interface Pin {
  /** Of the message. */
  readonly seq: number;
  /** Undefined where it is older than what is held. */
  readonly message: Message | undefined;
}

/** As far as the entries tell that are held. */
export function pinsIn({ entries, lines }: Pick<Timeline, 'entries' | 'lines'>): readonly Pin[] {
  const pinned = new Set<number>();
  for (const entry of entries) {
    if (entry.type !== 'pin' && entry.type !== 'removal') continue;
    pinned.delete(entry.ref);
    if (entry.type === 'pin' && entry.on) pinned.add(entry.ref);
  }
  return [...pinned].reverse().flatMap((seq) => {
    const line = findLine(lines, seq);
    if (line && line.kind !== 'message') return [];
    return { seq, message: line };
  });
}
