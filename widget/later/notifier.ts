// The notifications that a reader has switched on, for what comes while they do not look: a count in the
// page's title, a sound, a notification on the screen.
import { chime } from '../notifications/chime.ts';
import { notify } from '../notifications/desktop.ts';
import { countInTitle } from '../notifications/title-badge.ts';
import { Watch } from '../notifications/watch.ts';
import type { MessageRow } from '../rows/row.ts';
import type { Scene } from '../scene.ts';
import { plainText } from '../shared.ts';

/** What the notifier does to the world. */
export interface NotifierEdges {
  readonly isHidden: () => boolean;
  readonly countInTitle: typeof countInTitle;
  readonly chime: (volume: number) => void;
  readonly notify: typeof notify;
}

const browserEdges: NotifierEdges = {
  isHidden: () => document.hidden,
  countInTitle,
  chime: (volume) => void chime(volume),
  notify,
};

/** Beyond this nobody counts. */
const mostUnseen = 100;

/** So much of a text is enough to know whether to come. */
const bodyUnits = 200;

export class Notifier {
  readonly #edges: NotifierEdges;
  readonly #life = new AbortController();
  #scene: Scene | undefined;
  #place: string | undefined;
  #watch: Watch | undefined;
  /** The seqs of what came unseen. */
  #unseen: readonly number[] = [];
  #takeAway: (() => void) | undefined;

  constructor(edges = browserEdges) {
    this.#edges = edges;
    const look = () => this.#scene && this.take([], this.#scene);
    document.addEventListener('visibilitychange', look, { signal: this.#life.signal });
  }

  take(news: readonly MessageRow[], scene: Scene): void {
    this.#scene = scene;
    const { choices } = scene;
    const { last } = scene.state.timeline;
    this.#goTo(`ws-chat ${scene.server} ${scene.room}`);
    const isLooking = scene.isShown && !this.#edges.isHidden();
    this.#watch!.look(isLooking);
    if (isLooking) {
      this.#watch!.read(last);
      return this.#read(last);
    }
    const calls = news.filter((row) => row.calls || choices.about === 'everything');
    this.#unseen = [...this.#unseen, ...calls.map(({ seq }) => seq)].slice(-mostUnseen);
    this.#count();
    if (calls.length > 0) void this.#call(calls.findLast((row) => row.calls) ?? calls.at(-1)!);
  }

  close(): void {
    this.#life.abort();
    this.#leave();
  }

  #goTo(place: string): void {
    if (place === this.#place) return;
    this.#leave();
    this.#place = place;
    this.#watch = new Watch(place, (seq) => this.#read(seq));
  }

  #leave(): void {
    this.#watch?.close();
    this.#read(Infinity);
  }

  #read(upTo: number): void {
    if (this.#unseen.length === 0) return;
    this.#unseen = this.#unseen.filter((seq) => seq > upTo);
    this.#count();
    if (this.#unseen.length > 0) return;
    this.#takeAway?.();
    this.#takeAway = undefined;
  }

  #count(): void {
    this.#edges.countInTitle(this, this.#scene!.choices.badge ? this.#unseen.length : 0);
  }

  async #call({ from, text, calls }: MessageRow): Promise<void> {
    const place = this.#place!;
    if (!(await this.#watch!.mayCall()) || place !== this.#place || this.#unseen.length === 0) return;
    const { choices, heading, show } = this.#scene!;
    if (choices.sound) this.#edges.chime(choices.volume);
    if (!choices.desktop) return;
    const body = plainText(text).slice(0, bodyUnits);
    const notice = {
      title: `${from.name} · ${heading}`,
      body,
      tag: place,
      again: calls,
      silent: choices.sound,
    };
    this.#takeAway = this.#edges.notify(notice, show);
  }
}
