// What somebody who keeps a room wants done about a message, or about who wrote it.
import type { Participant } from '../../../protocol/server-messages.ts';
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
