// Company, beyond what is said in it: who is here, comes and goes, whom the reader does not want to hear,
// what calls them, and when a day ends. To read along it is not needed, and so it comes after the first view;
// and with it what keeps the field in sight when the reader begins to write.
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { keepChoices, type Choices } from '../choices.ts';
import { AboveKeyboard } from '../controllers/above-keyboard.ts';
import { Asides } from '../controllers/asides.ts';
import { AttributeCheck } from '../controllers/attribute-check.ts';
import { Attention } from '../controllers/attention.ts';
import type { LinkState } from '../connection/link.ts';
import type { ChoiceKeeper } from '../controllers/choice-keeper.ts';
import { DayWatch } from '../controllers/day-watch.ts';
import { PartSteps } from '../controllers/part-steps.ts';
import { Pins } from '../controllers/pins.ts';
import { Sheets } from '../controllers/sheets.ts';
import type { PartEvent } from '../elements/part.ts';
import { loadSheet, sheetTemplate, type SheetName } from '../elements/sheet-template.ts';
import { keepsRoom, type ModerationWish } from '../moderating.ts';
import { withMuted, type MuteWish } from '../muting.ts';
import { expected } from '../rows/expected.ts';
import type { Row } from '../rows/row.ts';
import type { Scene } from '../scene.ts';
import type { Keep } from '../storage.ts';
import { nothing, tellMissing, wear } from '../shared.ts';
import { asides } from '../styles/asides.ts';
import { keyboard } from '../styles/keyboard.ts';
import type { Moderation } from './moderation.ts';

export interface CompanyHost extends ReactiveControllerHost, HTMLElement {
  readonly renderRoot: HTMLElement | DocumentFragment;
}

export class Company implements ReactiveController {
  /** What rows are made with that show one’s own deeds at once. */
  readonly expected = expected;
  readonly #host: CompanyHost;
  readonly #keeper: ChoiceKeeper;
  readonly #asides: Asides;
  readonly #sheets: Sheets;
  readonly #pins = new Pins();
  readonly #scene: () => Scene | undefined;
  #moderation: Moderation | undefined;
  /** Whether there is a poll among what was shown last. */
  #hasPolls = false;
  #pollsTriedWith: LinkState | undefined;
  #triedWith: LinkState | undefined;
  #loadingModeration: Promise<void> | undefined;
  #listensTo: Keep | undefined;
  #stopListening: (() => void) | undefined;

  /** `first` is the scene as it was when the company was asked for. */
  constructor(
    host: CompanyHost,
    keeper: ChoiceKeeper,
    scene: () => Scene | undefined,
    first: Scene | undefined,
  ) {
    this.#host = host;
    this.#keeper = keeper;
    this.#scene = scene;
    this.#asides = new Asides(host);
    this.#sheets = new Sheets(host);
    new Attention(host, scene, first);
    new AboveKeyboard(host);
    new PartSteps(host);
    new DayWatch(host);
    new AttributeCheck(host);
    for (const one of [first, scene()]) if (one) this.hear(one);
    wear(host.shadowRoot!, asides, keyboard);
    host.addController(this);
  }

  hostConnected(): void {
    for (const [type, act] of Object.entries(this.#handlers))
      this.#host.renderRoot.addEventListener(type, act as (event: Event) => void);
  }

  hostUpdate(): void {
    const { keep } = this.#keeper;
    // A last update may come when it is off the page already.
    if (keep === this.#listensTo || !this.#host.isConnected) return;
    this.hostDisconnected();
    this.#listensTo = keep;
    this.#stopListening = keep?.onChange(() => {
      this.#keeper.read();
      this.#host.requestUpdate();
    });
  }

  hostUpdated(): void {
    const { link, may = [] } = this.#scene()?.state ?? {};
    // Where it cannot be fetched, the next link may help.
    if (this.#hasPolls && link !== this.#pollsTriedWith) {
      this.#pollsTriedWith = link;
      import('./poll.ts').catch(() => {});
    }
    if (link === this.#triedWith || !keepsRoom(may)) return;
    this.#triedWith = link;
    void this.#load();
  }

  hostDisconnected(): void {
    this.#stopListening?.();
    this.#listensTo = undefined;
  }

  /** Hears of each change of the state. */
  hear(scene: Scene): void {
    this.#asides.hear(scene);
  }

  /** The rows up to this seq, with what is to be told of the others among them. */
  among(rows: readonly Row[], upTo: number): readonly Row[] {
    this.#hasPolls ||= rows.some((row) => row.kind === 'message' && row.poll);
    return this.#asides.among(rows, this.#keeper.choices.muted, upTo);
  }

  mute(wish: MuteWish): void {
    this.#choose({ muted: withMuted(this.#keeper.choices.muted, wish) });
  }

  /** What lies over the conversation. */
  get open(): SheetName | undefined {
    return this.#sheets.open;
  }

  toggle(sheet: SheetName): void {
    this.#sheets.toggle(sheet);
  }

  close(): void {
    this.#sheets.close();
  }

  sheet(scene: Scene) {
    return this.open ? sheetTemplate(this.open, scene, this.#moderation) : nothing;
  }

  /** Further buttons of the header. */
  tools() {
    return this.#moderation?.button(this.open === 'held', () => this.toggle('held')) ?? nothing;
  }

  /** What stands above the messages: what is pinned. */
  above(scene: Scene) {
    return this.#pins.template(scene);
  }

  /** Comes once the server lets the reader do something of it. */
  async #load(): Promise<Moderation | undefined> {
    await (this.#loadingModeration ??= import('./moderation.ts').then(
      ({ Moderation }) => {
        this.#moderation = new Moderation(this.#host, this.#scene, () => this.open === 'held');
        this.#host.requestUpdate();
      },
      () => void (this.#loadingModeration = undefined),
    ));
    return this.#moderation;
  }

  async #showKeys(): Promise<void> {
    this.toggle('settings');
    await Promise.all([loadSheet('settings'), this.#host.updateComplete]);
    await this.#host.renderRoot.querySelector('ws-chat-settings-panel')?.showKeys();
  }

  #choose(change: Partial<Choices>): void {
    if (this.#keeper.keep) keepChoices(this.#keeper.keep, change);
  }

  readonly #handlers = {
    'chat-choose': ({ detail }: PartEvent<Partial<Choices>>) => this.#choose(detail),
    'chat-keys': () => void this.#showKeys(),
    'chat-moderate': ({ detail }: PartEvent<ModerationWish>) =>
      void this.#load().then((moderation) => {
        if (moderation) moderation.take(detail);
        else tellMissing(this.#host.renderRoot);
      }),
    'chat-mute': ({ detail }: PartEvent<MuteWish>) => this.mute(detail),
  };
}
