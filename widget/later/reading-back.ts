// Somebody reads what was said earlier: they have a window of their own onto the log, and ask for what joins
// it at either end.
import type { Page } from '../../protocol/server-messages.ts';
import type { RoomClient, Wanted } from '../room-client.ts';
import {
  afterNews,
  afterPage,
  keptAround,
  seenIn,
  windowAt,
  windowOn,
  type Window,
} from '../reading/window.ts';
import { olderThan } from '../shared.ts';
import type { Timeline } from '../timeline/timeline.ts';

export interface ReadingBackOptions {
  readonly client: RoomClient;
  readonly onChange: () => void;
  /** The log is another one, or was missed for too long: the window leads nowhere. */
  readonly onLost: () => void;
}

/** So many entries before a message that is wanted: about half a page. */
const before = 25;

export class ReadingBack {
  readonly #options: ReadingBackOptions;
  readonly #stopHearing: () => void;
  #window: Window;
  #seen: Timeline;
  /** Whether older entries are on their way, or newer ones, or others. */
  #asked: 'older' | 'newer' | 'others' | undefined;

  constructor(options: ReadingBackOptions) {
    const { client } = options;
    this.#options = options;
    this.#seen = client.state.timeline;
    this.#window = windowOn(this.#seen);
    this.#stopHearing = client.subscribe(() => this.#hear());
  }

  get client(): RoomClient {
    return this.#options.client;
  }

  /** What is to be shown. */
  get timeline(): Timeline {
    return this.#seen;
  }

  /** Whether the log goes on where it ends. */
  get isAhead(): boolean {
    return this.#seen.last < this.client.state.timeline.last;
  }

  get isLoadingOlder(): boolean {
    return this.#asked === 'older';
  }

  loadOlder(): void {
    if (this.#seen.more) this.#ask('older', { before: olderThan(this.#seen) });
  }

  loadNewer(): void {
    if (this.isAhead) this.#ask('newer', { after: this.#seen.last });
  }

  /** Shows what is around this seq. */
  around(seq: number): void {
    const opens = (page: Page) => windowAt(this.client.state.timeline, page);
    this.#ask('others', { after: Math.max(0, seq - 1 - before) }, opens);
  }

  /** Lets go what is far from the seq in view, down to so many entries. */
  keepAround(seq: number, keep: number): void {
    this.#show(keptAround(this.#window, seq, keep));
  }

  close(): void {
    this.#stopHearing();
  }

  #ask(
    asked: 'older' | 'newer' | 'others',
    wanted: Wanted,
    opens = (page: Page) => afterPage(this.#window, page),
  ): void {
    if (this.#asked || !this.client.ask(wanted, (page) => this.#take(opens(page)))) return;
    this.#asked = asked;
    this.#options.onChange();
  }

  #take(window: Window): void {
    this.#asked = undefined;
    this.#show(window);
    this.#options.onChange();
  }

  #hear(): void {
    const { link, timeline } = this.client.state;
    // With the link goes what was asked.
    if (link.kind !== 'live') this.#asked = undefined;
    const window = afterNews(this.#window, timeline);
    if (window) this.#show(window);
    else this.#options.onLost();
  }

  #show(window: Window): void {
    if (window === this.#window) return;
    this.#window = window;
    this.#seen = seenIn(window);
  }
}
