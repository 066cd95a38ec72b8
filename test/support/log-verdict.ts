// What became of acknowledged drafts, counted as every fault test reports it.
import type { DraftRecord, EntryRecord } from '../../server/log/log.ts';

type Key = Pick<DraftRecord, 'participant' | 'draftId'>;

export interface Verdict {
  readonly acknowledged: number;
  readonly lost: number;
  readonly twice: number;
  readonly reordered: number;
  readonly holes: number;
}

/** Compares one room's drafts, in the order in which they were acknowledged, with its entries. */
export function judgeLog(
  acknowledged: readonly Key[],
  entries: readonly (Key & Pick<EntryRecord, 'seq'>)[],
): Verdict {
  const places = new Map(entries.map((entry, place) => [keyOf(entry), place]));
  const found = acknowledged.map((draft) => places.get(keyOf(draft))).filter((place) => place !== undefined);
  return {
    acknowledged: acknowledged.length,
    lost: acknowledged.length - found.length,
    twice: entries.length - places.size,
    reordered: found.filter((place, index) => index > 0 && place <= found[index - 1]!).length,
    holes: entries.filter(({ seq }, place) => seq !== (entries[0]?.seq ?? 0) + place).length,
  };
}

export function sumOfVerdicts(verdicts: readonly Verdict[]): Verdict {
  const sum = (count: (verdict: Verdict) => number) =>
    verdicts.reduce((total, verdict) => total + count(verdict), 0);
  return {
    acknowledged: sum(({ acknowledged }) => acknowledged),
    lost: sum(({ lost }) => lost),
    twice: sum(({ twice }) => twice),
    reordered: sum(({ reordered }) => reordered),
    holes: sum(({ holes }) => holes),
  };
}

export function verdictLine({ acknowledged, lost, twice, reordered, holes }: Verdict): string {
  return `acknowledged ${acknowledged}, lost ${lost}, twice ${twice}, reordered ${reordered}, holes ${holes}`;
}

/** The line of a run in which nothing went wrong. */
export function cleanLine(acknowledged: number): string {
  return verdictLine({ acknowledged, lost: 0, twice: 0, reordered: 0, holes: 0 });
}

function keyOf({ participant, draftId }: Key): string {
  return `${participant} ${draftId}`;
}
