// Drafts as text and back. What is read may be of another version, or of somebody else's making.
import type { Draft, Outbox } from './outbox.ts';
import { mostDrafts, unsettled } from './outbox.ts';

/** Empty where there is nothing to keep. */
export function toText(outbox: Outbox): string {
  const drafts = unsettled(outbox);
  return drafts.length > 0 ? JSON.stringify(drafts) : '';
}

export function fromText(text: string): readonly Draft[] {
  try {
    const kept: unknown = JSON.parse(text);
    return Array.isArray(kept) ? kept.filter(isDraft).slice(0, mostDrafts) : [];
  } catch {
    return [];
  }
}

/** A draft that came in parts could close the connection that it is sent by. */
function isDraft(value: unknown): value is Draft {
  const { draftId, at, deed, kind, author, sentence } = (value ?? {}) as Record<string, unknown>;
  return (
    typeof draftId === 'string' &&
    typeof at === 'number' &&
    typeof deed === 'object' &&
    deed !== null &&
    isDeed(deed as Record<string, unknown>) &&
    (author === undefined || typeof author === 'string') &&
    (kind === 'waiting' || kind === 'estranged' || (kind === 'refused' && typeof sentence === 'string'))
  );
}

function isDeed({ type, text, ref, emoji, on }: Record<string, unknown>): boolean {
  switch (type) {
    case 'post':
    case 'notice':
      return typeof text === 'string';
    case 'edit':
      return typeof text === 'string' && typeof ref === 'number';
    case 'remove':
      return typeof ref === 'number';
    case 'react':
      return typeof ref === 'number' && typeof emoji === 'string' && typeof on === 'boolean';
    case 'pin':
      return typeof ref === 'number' && typeof on === 'boolean';
    default:
      return false;
  }
}
