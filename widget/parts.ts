// What a client is made of.
import type { Connection } from './connection/connection.ts';
import type { Sender } from './outbox/sender.ts';
import type { Pages } from './pages.ts';
import type { Typing } from './presence/typing.ts';
import type { StateHolder } from './state-holder.ts';
import type { Keep } from './storage.ts';
import type { Visitor } from './visitor.ts';

export interface Parts {
  readonly keep: Keep;
  readonly holder: StateHolder;
  readonly visitor: Visitor;
  readonly connection: Connection;
  readonly sender: Sender;
  readonly pages: Pages;
  readonly typing: Typing;
  readonly now: () => number;
  /** Lets the page's next room come in, once we have our token or will get none. */
  introduced: () => void;
}
