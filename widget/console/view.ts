// What the views of one room are: a page that is given the room, and what is known of it just now.
import type { Participant } from '../../protocol/server-messages.ts';
import type { ChatState } from '../chat-state.ts';
import { mayWish, type Wish, type WishKind } from './elements/wish.ts';
import { given, PartEvent } from '../elements/part.ts';
import { knownIn, type Known } from './elements/known.ts';
import { Page } from './page.ts';
import type { RoomKeeper } from './room-keeper.ts';

export class RoomView extends Page {
  static override readonly properties: Record<string, object> = {
    ...Page.properties,
    keeper: given,
    state: given,
    who: given,
  };

  keeper!: RoomKeeper;
  /** The keeper's, given anew at each change. */
  state!: ChatState;
  /** A person whom the address names. */
  who: string | undefined;

  get room(): string {
    return this.keeper.room;
  }

  get isLive(): boolean {
    return this.state.link.kind === 'live';
  }

  get known(): Known {
    return knownIn(this.state, [this.desk.you]);
  }

  may(capability: string): boolean {
    return this.keeper.may.includes(capability);
  }

  /** Whether this may be wished about somebody. */
  mayWish(kind: WishKind, whom: Participant): boolean {
    return mayWish(kind, whom, { you: this.state.you, may: this.keeper.may });
  }

  /** Has the room ask once more, and then do it. */
  wish(wish: Wish): void {
    this.dispatchEvent(new PartEvent<Wish>('console-wish', wish));
  }
}
