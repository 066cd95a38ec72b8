// Company, beyond what is said in it: who is here, comes and goes, whom the reader does not want to hear,
// what calls them, and when a day ends. To read along it is not needed, and so it comes after the first view;
// and with it what keeps the field in sight when the reader begins to write.
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { keepChoices, type Choices } from '../choices.ts';
import { AboveKeyboard } from '../controllers/above-keyboard.ts';
import { Asides } from '../controllers/asides.ts';
import { AttributeCheck } from '../controllers/attribute-check.ts';
import { Attention } from '../controllers/attention.ts';
import type { ChoiceKeeper } from '../controllers/choice-keeper.ts';
import { DayWatch } from '../controllers/day-watch.ts';
import { PartSteps } from '../controllers/part-steps.ts';
import { Sheets } from '../controllers/sheets.ts';
import type { PartEvent } from '../elements/part.ts';
import { loadSheet, sheetTemplate, type SheetName } from '../elements/sheet-template.ts';
import { withMuted, type MuteWish } from '../muting.ts';
import type { Row } from '../rows/row.ts';
import type { Scene } from '../scene.ts';
import type { Keep } from '../storage.ts';
import { nothing, wear } from '../shared.ts';
import { asides } from '../styles/asides.ts';
import { keyboard } from '../styles/keyboard.ts';

export interface CompanyHost extends ReactiveControllerHost, HTMLElement {
  readonly renderRoot: HTMLElement | DocumentFragment;
}

export class Company implements ReactiveController {
  readonly #host: CompanyHost;
  readonly #keeper: ChoiceKeeper;
  readonly #asides: Asides;
  readonly #sheets: Sheets;
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
    return this.open ? sheetTemplate(this.open, scene) : nothing;
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
    'chat-mute': ({ detail }: PartEvent<MuteWish>) => this.mute(detail),
  };
}
