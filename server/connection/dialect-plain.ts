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

  catchUp(ring, cursor, most, participantId) {
    const frames: Buffer[] = [];
    let end = cursor;
    for (let bytes = 0; end < ring.head && bytes < most;) {
      const { kind, participant, body } = ring.at(++end)!.record;
      if (!saysSomething(kind, body) || participant === participantId) continue;
      const frame = textFrame(messageText(body));
      frames.push(frame);
      bytes += frame.length;
    }
    return { bytes: frames.length > 0 ? Buffer.concat(frames) : undefined, end };
  },
};

/** Edits, reactions and the rest have no words here; nor has what was taken back. */
function saysSomething(kind: EntryKind, body: string): boolean {
  return (kind === 'message' || kind === 'notice') && messageText(body) !== '';
}
