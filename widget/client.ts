// The chat without a screen: visitor, connection, outbox, pages and timeline, wired together. For one's
// own interface too.
import type { ClientMessage, Hello } from '../protocol/client-messages.ts';
import { initialState, type ChatState } from './chat-state.ts';
import { Connection } from './connection/connection.ts';
import { browser, type Surroundings } from './connection/surroundings.ts';
import { createHearing, type Hearing, type Listeners } from './hearing.ts';
import { browserDraftKeep, type DraftKeep } from './outbox/draft-keep.ts';
import type { Deed } from './outbox/outbox.ts';
import { Sender } from './outbox/sender.ts';
import { Pages } from './pages.ts';
import { Typing } from './presence/typing.ts';
import { roomAddress } from './room-address.ts';
import { StateHolder } from './state-holder.ts';
import { browserKeep, type Keep } from './storage.ts';
import { olderThan, tailOf } from './timeline/timeline.ts';
import { Visitor } from './visitor.ts';

export interface ChatClientOptions {
  /** The server's address, as `https://chat.example.com/`. */
  readonly server: string;
  readonly room: string;
  /** A name that the host page chose; otherwise the one the visitor chose earlier. */
  readonly name?: string | undefined;
  /** How many of the newest entries to begin with. */
  readonly history?: number | undefined;
  readonly surroundings?: Surroundings;
  readonly keep?: Keep;
  readonly draftKeep?: DraftKeep;
  /** What hears the server in the usual one's place. */
  readonly hearing?: (usual: Hearing, listeners: Listeners) => Hearing;
}

export class ChatClient {
  readonly #options: ChatClientOptions;
  readonly #keep: Keep;
  readonly #holder: StateHolder;
  readonly #visitor: Visitor;
  readonly #connection: Connection;
  readonly #sender: Sender;
  readonly #pages: Pages;
  readonly #typing: Typing;
  #stopVisitor: (() => void) | undefined;
  /** Lets the page's next room come in, once we have our token or will get none. */
  #introduced = () => {};

  constructor(options: ChatClientOptions) {
    const { server, room, surroundings = browser, keep = browserKeep(server) } = options;
    const after = (ms: number, run: () => void) => surroundings.after(ms, run);
    const now = () => surroundings.now();
    this.#options = options;
    this.#keep = keep;
    this.#visitor = new Visitor(keep, options.name, (name) => {
      holder.set({ named: true });
      connection.send({ type: 'rename', name });
    });
    const holder = new StateHolder(initialState({ kind: 'idle' }, this.#visitor.isNamed));
    const connection = new Connection({
      ...roomAddress(server, room),
      hello: () => this.#hello(),
      onMessage: (message) => hearing.hear(message),
      onState: (link) => hearing.linkChanged(link),
      surroundings,
    });
    const send = (message: ClientMessage) => connection.send(message);
    const sender = new Sender({
      send,
      after,
      present: () => ({ me: holder.state.you?.id, last: holder.state.timeline.last }),
      onChange: ({ drafts }) => holder.set({ drafts }),
      keep: options.draftKeep ?? browserDraftKeep(server, room),
      uniqueId: () => surroundings.uniqueId(),
      time: () => surroundings.time(),
    });
    const pages = new Pages({
      send,
      after,
      last: () => holder.state.timeline.last,
      apply: (entries) => hearing.enter(entries),
      rejoin: () => connection.rejoin(),
    });
    const typing = new Typing({
      send,
      after,
      now,
      onChange: (writers) => holder.set({ writers }),
    });
    const listeners: Listeners = {
      holder,
      visitor: this.#visitor,
      connection,
      sender,
      pages,
      typing,
      introduced: () => this.#introduced(),
      now,
    };
    const usual = createHearing(listeners);
    const hearing = options.hearing?.(usual, listeners) ?? usual;
    this.#holder = holder;
    this.#connection = connection;
    this.#sender = sender;
    this.#pages = pages;
    this.#typing = typing;
  }

  get state(): ChatState {
    return this.#holder.state;
  }

  /** Calls back after each change; returns the undo. */
  subscribe(listener: () => void): () => void {
    return this.#holder.subscribe(listener);
  }

  start(): void {
    if (this.#stopVisitor) return;
    this.#stopVisitor = this.#visitor.start();
    this.#sender.start();
    this.#keep.introduce((done) => {
      this.#introduced = done;
      if (this.#stopVisitor) this.#connection.start();
      else done();
    });
  }

  /** Ends the connection; the state stays as it was. */
  close(): void {
    this.#stopVisitor?.();
    this.#stopVisitor = undefined;
    this.#introduced();
    this.#connection.close();
    this.#sender.close();
  }

  /**
   * Shows the message at once and sends it as soon as it can be sent; `replyTo` is the seq of the
   * message that it answers. Returns its draft id, or undefined where too many drafts wait already:
   * then nothing was taken.
   */
  post(text: string, replyTo?: number): string | undefined {
    return this.#sender.add({ type: 'post', text, ...(replyTo !== undefined && { replyTo }) });
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
    if (this.#can('typing')) this.#typing.say(on);
  }

  /** Sends a draft once more that was handed back, under the same id. */
  retry(draftId: string): void {
    this.#sender.take({ type: 'retried', draftId });
  }

  /** Forgets a draft; returns its text, so that it can be written anew. */
  discard(draftId: string): string {
    return textOf(this.#sender.discard(draftId)?.deed);
  }

  /** Chooses the visitor's name, and keeps it for next time. */
  rename(name: string): void {
    this.#visitor.rename(name);
  }

  /** Takes a name for this visit only, as the host page has it. */
  callMyself(name: string): void {
    this.#visitor.callMyself(name);
  }

  /** Asks for older entries, unless there are none or they are on their way. */
  loadOlder(): void {
    const { timeline, loadingOlder } = this.state;
    if (loadingOlder || !timeline.more) return;
    if (this.#pages.askOlder(olderThan(timeline))) this.#holder.set({ loadingOlder: true });
  }

  /** Lets the oldest entries go; they can be loaded again. */
  trim(keep: number): void {
    this.#holder.reduce({ type: 'trimmed', keep });
  }

  /** Does not wait any longer for the next try. */
  retryNow(): void {
    this.#connection.nudge();
  }

  #act(deed: Deed): string | undefined {
    return this.#can(deed.type) ? this.#sender.add(deed) : undefined;
  }

  /** An older server ends the connection at what it does not know. */
  #can(type: ClientMessage['type']): boolean {
    return this.state.capabilities.includes(type);
  }

  #hello(): Hello {
    const { history } = this.#options;
    const { timeline } = this.state;
    const { epoch, last } = timeline;
    const tail = tailOf(timeline);
    return {
      type: 'hello',
      ...this.#visitor.hello(),
      ...(history !== undefined && { history }),
      ...(epoch !== undefined && {
        since: { epoch, seq: last, ...(tail.length > 0 && { tail: [...tail] }) },
      }),
    };
  }
}

/** Empty for a deed without words. */
function textOf(deed: Deed | undefined): string {
  return deed && 'text' in deed ? deed.text : '';
}
