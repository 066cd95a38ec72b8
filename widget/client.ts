// The chat without a screen: connection, outbox and timeline together. For one's own interface too.
import { limits as defaultLimits, type Limits } from '../protocol/limits.ts';
import type { Entry, Participant, Refused, ServerMessage } from '../protocol/server-messages.ts';
import type { Hello } from '../protocol/client-messages.ts';
import { Connection } from './connection/connection.ts';
import type { LinkState } from './connection/link.ts';
import { browser, type Surroundings } from './connection/surroundings.ts';
import { browserKeep, type Keep } from './storage.ts';
import {
  emptyTimeline,
  isGap,
  olderThan,
  reduce,
  type Timeline,
  type TimelineEvent,
} from './timeline/timeline.ts';

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
}

/** Everything there is to show; replaced, never changed. */
export interface ChatState {
  readonly link: LinkState;
  /** When the link was last lost or first sought, on the surroundings' clock; undefined while live. */
  readonly troubleSince: number | undefined;
  readonly you: Participant | undefined;
  /** Whether a name was chosen, by the visitor or by the host page. */
  readonly named: boolean;
  readonly present: number;
  readonly limits: Limits;
  readonly timeline: Timeline;
  readonly loadingOlder: boolean;
}

const pageSize = 50;

/** A draft that may go within this time waits; one that must wait longer is handed back. */
const patienceMs = 10_000;

export class ChatClient {
  readonly #options: ChatClientOptions;
  readonly #surroundings: Surroundings;
  readonly #keep: Keep;
  readonly #connection: Connection;
  readonly #listeners = new Set<() => void>();
  #name: string | undefined;
  /** The name as it was last seen in the keep: only a change of it counts. */
  #keptName: string | undefined;
  /** Ours for this visit, whatever another tab keeps meanwhile: the drafts under way are this guest's. */
  #token: string | undefined;
  #state: ChatState;
  /** The draft that waits for its answer: one at a time keeps their order. */
  #inFlight: string | undefined;
  #stopKeep: (() => void) | undefined;
  /** Lets the page's next room come in, once we have our token or will get none. */
  #introduced = () => {};
  #stopDelay = () => {};

  constructor(options: ChatClientOptions) {
    const { server, room, surroundings = browser, keep = browserKeep(server) } = options;
    this.#options = options;
    this.#surroundings = surroundings;
    this.#keep = keep;
    this.#keptName = keep.read('name');
    this.#name = options.name || this.#keptName;
    const roomUrl = new URL(`rooms/${encodeURIComponent(room)}`, server).href;
    this.#connection = new Connection({
      socketUrl: roomUrl.replace(/^http/, 'ws'),
      admissionUrl: `${roomUrl}/admission`,
      hello: () => this.#hello(),
      onMessage: (message) => this.#hear(message),
      onState: (link) => this.#linkChanged(link),
      surroundings,
    });
    this.#state = {
      link: this.#connection.state,
      troubleSince: undefined,
      you: undefined,
      named: this.#name !== undefined,
      present: 0,
      limits: defaultLimits,
      timeline: emptyTimeline,
      loadingOlder: false,
    };
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
    if (this.#stopKeep) return;
    this.#stopKeep = this.#keep.onChange(() => this.#onKeepChange());
    this.#keep.introduce((done) => {
      this.#introduced = done;
      if (this.#stopKeep) this.#connection.start();
      else done();
    });
  }

  /** Ends the connection; the state stays as it was. */
  close(): void {
    this.#stopKeep?.();
    this.#stopKeep = undefined;
    this.#introduced();
    this.#connection.close();
  }

  /** Shows the message at once and sends it as soon as it can be sent; returns its draft id. */
  post(text: string): string {
    const draftId = this.#surroundings.uniqueId();
    this.#reduce({ type: 'drafted', draftId, text, at: this.#surroundings.time() });
    this.#pump();
    return draftId;
  }

  /** Sends a refused draft once more, under the same id. */
  retry(draftId: string): void {
    this.#reduce({ type: 'retried', draftId });
    this.#pump();
  }

  /** Forgets a draft; returns its text, so that it can be written anew. */
  discard(draftId: string): string {
    const draft = this.#state.timeline.drafts.find((other) => other.draftId === draftId);
    this.#reduce({ type: 'discarded', draftId });
    return draft?.text ?? '';
  }

  /** Chooses the visitor's name, and keeps it for next time. */
  rename(name: string): void {
    this.#keptName = name;
    this.#keep.write('name', name);
    this.callMyself(name);
  }

  /** Takes a name for this visit only, as the host page has it. */
  callMyself(name: string): void {
    if (name === this.#name) return;
    this.#name = name;
    this.#set({ named: true });
    this.#connection.send({ type: 'rename', name });
  }

  /** Asks for older entries, unless there are none or they are on their way. */
  loadOlder(): void {
    const { timeline, loadingOlder } = this.#state;
    if (loadingOlder || !timeline.more) return;
    if (this.#connection.send({ type: 'history', before: olderThan(timeline), limit: pageSize }))
      this.#set({ loadingOlder: true });
  }

  /** Lets the oldest entries go; they can be loaded again. */
  trim(keep: number): void {
    this.#reduce({ type: 'trimmed', keep });
  }

  /** Does not wait any longer for the next try. */
  retryNow(): void {
    this.#connection.nudge();
  }

  /** The name may have been chosen in another room of this page, or in another tab. */
  #onKeepChange(): void {
    const name = this.#keep.read('name');
    if (name === undefined || name === this.#keptName) return;
    this.#keptName = name;
    this.callMyself(name);
  }

  #hello(): Hello {
    const { timeline } = this.#state;
    const token = this.#token ?? this.#keep.read('token');
    const { epoch, last } = timeline;
    return {
      type: 'hello',
      ...(token !== undefined && { token }),
      ...(this.#name !== undefined && { name: this.#name }),
      ...(this.#options.history !== undefined && { history: this.#options.history }),
      ...(epoch !== undefined && { since: { epoch, seq: last } }),
    };
  }

  #hear(message: ServerMessage): void {
    switch (message.type) {
      case 'welcome':
        this.#token = message.token;
        this.#keep.write('token', message.token);
        this.#introduced();
        this.#set({
          you: message.you,
          present: message.present,
          limits: message.limits,
          loadingOlder: false,
        });
        this.#reduce(message);
        // Chosen while hello was on its way: said before anything is posted under it.
        if (this.#name && this.#name !== message.you.name)
          this.#connection.send({ type: 'rename', name: this.#name });
        return this.#pump();
      case 'message':
        return this.#entered(message);
      case 'page':
        this.#set({ loadingOlder: false });
        return this.#reduce(message);
      case 'accepted':
        this.#reduce(message);
        return this.#answered(message.draftId);
      case 'refused':
        return this.#refused(message);
      case 'presence':
        return this.#set({ present: message.count });
      case 'renamed':
        return this.#set({ you: message.you });
      default:
        // A newer server may say more; its entries count even where we cannot show them.
        if (isEntry(message)) this.#entered(message);
    }
  }

  #entered(entry: Entry): void {
    if (isGap(this.#state.timeline, entry)) this.#connection.rejoin();
    else this.#reduce({ type: 'entered', entry });
  }

  /** What can go a little later goes by itself, ahead of what was written after it. */
  #refused(message: Refused): void {
    const { draftId, sentence, retryAfterMs = Infinity } = message;
    if (retryAfterMs > patienceMs) {
      this.#reduce(message);
      return this.#answered(draftId);
    }
    this.#reduce({ type: 'delayed', draftId, sentence });
    this.#stopDelay = this.#surroundings.after(retryAfterMs, () => this.#answered(draftId));
  }

  /** The next draft may go. A late answer, of a link that is gone, changes nothing. */
  #answered(draftId: string): void {
    if (this.#inFlight !== draftId) return;
    this.#inFlight = undefined;
    this.#pump();
  }

  #linkChanged(link: LinkState): void {
    const live = link.kind === 'live';
    if (!live) {
      this.#inFlight = undefined;
      this.#stopDelay();
    }
    if (link.kind === 'stopped') this.#introduced();
    this.#set({
      link,
      troubleSince: live ? undefined : (this.#state.troubleSince ?? this.#surroundings.now()),
      loadingOlder: live && this.#state.loadingOlder,
    });
  }

  #pump(): void {
    if (this.#inFlight !== undefined) return;
    const next = this.#state.timeline.drafts.find(({ kind }) => kind === 'waiting');
    if (!next) return;
    const { draftId, text } = next;
    if (this.#connection.send({ type: 'post', draftId, text })) this.#inFlight = draftId;
  }

  #reduce(event: TimelineEvent): void {
    const timeline = reduce(this.#state.timeline, event, this.#state.you?.id);
    if (timeline !== this.#state.timeline) this.#set({ timeline });
  }

  #set(change: Partial<ChatState>): void {
    this.#state = { ...this.#state, ...change };
    for (const listener of this.#listeners) listener();
  }
}

/** Entries of every kind have a seq and a time; nothing else has both. */
function isEntry(message: object): message is Entry {
  return 'seq' in message && 'at' in message;
}
