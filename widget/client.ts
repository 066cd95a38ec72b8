// The chat without a screen: visitor, connection, outbox, pages and timeline, wired together. For one's
// own interface too.
import type { ClientMessage, Hello } from '../protocol/client-messages.ts';
import type { Entry, Page, ServerMessage, Welcome } from '../protocol/server-messages.ts';
import { initialState, type ChatState } from './chat-state.ts';
import { Connection } from './connection/connection.ts';
import type { LinkState } from './connection/link.ts';
import { browser, type Surroundings } from './connection/surroundings.ts';
import { browserDraftKeep, type DraftKeep } from './outbox/draft-keep.ts';
import type { Deed } from './outbox/outbox.ts';
import { Sender } from './outbox/sender.ts';
import { Pages, type Wanted } from './pages.ts';
import { reduceRoster } from './presence/roster.ts';
import { Typing } from './presence/typing.ts';
import { browserKeep, type Keep } from './storage.ts';
import { olderThan, reduce, tailOf, type TimelineEvent } from './timeline/timeline.ts';
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
}

export class ChatClient {
  readonly #options: ChatClientOptions;
  readonly #surroundings: Surroundings;
  readonly #keep: Keep;
  readonly #visitor: Visitor;
  readonly #connection: Connection;
  readonly #sender: Sender;
  readonly #pages: Pages;
  readonly #typing: Typing;
  readonly #listeners = new Set<() => void>();
  #state: ChatState;
  /** While a frame is taken in, nobody is told of half of it. */
  #isHearing = false;
  #stopVisitor: (() => void) | undefined;
  /** Lets the page's next room come in, once we have our token or will get none. */
  #introduced = () => {};

  constructor(options: ChatClientOptions) {
    const { server, room, surroundings = browser, keep = browserKeep(server) } = options;
    this.#options = options;
    this.#surroundings = surroundings;
    this.#keep = keep;
    this.#visitor = new Visitor(keep, options.name, (name) => {
      this.#set({ named: true });
      this.#connection.send({ type: 'rename', name });
    });
    const roomUrl = new URL(`rooms/${encodeURIComponent(room)}`, server).href;
    this.#connection = new Connection({
      socketUrl: roomUrl.replace(/^http/, 'ws'),
      admissionUrl: `${roomUrl}/admission`,
      hello: () => this.#hello(),
      onMessage: (message) => this.#hear(message),
      onState: (link) => this.#linkChanged(link),
      surroundings,
    });
    const send = (message: ClientMessage) => this.#connection.send(message);
    const after = (ms: number, run: () => void) => surroundings.after(ms, run);
    this.#sender = new Sender({
      send,
      after,
      present: () => ({ me: this.#state.you?.id, last: this.#state.timeline.last }),
      onChange: ({ drafts }) => this.#set({ drafts }),
      keep: options.draftKeep ?? browserDraftKeep(server, room),
      uniqueId: () => surroundings.uniqueId(),
      time: () => surroundings.time(),
    });
    this.#pages = new Pages({
      send,
      after,
      last: () => this.#state.timeline.last,
      apply: (entries) => this.#enter(entries),
      rejoin: () => this.#connection.rejoin(),
    });
    this.#typing = new Typing({
      send,
      after,
      now: () => surroundings.now(),
      onChange: (writers) => this.#set({ writers }),
    });
    this.#state = initialState(this.#connection.state, this.#visitor.isNamed);
  }

  get state(): ChatState {
    return this.#state;
  }

  /** Calls back after each change; returns the undo. */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
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
    const { timeline, loadingOlder } = this.#state;
    if (loadingOlder || !timeline.more) return;
    const isAsked = this.ask({ before: olderThan(timeline) }, (page) => {
      this.#set({ loadingOlder: false });
      this.#reduce(page);
      this.#sender.take({ type: 'entered', entries: page.entries });
    });
    if (isAsked) this.#set({ loadingOlder: true });
  }

  /**
   * Asks for entries that are older or newer than a seq, for the caller alone; returns whether they are on
   * their way. They never come where the link is lost before.
   */
  ask(wanted: Wanted, take: (page: Page) => void): boolean {
    return this.#pages.ask(wanted, take);
  }

  /** Lets the oldest entries go; they can be loaded again. */
  trim(keep: number): void {
    this.#reduce({ type: 'trimmed', keep });
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
    return this.#state.capabilities.includes(type);
  }

  #hello(): Hello {
    const { history } = this.#options;
    const { timeline } = this.#state;
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

  #hear(message: ServerMessage): void {
    const former = this.#state;
    this.#isHearing = true;
    try {
      this.#take(message);
    } finally {
      this.#isHearing = false;
    }
    if (this.#state !== former) this.#tell();
  }

  #take(message: ServerMessage): void {
    switch (message.type) {
      case 'welcome':
        return this.#welcomed(message);
      case 'page':
        return this.#pages.arrived(message);
      case 'accepted':
        return this.#sender.take(message);
      case 'refused':
        return this.#sender.refused(message);
      case 'presence': {
        const { present, here } = this.#state;
        const roster = reduceRoster({ count: present, here }, message);
        return this.#set({ present: roster.count, here: roster.here });
      }
      case 'typing':
        return this.#typing.heard(message.who.filter(({ id }) => id !== this.#state.you?.id));
      case 'head':
        return this.#pages.head(message.seq);
      case 'renamed':
        return this.#set({ you: message.you });
      default:
        // A newer server may say more; its entries count even where we cannot show them.
        if (isEntry(message)) this.#pages.entered([message]);
    }
  }

  #welcomed(message: Welcome): void {
    const { you, present, here, capabilities, limits, entries } = message;
    const name = this.#visitor.welcomed(message.token);
    this.#introduced();
    this.#set({ you, present, here, capabilities, limits });
    this.#reduce(message);
    // Said before anything is posted under it.
    if (name !== undefined) this.#connection.send({ type: 'rename', name });
    this.#sender.take({ type: 'welcomed', why: message.resumed ? undefined : message.why, entries });
    this.#pages.entered(entries);
  }

  #enter(entries: readonly Entry[]): void {
    this.#reduce({ type: 'entered', entries });
    this.#typing.spoke((id) => entries.some((entry: Partial<Entry>) => entry.from?.id === id));
    this.#sender.take({ type: 'entered', entries });
  }

  #linkChanged(link: LinkState): void {
    const live = link.kind === 'live';
    if (!live) {
      this.#pages.unlinked();
      this.#typing.unlinked();
      this.#sender.take({ type: 'unlinked' });
    }
    if (link.kind === 'stopped') this.#introduced();
    // A page that was put aside has had no trouble meanwhile.
    const since = this.#state.link.kind === 'away' ? undefined : this.#state.troubleSince;
    const troubleSince = live ? undefined : (since ?? this.#surroundings.now());
    const change = { link, troubleSince, loadingOlder: false };
    // The welcome follows at once, and both are told together.
    if (live) this.#state = { ...this.#state, ...change };
    else this.#set(change);
  }

  #reduce(event: TimelineEvent): void {
    const timeline = reduce(this.#state.timeline, event);
    if (timeline !== this.#state.timeline) this.#set({ timeline });
  }

  #set(change: Partial<ChatState>): void {
    this.#state = { ...this.#state, ...change };
    if (!this.#isHearing) this.#tell();
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}

/** Empty for a deed without words. */
function textOf(deed: Deed | undefined): string {
  return deed && 'text' in deed ? deed.text : '';
}

/** Entries of every kind have a seq and a time; nothing else has both. */
function isEntry(message: object): message is Entry {
  return 'seq' in message && 'at' in message;
}
