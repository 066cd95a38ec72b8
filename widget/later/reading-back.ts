// Somebody reads what was said earlier: they have a window of their own onto the log, and ask for what joins
// it at either end.
import type { Page } from '../../protocol/server-messages.ts';
import { afterNews, afterPage, keptAround, seenIn, windowOn, type Window } from '../reading/window.ts';
import type { RoomClient, Wanted } from '../room-client.ts';
import { olderThan } from '../shared.ts';
import type { Timeline } from '../timeline/timeline.ts';

export interface ReadingBackOptions {
  readonly client: RoomClient;
  readonly onChange: () => void;
  /** The log is another one, or was missed for too long: the window leads nowhere. */
  readonly onLost: () => void;
}

export class ReadingBack {
  readonly #options: ReadingBackOptions;
  readonly #stopHearing: () => void;
  #window: Window;
  #seen: Timeline;
  /** Whether older entries are on their way, or newer ones. */
  #asked: 'older' | 'newer' | undefined;

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

  /** Lets go what is far from the seq in view, down to so many entries. */
  keepAround(seq: number, keep: number): void {
    this.#show(keptAround(this.#window, seq, keep));
  }

  close(): void {
    this.#stopHearing();
  }

  #ask(asked: 'older' | 'newer', wanted: Wanted): void {
    if (this.#asked || !this.client.ask(wanted, (page) => this.#take(page))) return;
    this.#asked = asked;
    this.#options.onChange();
  }

  #take(page: Page): void {
    this.#asked = undefined;
    this.#show(afterPage(this.#window, page));
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
