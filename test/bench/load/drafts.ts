// What is written where a log is measured by itself: one participant's drafts, alike but for their numbers.
import type { DraftRecord } from '../../../server/log/log.ts';
import { messageBody } from '../../../server/room/entry-text.ts';

/** As in the other benches. */
export const text = 'x'.repeat(120);

const body = messageBody(text);

export function draftOf(number: number): DraftRecord {
  return {
    room: 'lobby',
    kind: 'message',
    participant: 'p_0123456789abcdef',
    draftId: `d_${number.toString(36).padStart(20, '0')}`,
    at: Date.now(),
    author: '{"id":"p_0123456789abcdef","name":"Somebody","role":"guest"}',
    body,
  };
}
