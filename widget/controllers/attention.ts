// Tells the reader what others say: aloud, to those who listen to the page, and by the notifications that
// they have switched on. These are loaded only then.
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Notifier } from '../later/notifier.ts';
import type { ReplayHost } from '../later/replay.ts';
import type { Draft } from '../outbox/outbox.ts';
import type { MessageRow, NoticeRow } from '../rows/row.ts';
import type { Scene } from '../scene.ts';
import { enCompany } from '../locales/en-company.ts';
import { plainText } from '../shared.ts';
import { Announcer } from './announcer.ts';

type News = MessageRow | NoticeRow;

function isMessage(row: News): row is MessageRow {
  return row.kind === 'message';
}

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

  /** What was there in the `first` scene is no news. */
  constructor(
    host: ReactiveControllerHost & HTMLElement,
    scene: () => Scene | undefined,
    first: Scene | undefined,
  ) {
    this.#host = host;
    this.#scene = scene;
    this.#announcer = new Announcer(host, () => host.shadowRoot!.querySelector('.aloud'), after);
    if (first) this.#news(first);
    host.addController(this);
  }

  hostUpdated(): void {
    const scene = this.#scene();
    if (scene?.state.timeline.epoch === undefined) return;
    const news = this.#news(scene);
    this.#readOut(news, scene);
    // What was said long ago calls nobody.
    if ((this.#host as Partial<ReplayHost>).replay) return;
    const { badge, sound, desktop } = scene.choices;
    if (badge || sound || desktop) this.#load();
    this.#notifier?.take(news.filter(isMessage), scene);
  }

  hostDisconnected(): void {
    this.#notifier?.close();
    this.#notifier = this.#loading = undefined;
  }

  /** What others have said since the last look; what was there before the visit is history. */
  #news({ of, state, rows }: Scene): readonly News[] {
    const { last } = state.timeline;
    const after = of.every((one, index) => one === this.#of[index]) ? this.#last : last;
    this.#of = of;
    this.#last = last;
    if (last <= after) return [];
    return rows().filter(
      (row): row is News =>
        (row.kind === 'notice' || (row.kind === 'message' && !row.own)) && row.seq > after,
    );
  }

  #readOut(news: readonly News[], { choices, state, strings, isShown, rows }: Scene): void {
    const { drafts } = state;
    const words = { ...enCompany, ...strings };
    const isFailed = ({ kind }: Draft) => kind === 'held' || kind === 'refused' || kind === 'estranged';
    const gone = this.#failed.filter((id) => !drafts.some(({ draftId }) => draftId === id));
    this.#failed = [
      ...this.#failed.filter((id) => !gone.includes(id)),
      ...drafts.filter(isFailed).map(({ draftId }) => draftId),
    ];
    if (document.hidden || !isShown || choices.announce === 'off') return;
    // Whatever was discarded is no row any more.
    if (gone.some((id) => rows().some(({ key }) => key === ` ${id}`))) this.#announcer.say(words.sent);
    // What is announced is for everybody.
    for (const row of news)
      if (row.kind === 'notice') this.#announcer.say(`${words.level(row.level)} ${row.text}`.trim());
    const messages = news.filter(isMessage);
    const heard = choices.announce === 'all' ? messages : messages.filter(({ calls }) => calls);
    this.#announcer.hear(
      heard.map(({ from: { name }, text, poll, calls }) => ({
        name,
        text: [plainText(text, words.linkTo), ...(poll?.options ?? [])].join(', '),
        calls,
      })),
      words,
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

function after(ms: number, run: () => void): () => void {
  const timer = setTimeout(run, ms);
  return () => clearTimeout(timer);
}
