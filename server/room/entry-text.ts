// Acts as log records, and log records as the wire's JSON, spliced from their stored parts: nothing is
// encoded twice.
import type { Act } from '../../protocol/client-messages.ts';
import type { MessageEntry, Role } from '../../protocol/server-messages.ts';
import { unmarked, type DraftRecord, type EntryRecord } from '../log/log.ts';

/** The record's kind, draft id and numbers need no escaping; author and body are JSON already. */
export function entryText(record: EntryRecord): string {
  return `{"type":"${record.kind}","seq":${record.seq},"at":${record.at},"draftId":"${record.draftId}","from":${record.author},${unmarked(record.body).slice(1)}`;
}

type Content = 'kind' | 'ref' | 'own' | 'spares' | 'keeps' | 'noted' | 'body';

/** Whose messages somebody may take away, or polls end: only their own, or all but those by people of some roles. */
export type Reach = { readonly own: true } | { readonly own: false; readonly spares: readonly Role[] };

/** What an act says: its kind, what it refers to, and the part that its author wrote, which drafts are compared by. */
export function contentOf(act: Act, reach: Reach): Pick<DraftRecord, Content> {
  switch (act.type) {
    case 'post': {
      const { text, replyTo } = act;
      if (replyTo === undefined) return { kind: 'message', body: messageBody(text) };
      return { kind: 'message', ref: replyTo, body: JSON.stringify({ text, replyTo }) };
    }
    case 'edit': {
      const { ref, text } = act;
      return { kind: 'edit', ref, own: true, body: JSON.stringify({ ref, text }) };
    }
    case 'remove':
      return {
        kind: 'removal',
        ref: act.ref,
        ...reach,
        ...(!reach.own && { keeps: true, noted: 'remove' }),
        body: `{"ref":${act.ref}}`,
      };
    case 'react': {
      const { ref, emoji, on } = act;
      return { kind: 'reaction', ref, body: JSON.stringify({ ref, emoji, on }) };
    }
    case 'poll': {
      const { text, options } = act;
      return { kind: 'message', noted: 'poll', body: JSON.stringify({ text, options }) };
    }
    case 'vote': {
      const { ref, option } = act;
      return { kind: 'vote', ref, body: JSON.stringify({ ref, option }) };
    }
    case 'end-poll':
      return { kind: 'poll-end', ref: act.ref, ...reach, noted: 'end-poll', body: `{"ref":${act.ref}}` };
    case 'pin':
      return {
        kind: 'pin',
        ref: act.ref,
        noted: act.on ? 'pin' : 'unpin',
        body: `{"ref":${act.ref},"on":${act.on}}`,
      };
    case 'notice': {
      const { text, level } = act;
      return { kind: 'notice', noted: 'notice', body: JSON.stringify({ text, level }) };
    }
  }
}

export function messageBody(text: string): string {
  return JSON.stringify({ text } satisfies Partial<MessageEntry>);
}

/** Reads the text back, of a poll with what can be chosen, line by line; empty where nothing is said. */
export function messageText(body: string): string {
  const { text, options = [] } = JSON.parse(body) as MessageEntry;
  return [text, ...options].join('\n');
}
