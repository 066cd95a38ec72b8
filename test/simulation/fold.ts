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
  /** Of a poll: what there is to choose, who chose what, and whether it is over. */
  readonly poll?: readonly string[];
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
      const message =
        again?.type === 'edit'
          ? { ...first, text: again.text, options: again.options, removed: undefined }
          : first;
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
        ...(message.options && { poll: pollOf(message.options, about) }),
      };
    });
}

function pollOf(options: readonly string[], about: readonly Entry[]): readonly string[] {
  const votes = new Map<string, number | undefined>();
  for (const entry of about) if (entry.type === 'vote') votes.set(entry.from.id, entry.option);
  return pollAs(
    options,
    votes,
    about.some(({ type }) => type === 'poll-end'),
  );
}

function pollAs(
  options: readonly string[],
  votes: ReadonlyMap<string, number | undefined>,
  isOver: boolean,
): readonly string[] {
  const chosen = [...votes].filter(([, option]) => option !== undefined);
  return [...options, ...chosen.map((pair) => pair.join(' ')).sort(), isOver ? 'over' : 'open'];
}

/** The same of what the widget made of its entries. */
export function shownIn(lines: readonly Line[]): Shown[] {
  return lines
    .filter((line) => line.kind !== 'notice')
    .map((line) => {
      if (line.kind === 'removed') return { seq: line.seq, text: undefined, edited: false, reactions: [] };
      const { seq, text, edited, reactions, poll } = line;
      const pairs = reactions.flatMap(({ emoji, who }) => who.map(({ id }) => `${emoji} ${id}`));
      const asked = poll && { poll: pollAs(poll.options, poll.votes, poll.ended) };
      return { seq, text, edited, reactions: pairs.sort(), ...asked };
    });
}
