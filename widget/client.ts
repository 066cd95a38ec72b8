// The chat without a screen: what one can do in a room, and all there is to show. For one's own interface
// too.
import type { ClientMessage } from '../protocol/client-messages.ts';
import type { ChatState } from './chat-state.ts';
import { createParts, type ChatClientOptions, type Parts } from './client-parts.ts';
import type { Deed } from './outbox/outbox.ts';
import { olderThan } from './timeline/timeline.ts';

export type { ChatClientOptions };

export class ChatClient {
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
   * Shows the message at once and sends it as soon as it can be sent; `replyTo` is the seq of the
   * message that it answers. Returns its draft id, or undefined where too many drafts wait already:
   * then nothing was taken.
   */
  post(text: string, replyTo?: number): string | undefined {
    return this.#parts.sender.add({ type: 'post', text, ...(replyTo !== undefined && { replyTo }) });
  }

  /**
   * Gives the message with this seq another text. Returns as `post` does, and so do the others; they
   * also return undefined where the server does not know how.
   */
  edit(seq: number, text: string): string | undefined {
    return this.#act({ type: 'edit', ref: seq, text });
  }

  /** Takes the message with this seq back. */
  remove(seq: number): string | undefined {
    return this.#act({ type: 'remove', ref: seq });
  }

  /** Puts an emoji on the message with this seq, or takes it off. */
  react(seq: number, emoji: string, on: boolean): string | undefined {
    return this.#act({ type: 'react', ref: seq, emoji, on });
  }

  /** Keeps the message with this seq in view, or lets it go. */
  pin(seq: number, on: boolean): string | undefined {
    return this.#act({ type: 'pin', ref: seq, on });
  }

  /** Says a line of the room's own. */
  notice(text: string): string | undefined {
    return this.#act({ type: 'notice', text });
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

  /** Lets the oldest entries go; they can be loaded again. */
  trim(keep: number): void {
    this.#parts.holder.reduce({ type: 'trimmed', keep });
  }

  /** Does not wait any longer for the next try. */
  retryNow(): void {
    this.#parts.connection.nudge();
  }

  #act(deed: Deed): string | undefined {
    return this.#can(deed.type) ? this.#parts.sender.add(deed) : undefined;
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
