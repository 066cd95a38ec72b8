// What lies over the conversation, one at a time: it is loaded when it is wanted, gets the focus, and gives
// it back.
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { tellMissing } from '../shared.ts';
import { loadSheet, type SheetName } from '../elements/sheet-template.ts';

interface SheetsHost extends ReactiveControllerHost {
  readonly renderRoot: HTMLElement | DocumentFragment;
}

export class Sheets implements ReactiveController {
  readonly #host: SheetsHost;
  #open: SheetName | undefined;

  constructor(host: SheetsHost) {
    this.#host = host;
    host.addController(this);
  }

  get open(): SheetName | undefined {
    return this.#open;
  }

  hostConnected(): void {
    this.#host.renderRoot.addEventListener('chat-sheet', this.#onLeave);
  }

  toggle(sheet: SheetName): void {
    if (sheet === this.#open) return this.close();
    this.#open = sheet;
    this.#host.requestUpdate();
    // What cannot be fetched would cover the chat with nothing.
    loadSheet(sheet).catch(() => {
      this.close();
      tellMissing(this.#host.renderRoot);
    });
  }

  close(): void {
    const opener = this.#host.renderRoot.querySelector<HTMLElement>(`[data-sheet=${this.#open}]`);
    this.#open = undefined;
    this.#host.requestUpdate();
    opener?.focus();
  }

  readonly #onLeave = (): void => this.close();
}
