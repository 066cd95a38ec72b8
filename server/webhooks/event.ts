// An entry as webhooks are told it: its id and its body, as Standard Webhooks has them.
import { createHash } from 'node:crypto';
import type { EntryRecord } from '../log/log.ts';
import { entryText } from '../room/entry-text.ts';

export interface WebhookEvent {
  readonly id: string;
  readonly body: string;
}

/** As many bits as a UUID has. */
const idCharacters = 22;

export function eventOf(room: string, record: EntryRecord): WebhookEvent {
  const type = `entry.${record.kind.replaceAll('-', '_')}`;
  const timestamp = new Date(record.at).toISOString();
  // A room’s name needs no escaping.
  const data = `{"room":"${room}","entry":${entryText(record)}}`;
  return {
    id: idOf(room, record),
    body: `{"type":"${type}","timestamp":"${timestamp}","data":${data}}`,
  };
}

/**
 * Of what stays of an entry when its text is taken back or its author erased, and is another one where a log was put
 * back and written over: the epoch alone changes with every erasure, in the middle of attempts. No dot may be in it.
 */
function idOf(room: string, { seq, at, draftId }: EntryRecord): string {
  const digest = createHash('sha256').update([room, seq, at, draftId].join('\n')).digest('base64url');
  return `msg_${digest.slice(0, idCharacters)}`;
}
