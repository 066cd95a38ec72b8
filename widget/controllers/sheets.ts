// What lies over the conversation, one at a time: it is loaded when it is wanted, gets the focus, and gives
// it back.
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Choices, MuteWish } from '../choices.ts';
import type { PartEvent } from '../elements/part.ts';
import { loadSheet, type SheetName } from '../elements/sheet-template.ts';
import type { ChoiceKeeper } from './choice-keeper.ts';

interface SheetsHost extends ReactiveControllerHost, HTMLElement {
  readonly renderRoot: HTMLElement | DocumentFragment;
}

export class Sheets implements ReactiveController {
  readonly #host: SheetsHost;
  readonly #keeper: ChoiceKeeper;
  #open: SheetName | undefined;

  constructor(host: SheetsHost, keeper: ChoiceKeeper) {
    this.#host = host;
    this.#keeper = keeper;
    host.addController(this);
  }

  get open(): SheetName | undefined {
    return this.#open;
  }

  hostConnected(): void {
    for (const [type, act] of Object.entries(this.#handlers))
      this.#host.renderRoot.addEventListener(type, act as (event: Event) => void);
  }

  readonly toggle = (sheet: SheetName): void => {
    if (sheet === this.#open) return this.close();
    this.#open = sheet;
    this.#host.requestUpdate();
    // What cannot be fetched would cover the chat with nothing.
    loadSheet(sheet).catch(() => this.close());
  };

  close(): void {
    const opener = this.#host.renderRoot.querySelector<HTMLElement>(`[data-sheet=${this.#open}]`);
    this.#open = undefined;
    this.#host.requestUpdate();
    opener?.focus();
  }

  readonly #handlers = {
    'chat-sheet': () => this.close(),
    'chat-choose': ({ detail }: PartEvent<Partial<Choices>>) => this.#keeper.choose(detail),
    'chat-mute': ({ detail }: PartEvent<MuteWish>) => this.#keeper.mute(detail),
  };
}
