// Replays a room beside a video or an audio: what was said appears as its clock goes by. A client that hears
// otherwise: it asks for page after page, and puts into the timeline what is due.
import type { Entry, Page, ServerMessage, Welcome } from '../../protocol/server-messages.ts';
import { pageEntries } from '../../protocol/limits.ts';
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { LinkState } from '../connection/link.ts';
import type { DraftKeep } from '../outbox/draft-keep.ts';
import { MediaClock } from '../replay/media-clock.ts';
import { holdsFor, narrowed, nextQuestion, searchUpTo, type Search } from '../replay/search.ts';
import type { ChatClientOptions } from '../room-listener.ts';
import { RoomClient } from '../shared.ts';

export interface ReplayHost extends ReactiveControllerHost, HTMLElement {
  readonly replay: boolean;
  readonly for: string | undefined;
  readonly replayStart: string | undefined;
}

/** Entries that are held ready, at least and at most. */
const fewestAhead = 50;
const mostAhead = 300;

/** Entries that fill a view. */
const enoughShown = 50;

/** So often at once, and then so often, the server lets a page be asked for; a reader asks too. */
const asksAtOnce = 10;
const betweenAsksMs = 300;

/** Of what was written in this tab a replay takes nothing. */
const draftKeep: DraftKeep = { take: () => [], write: () => {}, release: () => {} };

export function createReplay(host: ReplayHost): (options: ChatClientOptions) => RoomClient {
  return (options) => new Replay(host, options);
}

class Replay extends RoomClient implements ReactiveController {
  readonly #host: ReplayHost;
  #clock: MediaClock | undefined;
  #welcome: Welcome | undefined;
  /** The newest seq of the room. */
  #head = 0;
  /** When the first of all was said. */
  #beganAt: number | undefined;
  /** What comes next: it joins what is shown. */
  #ahead: readonly Entry[] = [];
  #isPlaced = false;
  #search: Search | undefined;
  #isAsking = false;
  #allowance = asksAtOnce;
  #countedAt = 0;
  #retry: ReturnType<typeof setTimeout> | undefined;
  /** Each jump begins another story: what it shows is no news. */
  #stories = 0;

  constructor(host: ReplayHost, options: ChatClientOptions) {
    super({ ...options, history: 0, draftKeep });
    this.#host = host;
  }

  /** Nothing can be done in the past. */
  override act(): undefined {
    return undefined;
  }

  protected override hear(message: ServerMessage): void {
    // Who is here, and who we are, is so now.
    if (['presence', 'renamed', 'renewed'].includes(message.type)) return super.hear(message);
    this.whole(() => {
      this.#take(message);
      this.#go();
    });
  }

  protected override linkChanged(link: LinkState): void {
    super.linkChanged(link);
    if (link.kind !== 'live') this.#isAsking = false;
    if (link.kind === 'idle') this.#rest();
    else this.#clock ??= this.#wind();
  }

  hostUpdated(): void {
    this.#clock?.look();
    this.#tick();
  }

  #wind(): MediaClock {
    this.#host.addController(this);
    if (!this.#host.for)
      console.error('ws-chat: a replay needs for="…", the id of the video or the audio that it goes by.');
    return new MediaClock({
      root: () => this.#host.getRootNode(),
      id: () => this.#host.for,
      onTime: (hasJumped) => this.#tick(hasJumped),
    });
  }

  #rest(): void {
    clearTimeout(this.#retry);
    this.#host.removeController(this);
    this.#clock?.close();
    this.#clock = undefined;
  }

  #take(message: ServerMessage): void {
    switch (message.type) {
      case 'welcome':
        return this.#welcomed(message);
      case 'page':
        return this.pages.arrived(message);
      case 'head':
        this.#head = Math.max(this.#head, message.seq);
        return;
      case 'entries':
        return message.entries.forEach((entry) => this.#entered(entry));
      default:
        if ('seq' in message && 'at' in message) this.#entered(message);
    }
  }

  #welcomed(message: Welcome): void {
    const { you, present, here, limits, epoch, head } = message;
    this.visitor.welcomed(message);
    this.introduced();
    this.set({ you, present, here, limits, capabilities: [] });
    if (this.#welcome?.epoch !== epoch) {
      this.#isPlaced = false;
      this.#ahead = [];
      this.#search = this.#beganAt = undefined;
    }
    this.#welcome = message;
    this.#head = head;
    if (head === 0) this.#place([], 0, false);
  }

  #arrived(page: Page): void {
    this.#isAsking = false;
    if (page.after === 0) this.#beganAt ??= page.entries[0]?.at;
    const time = this.#time;
    if (page.after === undefined) {
      this.reduce(page);
      if (time === undefined) return;
      this.#show(time, false);
      // Not early enough yet, and so it is far.
      const [first] = this.#ahead;
      if (this.#shown.length === 0 && first && this.state.timeline.more)
        this.#search = searchUpTo(first.seq, first.at);
      return;
    }
    if (!page.more) this.#head = Math.max(page.after, page.entries.at(-1)?.seq ?? 0);
    if (!this.#isPlaced) this.#search ??= searchUpTo(this.#head + 1);
    if (this.#search) return this.#searched(this.#search, page);
    if (!this.#isPlaced || page.after !== this.#lastHeld) return;
    this.#ahead = [...this.#ahead, ...page.entries];
    const last = page.entries.at(-1);
    // Not late enough yet, and so it is far.
    if (last && time !== undefined && last.at <= time && last.seq < this.#head)
      this.#search = { ...searchUpTo(this.#head + 1), low: last.seq, lowAt: last.at };
  }

  #searched(search: Search, page: Page): void {
    const time = this.#time;
    if (time === undefined || !holdsFor(search, time)) return void (this.#search = undefined);
    this.#search = narrowed(search, page, time);
    if (this.#search) return;
    const after = (page.entries[0]?.seq ?? page.after! + 1) - 1;
    this.#place(page.entries, after, page.after! > 0);
  }

  /** What is said meanwhile counts where it joins; otherwise it is asked for when its time comes. */
  #entered(entry: Entry): void {
    this.#head = Math.max(this.#head, entry.seq);
    if (!this.#isPlaced || entry.seq !== this.#lastHeld + 1 || this.#ahead.length >= mostAhead) return;
    this.#ahead = [...this.#ahead, entry];
    if (entry.seq === 1) this.#beganAt ??= entry.at;
  }

  get #shown(): readonly Entry[] {
    return this.state.timeline.entries;
  }

  get #lastHeld(): number {
    return this.#ahead.at(-1)?.seq ?? this.state.timeline.last;
  }

  /** The moment that is replayed; undefined while the clock or its beginning is not known. */
  get #time(): number | undefined {
    const past = this.#clock?.time;
    const given = Date.parse(this.#host.replayStart ?? '');
    const start = Number.isNaN(given) ? this.#beganAt : given;
    return past === undefined || start === undefined ? undefined : start + past;
  }

  /** Begins the timeline anew after this seq, with all of these ahead. */
  #place(entries: readonly Entry[], after: number, more: boolean): void {
    const epoch = `${this.#welcome!.epoch} ${this.#stories++}`;
    this.reduce({ ...this.#welcome!, resumed: false, why: 'fresh', epoch, head: after, entries: [], more });
    this.#ahead = entries;
    this.#isPlaced = true;
  }

  #tick(hasJumped = false): void {
    this.whole(() => this.#go(hasJumped));
  }

  #go(hasJumped = false): void {
    const time = this.#time;
    if (time !== undefined && this.#isPlaced) this.#show(time, hasJumped);
    this.#ask(time);
  }

  #show(time: number, hasJumped: boolean): void {
    const isDue = ({ at }: Entry) => at <= time;
    const shown = this.#shown;
    const isAhead = this.#ahead.some(isDue);
    const isBack = shown.length > 0 && !isDue(shown.at(-1)!) && !isAhead;
    if (hasJumped || isBack || (isAhead && this.#clock!.isJumping)) {
      const { last, more } = this.state.timeline;
      this.#place([...shown, ...this.#ahead], (shown[0]?.seq ?? last + 1) - 1, more);
    }
    const due = this.#ahead.findLastIndex(isDue) + 1;
    if (due > 0) this.reduce({ type: 'entered', entries: this.#ahead.slice(0, due) });
    if (due > 0 || this.#ahead.length > mostAhead) this.#ahead = this.#ahead.slice(due, due + mostAhead);
  }

  #ask(time: number | undefined): void {
    if (this.#isAsking || this.state.link.kind !== 'live') return;
    const question = this.#question(time);
    if (question && this.#mayAsk()) this.#isAsking = this.pages.ask(question, (page) => this.#arrived(page));
  }

  /** What is missing most: the place itself, then what fills the view, then what comes next. */
  #question(time: number | undefined) {
    const head = this.#head;
    if (head === 0) return undefined;
    if (this.#clock?.time === undefined) return undefined;
    // Most begin at the beginning, and it may have to tell when it began.
    if (time === undefined || !(this.#isPlaced || this.#search)) return { after: 0, limit: pageEntries };
    if (this.#search && !holdsFor(this.#search, time)) this.#search = searchUpTo(head + 1);
    if (this.#search) return nextQuestion(this.#search);
    const { more, last } = this.state.timeline;
    if (more && this.#shown.length < enoughShown)
      return { before: this.#shown[0]?.seq ?? last + 1, limit: enoughShown };
    const after = this.#lastHeld;
    return after < head && this.#ahead.length < fewestAhead ? { after, limit: pageEntries } : undefined;
  }

  /** Leaves some of the server's patience to the reader. */
  #mayAsk(): boolean {
    const now = this.now();
    const refilled = this.#allowance + (now - this.#countedAt) / betweenAsksMs;
    this.#allowance = Math.min(asksAtOnce, refilled);
    this.#countedAt = now;
    if (this.#allowance >= 1) {
      this.#allowance--;
      return true;
    }
    clearTimeout(this.#retry);
    this.#retry = setTimeout(() => this.#tick(), betweenAsksMs);
    return false;
  }
}
