// Whether two tellings of an entry are the same.
import type { Entry } from '../../protocol/server-messages.ts';
import { erasedPrefix } from '../../server/log/log.ts';

/**
 * The later one may lack words that were taken back meanwhile, or an author who was erased. And where a rewound log was given the same
 * draft once more, in the same place, that has another time and perhaps another name; or it has again whom somebody saw erased.
 */
export function isSameEntry(former: Entry, later: Entry, isRewritten: boolean): boolean {
  if (former === later) return true;
  if ('removed' in later || isErased(later) || (isRewritten && isErased(former)))
    return former.type === later.type && former.draftId === later.draftId;
  if (!isRewritten) return JSON.stringify(former) === JSON.stringify(later);
  return JSON.stringify(timeless(former)) === JSON.stringify(timeless(later));
}

export function isErased({ from }: Entry): boolean {
  return from.id.startsWith(erasedPrefix);
}

function timeless({ at: _at, from, ...rest }: Entry): object {
  return { ...rest, from: from.id };
}
