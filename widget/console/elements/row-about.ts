// A message that is known from elsewhere than the list, as the list would have it.
import type { Participant } from '../../../protocol/server-messages.ts';
import type { MessageRow } from '../../rows/row.ts';

export function rowAbout(from: Participant, seq: number, at: number, text: string): MessageRow {
  return {
    kind: 'message',
    key: `about ${seq}`,
    seq,
    at,
    from,
    text,
    own: false,
    starts: true,
    continues: false,
    edited: false,
    pinned: false,
    reactions: [],
    reply: undefined,
    calls: false,
    pending: false,
  };
}
