// An entry as webhooks are told it: its id, its body, and the signature over both, as Standard Webhooks has them.
import { createHash, createHmac } from 'node:crypto';
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

/** `key` is the secret’s bytes, `timestamp` Unix time in seconds. */
export function signatureOf(key: Uint8Array, { id, body }: WebhookEvent, timestamp: number): string {
  return `v1,${createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')}`;
}

/**
 * Of what stays of an entry when its text is taken back or its author erased, and is another one where a log was put
 * back and written over: the epoch alone changes with every erasure, in the middle of attempts. No dot may be in it.
 */
function idOf(room: string, { seq, at, draftId }: EntryRecord): string {
  const digest = createHash('sha256').update([room, seq, at, draftId].join('\n')).digest('base64url');
  return `msg_${digest.slice(0, idCharacters)}`;
}
