// Drafts as text and back. Another shape of them needs another name of the place they are kept in.
import { unsettled, type Draft } from './outbox.ts';

/** Empty where there is nothing to keep. */
export function toText(drafts: readonly Draft[]): string {
  const left = unsettled(drafts);
  return left.length > 0 ? JSON.stringify(left) : '';
}

/** What is no draft, as a page's own script may have written it, is left out. */
export function fromText(text: string): readonly Draft[] {
  try {
    const drafts = JSON.parse(text) as readonly Partial<Draft>[];
    return drafts.filter((draft): draft is Draft => draft.draftId !== undefined && draft.deed !== undefined);
  } catch {
    return [];
  }
}
