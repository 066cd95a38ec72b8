// Who came and who went, as lines of the view: nobody wrote them and no log has them. Pure.
import type { Participant } from '../../protocol/server-messages.ts';
import { crowd } from './crowd.ts';

/** `auto`: while they are few, and it is calm. */
export type PresencePolicy = 'auto' | 'all' | 'none';

/** Who came and who went between two messages. */
export interface Coming {
  /** The newest seq when it began. */
  readonly seq: number;
  readonly came: readonly Participant[];
  readonly gone: readonly Participant[];
}

export interface Comings {
  /** In order of their places; the same object while the line is the same. */
  readonly lines: readonly Coming[];
  readonly seen: RosterSeen | undefined;
  /** Who was here on the link before this one: they are coming back, not coming. */
  readonly expected: ReadonlySet<string>;
  /** When somebody came or went, within the last minute. */
  readonly changedAt: readonly number[];
}

export interface RosterSeen {
  /** Another room or another log is another story. */
  readonly of: readonly unknown[];
  /** On another link everybody comes in anew. */
  readonly link: unknown;
  /** Undefined where they are too many to be told. */
  readonly here: readonly Participant[] | undefined;
  readonly me: Participant | undefined;
  /** The newest seq: lines stand after it. */
  readonly last: number;
  /** In milliseconds, on any scale. */
  readonly now: number;
}

/** More comings and goings than this within a minute are noise. */
const mostPerMinute = 5;
const minuteMs = 60_000;

/** Older lines are let go. */
const mostLines = 50;

export const noComings: Comings = { lines: [], seen: undefined, expected: new Set(), changedAt: [] };

export function reduceComings(comings: Comings, seen: RosterSeen, policy: PresencePolicy): Comings {
  const former = comings.seen;
  if (!former || seen.of.some((one, index) => one !== former.of[index])) return { ...noComings, seen };
  if (seen.link !== former.link) {
    const were = [...comings.expected, ...idsOf(former.here)];
    const are = new Set(idsOf(seen.here));
    return { ...comings, seen, expected: new Set(were.filter((id) => !are.has(id))) };
  }
  if (seen.here === former.here) return comings;
  const { came, gone } = difference(former.here, seen.here, seen.me);
  const news = came.filter(({ id }) => !comings.expected.has(id));
  const expected = new Set([...comings.expected].filter((id) => !came.some((one) => one.id === id)));
  const recent = comings.changedAt.filter((at) => seen.now - at < minuteMs);
  const changedAt = [...recent, ...[...news, ...gone].map(() => seen.now)];
  const isNoise = (seen.here?.length ?? 0) > crowd || changedAt.length > mostPerMinute;
  const isTold = policy === 'all' || (policy === 'auto' && !isNoise);
  return {
    seen,
    expected,
    changedAt,
    lines: isTold ? withLine(comings.lines, news, gone, seen.last) : comings.lines,
  };
}

/** Nobody, where there is nothing to compare. */
function difference(
  former: readonly Participant[] | undefined,
  now: readonly Participant[] | undefined,
  me: Participant | undefined,
) {
  if (!former || !now) return { came: [], gone: [] };
  return { came: without(without(now, former), me ? [me] : []), gone: without(former, now) };
}

/** What happens until the next message is one line, and who came and went again is not in it. */
function withLine(
  lines: readonly Coming[],
  came: readonly Participant[],
  gone: readonly Participant[],
  seq: number,
): readonly Coming[] {
  if (came.length + gone.length === 0) return lines;
  const former = lines.at(-1)?.seq === seq ? lines.at(-1) : undefined;
  const { came: hadCome = [], gone: hadGone = [] } = former ?? {};
  const line: Coming = {
    seq,
    came: [...without(hadCome, gone), ...without(came, hadGone)],
    gone: [...without(hadGone, came), ...without(gone, hadCome)],
  };
  const others = former ? lines.slice(0, -1) : lines;
  return line.came.length + line.gone.length > 0 ? [...others, line].slice(-mostLines) : others;
}

function without(people: readonly Participant[], others: readonly Participant[]): readonly Participant[] {
  return people.filter(({ id }) => !others.some((other) => other.id === id));
}

function idsOf(people: readonly Participant[] = []): readonly string[] {
  return people.map(({ id }) => id);
}
