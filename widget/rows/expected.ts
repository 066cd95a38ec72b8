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
    const amendment = amendmentOf(draft, me);
    if (amendment && expected.kind === 'message') expected = amended(expected, amendment);
  }
  return expected;
}

function amendmentOf({ draftId, at, deed }: Draft, from: Participant): Amendment | undefined {
  const common = { draftId, at, from, seq: Infinity };
  switch (deed.type) {
    case 'edit':
      return { ...common, type: 'edit', ref: deed.ref, text: deed.text };
    case 'remove':
      return { ...common, type: 'removal', ref: deed.ref };
    case 'react':
      return { ...common, type: 'reaction', ref: deed.ref, emoji: deed.emoji, on: deed.on };
    case 'pin':
      return { ...common, type: 'pin', ref: deed.ref, on: deed.on };
    default:
      return undefined;
  }
}

/** The element has it with the company: nothing can be done to a message before. */
export const expected = { deedsUnderWay, expectedOf };

export type Expected = typeof expected;
