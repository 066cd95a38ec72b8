// A reader that speaks the wire itself and keeps no text: only the sum of what it was shown. It comes back
// whenever its link ends, resumes, and reads from history what a resume could not bring.
import { WebSocket } from 'ws';
import type { Hello } from '../../protocol/client-messages.ts';
import { afterClose } from '../../protocol/close-codes.ts';
import { pageEntries, tailDrafts } from '../../protocol/limits.ts';
import type { Entry, ServerMessage, Welcome } from '../../protocol/server-messages.ts';
import { subprotocol } from '../../protocol/version.ts';
import { backoffMs } from '../../widget/connection/backoff.ts';
import { added, emptySum, type Shown } from './verdict.ts';

export interface FollowerOptions {
  /** Where it is a function, it is asked each time: a balancer may send one elsewhere. */
  readonly url: string | (() => string);
  readonly name: string;
  readonly headers?: Record<string, string>;
  /** The certificate to trust, as text. */
  readonly ca?: string;
  readonly random: () => number;
  /** Waits no longer than this before it comes back, whatever it was told: for tests that want to go on. */
  readonly longestWaitMs?: number;
  readonly onWelcome?: (welcome: Welcome) => void;
  readonly onEntry?: (entry: Entry) => void;
  readonly onAnswer?: (answer: Extract<ServerMessage, { type: 'accepted' | 'refused' }>) => void;
}

/** How often what happened. */
export interface Fortunes {
  welcomes: number;
  /** Resumed without any entry in the welcome: what was missing came as frames. */
  fromRing: number;
  fromLog: number;
  /** Had to start from the last page, and read the rest from history. */
  resets: number;
  readonly closes: Record<number, number>;
  /** Upgrades that were answered by HTTP, by status; 0 where nobody answered. */
  readonly refusals: Record<number, number>;
}

type State =
  | { readonly kind: 'away' }
  | { readonly kind: 'arriving' }
  | { readonly kind: 'following' }
  /** Entries are missing: what comes meanwhile is held. */
  | { readonly kind: 'filling'; readonly held: Entry[] }
  | { readonly kind: 'ended' };

export class Follower {
  readonly fortunes: Fortunes = { welcomes: 0, fromRing: 0, fromLog: 0, resets: 0, closes: {}, refusals: {} };
  readonly #options: FollowerOptions;
  #state: State = { kind: 'away' };
  #socket: WebSocket | undefined;
  #timer: NodeJS.Timeout | undefined;
  #token: string | undefined;
  #epoch: string | undefined;
  #tail: string[] = [];
  #sum = emptySum;
  #first = 1;
  #last = 0;
  #repeated = 0;
  #gaps = 0;
  #attempt = 0;
  #spreadMs = 0;

  constructor(options: FollowerOptions) {
    this.#options = options;
  }

  get isFollowing(): boolean {
    return this.#state.kind === 'following';
  }

  get isArriving(): boolean {
    return this.#state.kind === 'arriving';
  }

  /** The newest seq that it was shown. */
  get last(): number {
    return this.#last;
  }

  get shown(): Shown {
    const runs = this.#epoch === undefined ? [] : [{ first: this.#first, last: this.#last, sum: this.#sum }];
    return { observer: this.#options.name, runs, repeated: this.#repeated, gaps: this.#gaps };
  }

  start(): void {
    if (this.#state.kind !== 'away') return;
    clearTimeout(this.#timer);
    this.#state = { kind: 'arriving' };
    const { url, headers = {}, ca } = this.#options;
    const socket = new WebSocket(typeof url === 'string' ? url : url(), subprotocol, {
      headers,
      perMessageDeflate: false,
      ...(ca !== undefined && { ca }),
    });
    this.#socket = socket;
    const isCurrent = () => this.#socket === socket;
    let opened = false;
    socket.on('open', () => {
      opened = true;
      socket.send(JSON.stringify(this.#hello()));
    });
    socket.on('message', (data: Buffer) => {
      if (isCurrent()) this.#hear(JSON.parse(data.toString()) as ServerMessage);
    });
    socket.on('unexpected-response', (_request, response) => {
      count(this.fortunes.refusals, response.statusCode ?? 0);
      const waitMs = Number(response.headers['retry-after'] ?? 0) * 1_000;
      response.resume();
      socket.terminate();
      if (isCurrent()) this.#leave(waitMs + this.#backoffMs());
    });
    socket.on('error', () => {});
    socket.on('close', (code) => {
      if (!isCurrent()) return;
      if (opened) count(this.fortunes.closes, code);
      else count(this.fortunes.refusals, 0);
      this.#leave(
        afterClose(code) === 'come-back' ? this.#spreadMs * this.#options.random() : this.#backoffMs(),
      );
    });
  }

  send(message: object): void {
    if (this.#socket?.readyState === WebSocket.OPEN) this.#socket.send(JSON.stringify(message));
  }

  /** Loses the link without a word, and comes back after `awayMs`. */
  cut(awayMs: number): void {
    if (this.#state.kind === 'away' || this.#state.kind === 'ended') return;
    this.#drop();
    this.#leave(awayMs);
  }

  /** Reads no more, and lets the network fill up. */
  stopReading(): void {
    this.#socket?.pause();
  }

  readOn(): void {
    this.#socket?.resume();
  }

  end(): void {
    clearTimeout(this.#timer);
    this.#state = { kind: 'ended' };
    this.#drop();
  }

  #drop(): void {
    const socket = this.#socket;
    this.#socket = undefined;
    socket?.terminate();
  }

  #leave(waitMs: number): void {
    if (this.#state.kind === 'ended') return;
    this.#socket = undefined;
    this.#state = { kind: 'away' };
    this.#spreadMs = 0;
    clearTimeout(this.#timer);
    const { longestWaitMs = Infinity } = this.#options;
    this.#timer = setTimeout(() => this.start(), Math.min(waitMs, longestWaitMs));
  }

  #backoffMs(): number {
    return backoffMs(this.#attempt++, this.#options.random());
  }

  #hello(): Hello {
    return {
      type: 'hello',
      name: this.#options.name,
      ...(this.#token !== undefined && { token: this.#token }),
      ...(this.#epoch !== undefined && { since: { epoch: this.#epoch, seq: this.#last, tail: this.#tail } }),
    };
  }

  #hear(message: ServerMessage): void {
    switch (message.type) {
      case 'welcome':
        return this.#welcomed(message);
      case 'ping':
        return this.send({ type: 'pong' });
      case 'goodbye':
        this.#spreadMs = message.spreadMs;
        return;
      case 'accepted':
      case 'refused':
        return this.#options.onAnswer?.(message);
      case 'page':
        return this.#filled(message.entries);
      default:
        if ('seq' in message && 'at' in message) this.#entered(message);
    }
  }

  #welcomed(welcome: Welcome): void {
    const { fortunes } = this;
    const isFirst = this.#epoch === undefined;
    fortunes.welcomes++;
    this.#attempt = 0;
    this.#token = welcome.token;
    this.#state = { kind: 'following' };
    if (isFirst) {
      this.#epoch = welcome.epoch;
      this.#first = welcome.entries[0]?.seq ?? welcome.head + 1;
      this.#last = this.#first - 1;
    } else if (!welcome.resumed) fortunes.resets++;
    else if (welcome.entries.length > 0) fortunes.fromLog++;
    else fortunes.fromRing++;
    const news = welcome.entries.filter(({ seq }) => welcome.resumed || seq > this.#last);
    const skipped = !welcome.resumed && (news[0]?.seq ?? 0) > this.#last + 1;
    if (skipped) this.#fill(news);
    else for (const entry of news) this.#entered(entry);
    this.#options.onWelcome?.(welcome);
  }

  #entered(entry: Entry): void {
    if (this.#state.kind === 'filling') return void this.#state.held.push(entry);
    if (entry.seq <= this.#last) {
      this.#repeated++;
      return;
    }
    if (entry.seq > this.#last + 1) {
      this.#gaps++;
      return this.#fill([entry]);
    }
    this.#show(entry);
  }

  #fill(held: Entry[]): void {
    this.#state = { kind: 'filling', held };
    this.#ask();
  }

  #ask(): void {
    this.send({ type: 'history', after: this.#last, limit: pageEntries });
  }

  /** The page may know more than came yet as frames: only what stands before those is taken from it. */
  #filled(entries: readonly Entry[]): void {
    const state = this.#state;
    if (state.kind !== 'filling') return;
    const [next] = state.held;
    for (const entry of entries) if (!next || entry.seq < next.seq) this.#show(entry);
    if (next && next.seq > this.#last + 1) return this.#ask();
    this.#state = { kind: 'following' };
    for (const entry of state.held) this.#entered(entry);
  }

  #show(entry: Entry): void {
    this.#last = entry.seq;
    this.#sum = added(this.#sum, entry);
    this.#tail = [...this.#tail.slice(1 - tailDrafts), entry.draftId];
    this.#options.onEntry?.(entry);
  }
}

function count(counts: Record<number, number>, key: number): void {
  counts[key] = (counts[key] ?? 0) + 1;
}
