// The parts of a client, wired together; and what the server says and how the link stands, told to each part
// that it concerns.
import type { ClientMessage, Hello } from '../protocol/client-messages.ts';
import type { Entry, ServerMessage, Welcome } from '../protocol/server-messages.ts';
import { Connection } from './connection/connection.ts';
import type { LinkState } from './connection/link.ts';
import { browser, type Surroundings } from './connection/surroundings.ts';
import type { Credentials, SignInState } from './credentials.ts';
import { Entrance } from './entrance.ts';
import { browserDraftKeep, type DraftKeep } from './outbox/draft-keep.ts';
import { Sender, type Work } from './outbox/sender.ts';
import { Pages } from './pages.ts';
import { reduceRoster } from './presence/roster.ts';
import { roomAddress } from './room-address.ts';
import type { Ear, Voice } from './room-ear.ts';
import { StateHolder } from './state-holder.ts';
import { browserKeep, type Keep } from './storage.ts';
import { tailOf } from './timeline/timeline.ts';
import { Visitor } from './visitor.ts';

export interface ChatClientOptions extends Credentials {
  /** The server's address, as `https://chat.example.com/`. */
  readonly server: string;
  readonly room: string;
  /** A name that the host page chose; otherwise the one the visitor chose earlier. */
  readonly name?: string | undefined;
  /** How many of the newest entries to begin with. */
  readonly history?: number | undefined;
  /** Does what a server asks of newcomers while its shield is up; without it they wait. */
  readonly work?: Work | undefined;
  readonly surroundings?: Surroundings;
  readonly keep?: Keep;
  readonly draftKeep?: DraftKeep;
}

export abstract class RoomListener extends StateHolder {
  protected readonly keep: Keep;
  protected readonly visitor: Visitor;
  protected readonly entrance: Entrance;
  protected readonly connection: Connection;
  protected readonly sender: Sender;
  protected readonly pages: Pages;
  protected readonly now: () => number;
  protected readonly voice: Voice;
  protected readonly ears = new Set<Ear>();
  /** Lets the page's next room come in, once we have our token or will get none. */
  protected introduced = () => {};
  readonly #history: number | undefined;

  constructor(options: ChatClientOptions) {
    super();
    const { server, room, history, surroundings = browser, keep = browserKeep(server) } = options;
    const { after, now, time, uniqueId } = surroundings;
    const send = (message: ClientMessage) => this.connection.send(message);
    this.voice = {
      send,
      uniqueId,
      after,
      now,
      state: () => this.state,
      set: (change) => this.set(change),
    };
    this.#history = history;
    this.keep = keep;
    this.now = now;
    this.visitor = new Visitor({ keep, name: options.name, send, onChange: (change) => this.set(change) });
    this.entrance = new Entrance(options, {
      now,
      after,
      send,
      onChange: (signIn) => this.#signedIn(signIn),
      comeInAnew: () => this.comeInAnew(),
    });
    this.connection = new Connection({
      ...roomAddress(server, room),
      ready: () => this.entrance.ready(),
      hello: () => this.#hello(),
      onMessage: (message) => {
        for (const ear of this.ears) if (ear.hear(message)) return;
        this.hear(message);
        this.entrance.member?.hear(message);
      },
      onState: (link) => {
        this.linkChanged(link);
        for (const ear of this.ears) ear.linkChanged(link);
        this.entrance.member?.linkChanged(link);
      },
      surroundings,
    });
    this.sender = new Sender({
      send,
      work: options.work,
      after,
      time,
      uniqueId,
      present: () => ({ me: this.state.you?.id, last: this.state.timeline.last }),
      onChange: ({ drafts }) => this.set({ drafts }),
      keep: options.draftKeep ?? browserDraftKeep(server, room),
    });
    this.pages = new Pages({
      send,
      after,
      last: () => this.state.timeline.last,
      apply: (entries) => this.#enter(entries),
      rejoin: () => this.connection.rejoin(),
    });
    this.#signedIn(this.entrance.isMembers ? 'asking' : undefined);
  }

  /** Whoever is in the room may be another from now on. */
  protected abstract comeInAnew(): void;

  protected hear(message: ServerMessage): void {
    this.whole(() => this.#take(message));
  }

  protected linkChanged(link: LinkState): void {
    const live = link.kind === 'live';
    if (!live) {
      this.pages.unlinked();
      this.visitor.unlinked();
      this.sender.take({ type: 'unlinked' });
    }
    if (link.kind === 'stopped') this.introduced();
    const former = this.state;
    // A page that was put aside has had no trouble meanwhile.
    const since = former.link.kind === 'away' ? undefined : former.troubleSince;
    const isOver = ['live', 'stopped', 'idle'].includes(link.kind);
    const troubleSince = isOver ? undefined : (since ?? this.now());
    // The welcome follows at once, and both are told together.
    this.set({ link, troubleSince, loadingOlder: false, naming: undefined }, !live);
  }

  /** A member is not asked for a name. */
  #signedIn(signIn: SignInState | undefined): void {
    this.set({ signIn, named: signIn !== undefined || this.visitor.isNamed });
  }

  #hello(): Hello {
    const { timeline } = this.state;
    const { epoch, last } = timeline;
    const tail = tailOf(timeline);
    return {
      type: 'hello',
      batches: true,
      ...this.visitor.hello(),
      ...this.entrance.member?.hello(),
      ...(this.#history !== undefined && { history: this.#history }),
      ...(epoch !== undefined && {
        since: { epoch, seq: last, ...(tail.length > 0 && { tail: [...tail] }) },
      }),
    };
  }

  #take(message: ServerMessage): void {
    switch (message.type) {
      case 'welcome':
        return this.#welcomed(message);
      case 'page':
        return this.pages.arrived(message);
      case 'entries':
        return this.pages.entered(message.entries);
      case 'accepted':
        return this.sender.take(message);
      case 'refused': {
        const { retryAfterMs } = message;
        if (!this.sender.refused(message) && retryAfterMs) this.set({ waitUntil: this.now() + retryAfterMs });
        return;
      }
      case 'presence': {
        const { present, here } = this.state;
        const roster = reduceRoster({ count: present, here }, message);
        return this.set({ present: roster.count, here: roster.here });
      }
      case 'head':
        return this.pages.head(message.seq);
      case 'renamed':
        this.visitor.renamed(message);
        return this.set({ you: message.you });
      case 'renewed':
      case 'may':
        if ('you' in message) this.set({ you: message.you });
        return this.set({ may: message.may.filter(this.#isMine) });
      case 'waiting':
        return this.set({ waiting: message });
      case 'mode':
        // What there was to wait for may be over with it: where it is not, the server says so.
        return this.set({ mode: message.mode, waitUntil: undefined });
      default:
        // A newer server may say more; its entries count even where we cannot show them.
        if (isEntry(message)) this.pages.entered([message]);
    }
  }

  /** Whom the host site names does not rename themselves. */
  readonly #isMine = (capability: string): boolean => capability !== 'rename' || this.visitor.mayRename;

  #welcomed(message: Welcome): void {
    const { you, head, present, here, limits, entries, mode = {} } = message;
    const { waiting = { held: 0, reports: 0 } } = message;
    // A name is said before anything is posted under it.
    this.visitor.welcomed(message);
    this.introduced();
    const capabilities = message.capabilities.filter(this.#isMine);
    const most = message.may ?? [
      ...capabilities.filter((one) => !/^(pin|notice)$/.test(one)),
      'reply',
      'roster',
    ];
    this.set({ you, present, here, capabilities, may: most.filter(this.#isMine), mode, waiting, limits });
    this.reduce(message);
    this.sender.take({ type: 'welcomed', why: message.resumed ? undefined : message.why, head, entries });
    this.pages.entered(entries);
  }

  #enter(entries: readonly Entry[]): void {
    this.reduce({ type: 'entered', entries });
    this.sender.take({ type: 'entered', entries });
  }
}

/** Entries of every kind have a seq and a time; nothing else has both. */
function isEntry(message: object): message is Entry {
  return 'seq' in message && 'at' in message;
}
