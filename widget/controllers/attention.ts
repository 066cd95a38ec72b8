// Tells the reader what others say: aloud, to those who listen to the page, and by the notifications that
// they have switched on. These are loaded only then.
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { browser } from '../connection/surroundings.ts';
import type { Notifier } from '../later/notifier.ts';
import type { Draft } from '../outbox/outbox.ts';
import type { MessageRow } from '../rows/row.ts';
import type { Scene } from '../scene.ts';
import { Announcer } from './announcer.ts';

export class Attention implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #scene: () => Scene | undefined;
  readonly #announcer: Announcer;
  #of: readonly unknown[] = [];
  #last = 0;
  /** Drafts of ours that did not get through at first. */
  #failed: readonly string[] = [];
  #notifier: Notifier | undefined;
  #loading: Promise<void> | undefined;

  /** There is no scene before the first welcome. */
  constructor(host: ReactiveControllerHost & HTMLElement, scene: () => Scene | undefined) {
    this.#host = host;
    this.#scene = scene;
    this.#announcer = new Announcer(host, () => host.shadowRoot!.querySelector('.aloud'), browser.after);
    host.addController(this);
  }

  hostUpdated(): void {
    const scene = this.#scene();
    if (!scene) return;
    const news = this.#news(scene);
    this.#readOut(news, scene);
    const { badge, sound, desktop } = scene.choices;
    if (badge || sound || desktop) this.#load();
    this.#notifier?.take(news, scene);
  }

  hostDisconnected(): void {
    this.#notifier?.close();
    this.#notifier = this.#loading = undefined;
  }

  /** What others have said since the last look; what was there before the visit is history. */
  #news({ of, last, rows }: Scene): readonly MessageRow[] {
    const after = of.every((one, index) => one === this.#of[index]) ? this.#last : last;
    this.#of = of;
    this.#last = last;
    if (last <= after) return [];
    return rows().filter((row): row is MessageRow => row.kind === 'message' && !row.own && row.seq > after);
  }

  #readOut(news: readonly MessageRow[], { choices, drafts, strings, isShown, rows }: Scene): void {
    const isFailed = ({ kind }: Draft) => kind === 'refused' || kind === 'estranged';
    const gone = this.#failed.filter((id) => !drafts.some(({ draftId }) => draftId === id));
    this.#failed = [
      ...this.#failed.filter((id) => !gone.includes(id)),
      ...drafts.filter(isFailed).map(({ draftId }) => draftId),
    ];
    if (document.hidden || !isShown || choices.announce === 'off') return;
    // Whatever was discarded is no row any more.
    if (gone.some((id) => rows().some(({ key }) => key === ` ${id}`))) this.#announcer.say(strings.sent);
    const heard = choices.announce === 'all' ? news : news.filter(({ calls }) => calls);
    this.#announcer.hear(
      heard.map(({ from: { name }, text, calls }) => ({ name, text, calls })),
      strings,
    );
  }

  #load(): void {
    const loading = (this.#loading ??= import('../later/notifier.ts').then(
      ({ Notifier }) => {
        // The element may have left the page, or come back meanwhile.
        if (loading !== this.#loading) return;
        this.#notifier = new Notifier();
        this.#host.requestUpdate();
      },
      () => {},
    ));
  }
}
