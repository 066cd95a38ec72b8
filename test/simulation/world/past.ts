// What was said in a room before the world begins.
import type { DraftRecord } from '../../../server/log/log.ts';
import { messageBody } from '../../../server/room/entry-text.ts';

export function pastOf(room: string, count: number, before: number): DraftRecord[] {
  return Array.from({ length: count }, (_, index) => pastDraft(room, `past-${room}-${index + 1}`, before));
}

export function pastDraft(room: string, draftId: string, at: number): DraftRecord {
  return {
    room,
    kind: 'message',
    participant: 'somebody',
    draftId,
    at,
    author: '{"id":"somebody","name":"Somebody","role":"guest"}',
    body: messageBody(draftId),
  };
}
