// What somebody who keeps a room wants done about a message, or about who wrote it; and whether they may.
import type { Participant } from '../../../protocol/server-messages.ts';
import { outranks } from '../../rank.ts';
import type { MessageRow } from '../../rows/row.ts';

export type WishKind = 'remove' | 'mute' | 'ban' | 'pin' | 'more' | 'kick' | 'shadow' | 'remove-all';

/** A message that is meant; of a person alone, only who. */
export type Wish =
  | { readonly kind: WishKind; readonly row: MessageRow }
  | {
      readonly kind: Exclude<WishKind, 'remove' | 'pin'>;
      readonly row?: undefined;
      readonly who: Participant;
    };

export function whoOf(wish: Wish): Participant {
  return wish.row ? wish.row.from : wish.who;
}

/** Who wishes, and what they may do in the room. */
export interface Wisher {
  readonly you: Participant | undefined;
  readonly may: readonly string[];
}

const asks: Readonly<Record<WishKind, string | undefined>> = {
  remove: 'remove-any',
  'remove-all': 'remove-any',
  mute: 'mute',
  shadow: 'mute',
  ban: 'ban',
  kick: 'kick',
  pin: 'pin',
  more: undefined,
};

/** By the matrix, and by rank: what the server would refuse is not offered. One’s own words one may always take back. */
export function mayWish(kind: WishKind, whom: Participant, { you, may }: Wisher): boolean {
  const asked = asks[kind];
  if (asked === undefined) return true;
  if (!may.includes(asked)) return false;
  return kind === 'pin' || (kind === 'remove' && whom.id === you?.id) || outranks(you?.role, whom.role);
}

const keys: Readonly<Record<string, WishKind>> = {
  d: 'remove',
  delete: 'remove',
  m: 'mute',
  b: 'ban',
  p: 'pin',
  '.': 'more',
};

/** What a key wishes for about whatever has the focus, the same in every list. */
export function wishedBy({ key, ctrlKey, metaKey, altKey }: KeyboardEvent): WishKind | undefined {
  return ctrlKey || metaKey || altKey ? undefined : keys[key.toLowerCase()];
}
