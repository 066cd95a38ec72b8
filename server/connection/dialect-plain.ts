// Plain text, for terminals, microcontrollers and tutorials: a frame in is a message, each message
// of somebody else is a frame out. What one wrote oneself does not come back.
import { randomUUID } from 'node:crypto';
import type { EntryKind } from '../log/log.ts';
import { messageText } from '../room/entry-text.ts';
import { textFrame } from '../room/text-frame.ts';
import type { Dialect } from './dialect.ts';

export const dialectPlain: Dialect = {
  greeting: { type: 'hello', history: 0 },

  read: (frame) => ({ type: 'post', draftId: randomUUID(), text: frame }),

  say: (remark) => (remark.type === 'refused' ? textFrame(remark.sentence) : undefined),

  sayWithEntries: () => undefined,

  signal: () => undefined,

  catchUp(ring, cursor, participantId) {
    const frames = ring
      .since(cursor)
      .filter(
        ({ record: { kind, participant, body } }) =>
          saysSomething(kind, body) && participant !== participantId,
      )
      .map(({ record }) => textFrame(messageText(record.body)));
    return frames.length > 0 ? Buffer.concat(frames) : undefined;
  },
};

/** Edits, reactions and the rest have no words here; nor has what was taken back. */
function saysSomething(kind: EntryKind, body: string): boolean {
  return (kind === 'message' || kind === 'notice') && messageText(body) !== '';
}
