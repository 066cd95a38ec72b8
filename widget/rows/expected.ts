// What our own deeds will have done once the log has them: shown at once, and put right by the log.
import type { Participant } from '../../protocol/server-messages.ts';
import type { Draft } from '../outbox/outbox.ts';
import { amended, type Amendment, type Line } from '../timeline/fold.ts';

/** Deeds that are on their way, by the seq of the message that they change. */
function deedsUnderWay(drafts: readonly Draft[]): ReadonlyMap<number, readonly Draft[]> {
  const deeds = new Map<number, Draft[]>();
  for (const draft of drafts) {
    if (!('ref' in draft.deed) || (draft.kind !== 'waiting' && draft.kind !== 'accepted')) continue;
    const { ref } = draft.deed;
    const others = deeds.get(ref);
    if (others) others.push(draft);
    else deeds.set(ref, [draft]);
  }
  return deeds;
}

function expectedOf(line: Line, deeds: readonly Draft[], me: Participant): Line {
  let expected = line;
  for (const draft of deeds) {
    if (expected.kind === 'message') expected = amended(expected, amendmentOf(draft, me));
  }
  return expected;
}

/** What a deed becomes, where that has another name. */
const kinds: Readonly<Record<string, string>> = {
  remove: 'removal',
  react: 'reaction',
  'end-poll': 'poll-end',
};

function amendmentOf({ draftId, at, deed }: Draft, from: Participant): Amendment {
  return { ...deed, draftId, at, from, seq: Infinity, type: kinds[deed.type] ?? deed.type } as Amendment;
}

/** The element has it with the company: nothing can be done to a message before. */
export const expected = { deedsUnderWay, expectedOf };

export type Expected = typeof expected;
