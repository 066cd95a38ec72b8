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

/** What others have said since. */
function newsAfter(seq: number, { state, rows }: Scene): readonly News[] {
  if (state.timeline.last <= seq) return [];
  return rows().filter(
    (row): row is News => (row.kind === 'notice' || (row.kind === 'message' && !row.own)) && row.seq > seq,
  );
}

export class Attention implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #scene: () => Scene | undefined;
  readonly #announcer: Announcer;
  #of: readonly unknown[] = [];
  /** The seqs up to which others were read out, and the notifier was told of them. */
  #heard = 0;
  #told = 0;
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
    if (first) this.#goTo(first);
    host.addController(this);
  }

  hostUpdated(): void {
    const scene = this.#scene();
    if (scene?.state.timeline.epoch === undefined) return;
    this.#goTo(scene);
    this.#readOut(newsAfter(this.#heard, scene), scene);
    this.#heard = scene.state.timeline.last;
    this.#notify(scene);
  }

  hostDisconnected(): void {
    this.#notifier?.close();
    this.#notifier = this.#loading = undefined;
  }

  /** What was there before the visit is history. */
  #goTo({ of, state }: Scene): void {
    if (!of.every((one, index) => one === this.#of[index])) this.#heard = this.#told = state.timeline.last;
    this.#of = of;
  }

  /** What comes unseen while the notifier is on its way waits for it. */
  #notify(scene: Scene): void {
    const { badge, sound, desktop } = scene.choices;
    // What was said long ago calls nobody.
    if (!(this.#host as Partial<ReplayHost>).replay) {
      if (badge || sound || desktop) this.#load();
      const isLooking = scene.isShown && !document.hidden;
      if (this.#loading && !this.#notifier && !isLooking) return;
      this.#notifier?.take(newsAfter(this.#told, scene).filter(isMessage), scene);
    }
    this.#told = this.#heard;
  }

  #readOut(news: readonly News[], { choices, state, strings, isShown, rows }: Scene): void {
    const { drafts } = state;
    const words = { ...enCompany, ...strings };
    const isFailed = ({ kind }: Draft) => kind === 'held' || kind === 'refused' || kind === 'estranged';
    const gone = this.#failed.filter((id) => !drafts.some(({ draftId }) => draftId === id));
    this.#failed = drafts
      .filter((draft) => isFailed(draft) || this.#failed.includes(draft.draftId))
      .map(({ draftId }) => draftId);
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
