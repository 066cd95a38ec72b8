// A room as the element has it: all there is to show, and one door for whatever is done there.
import type { ClientMessage } from '../protocol/client-messages.ts';
import type { ChatState } from './chat-state.ts';
import { createParts, type ChatClientOptions } from './client-parts.ts';
import type { Deed } from './outbox/outbox.ts';
import { readerEntries, type TakePage } from './pages.ts';
import type { Parts } from './parts.ts';
import { olderThan } from './timeline/timeline.ts';

/** What joins what is held: entries older or newer than this seq. */
export type Wanted = { readonly before: number } | { readonly after: number };

export class RoomClient {
  readonly #parts: Parts;
  #stopVisitor: (() => void) | undefined;

  constructor(options: ChatClientOptions) {
    this.#parts = createParts(options);
  }

  get state(): ChatState {
    return this.#parts.holder.state;
  }

  /** Calls back after each change; returns the undo. */
  subscribe(listener: () => void): () => void {
    return this.#parts.holder.subscribe(listener);
  }

  start(): void {
    if (this.#stopVisitor) return;
    const parts = this.#parts;
    this.#stopVisitor = parts.visitor.start();
    parts.sender.start();
    parts.keep.introduce((done) => {
      parts.introduced = done;
      if (this.#stopVisitor) parts.connection.start();
      else done();
    });
  }

  /** Ends the connection; the state stays as it was. */
  close(): void {
    const { introduced, connection, sender } = this.#parts;
    this.#stopVisitor?.();
    this.#stopVisitor = undefined;
    introduced();
    connection.close();
    sender.close();
  }

  /**
   * Does something in the room: it is in the state at once, and sent as soon as it can be. Returns its draft id;
   * undefined, and nothing is taken, where too many drafts wait already, and where the server does not know how.
   */
  act(deed: Deed): string | undefined {
    return deed.type === 'post' || this.#can(deed.type) ? this.#parts.sender.add(deed) : undefined;
  }

  /** Tells the others that something is being written, or no longer; may be called at each key. */
  typing(on: boolean): void {
    if (this.#can('typing')) this.#parts.typing.say(on);
  }

  /** Sends a draft once more that was handed back, under the same id. */
  retry(draftId: string): void {
    this.#parts.sender.take({ type: 'retried', draftId });
  }

  /** Forgets a draft; returns its text, so that it can be written anew. */
  discard(draftId: string): string {
    return textOf(this.#parts.sender.discard(draftId)?.deed);
  }

  /** Chooses the visitor's name, and keeps it for next time. */
  rename(name: string): void {
    this.#parts.visitor.rename(name);
  }

  /** Takes a name for this visit only, as the host page has it. */
  callMyself(name: string): void {
    this.#parts.visitor.callMyself(name);
  }

  /** Asks for older entries, unless there are none or they are on their way. */
  loadOlder(): void {
    const { timeline, loadingOlder } = this.state;
    if (loadingOlder || !timeline.more) return;
    if (this.#parts.pages.askOlder(olderThan(timeline))) this.#parts.holder.set({ loadingOlder: true });
  }

  /**
   * Asks for entries that are older or newer than a seq, for the caller alone; returns whether they are on
   * their way. They never come where the link is lost before.
   */
  ask(wanted: Wanted, take: TakePage): boolean {
    return this.#parts.pages.ask(take, { ...wanted, limit: readerEntries });
  }

  /** Lets the oldest entries go; they can be loaded again. */
  trim(keep: number): void {
    this.#parts.holder.reduce({ type: 'trimmed', keep });
  }

  /** Does not wait any longer for the next try. */
  retryNow(): void {
    this.#parts.connection.nudge();
  }

  /** An older server ends the connection at what it does not know. */
  #can(type: ClientMessage['type']): boolean {
    return this.state.capabilities.includes(type);
  }
}

/** Empty for a deed without words. */
function textOf(deed: Deed | undefined): string {
  return deed && 'text' in deed ? deed.text : '';
}
