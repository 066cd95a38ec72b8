// A log record as the wire's JSON, spliced from its stored parts: nothing is encoded twice.
import type { MessageEntry } from '../../protocol/server-messages.ts';
import type { EntryRecord } from '../log/log.ts';

/** The record's kind, draft id and numbers need no escaping; author and body are JSON already. */
export function entryText(record: EntryRecord): string {
  return `{"type":"${record.kind}","seq":${record.seq},"at":${record.at},"draftId":"${record.draftId}","from":${record.author},${record.body.slice(1)}`;
}

/** The part of a message that its author wrote; what a draft is compared by. */
export function messageBody(text: string): string {
  return JSON.stringify({ text } satisfies Partial<MessageEntry>);
}

/** Reads the text back, for those who speak plain text. */
export function messageText(body: string): string {
  return (JSON.parse(body) as MessageEntry).text;
}
