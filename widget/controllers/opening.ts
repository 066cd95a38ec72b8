// Whether the chat is there to be seen, and how a floating one is opened and closed.
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { tellPage } from '../host-events.ts';
import type { ChatComposer } from '../later/chat-composer.ts';
import type { ChatLog } from '../later/chat-log.ts';
import { serverUrl } from '../server-url.ts';
import { focusComposer } from './part-loader.ts';

export interface OpeningHost extends ReactiveControllerHost, HTMLElement {
  readonly renderRoot: HTMLElement | DocumentFragment;
  readonly mode: 'inline' | 'floating' | 'readonly' | 'overlay' | 'popout';
  open: boolean;
}

/** Which room of which server opens in a window of its own. */
export interface Place {
  readonly server: string | undefined;
  readonly room: string;
}

export class Opening implements ReactiveController {
  readonly #host: OpeningHost;
  readonly #place: () => Place;
  #wasShown = false;
  #wasOpen: boolean | undefined;

  constructor(host: OpeningHost, place: () => Place) {
    this.#host = host;
    this.#place = place;
    host.addController(this);
  }

  get isShown(): boolean {
    const { mode, open } = this.#host;
    return mode === 'floating' ? open : mode !== 'popout';
  }

  /** The panel is made when it is first shown, and then kept with all that was typed into it. */
  get wasShown(): boolean {
    return this.#wasShown;
  }

  hostUpdate(): void {
    const { open } = this.#host;
    this.#wasShown ||= this.isShown;
    if (this.#wasOpen !== undefined && this.#wasOpen !== open)
      tellPage(this.#host, open ? 'ws-chat-open' : 'ws-chat-close', undefined);
    this.#wasOpen = open;
  }

  /** By the button: here, or in a window of its own. */
  readonly launch = (): void => {
    if (this.#host.mode !== 'popout') return this.open();
    const { server, room } = this.#place();
    const url = new URL(`rooms/${encodeURIComponent(room)}`, serverUrl(server ?? '') ?? location.href);
    // It is to look there as it does here.
    for (const name of ['lang', 'theme', 'density', 'heading']) {
      const value = this.#host.closest(`[${name}]`)?.getAttribute(name);
      if (value) url.searchParams.set(name, value);
    }
    window.open(url, `ws-chat ${room}`, 'popup,width=420,height=640');
  };

  /** Opens the panel at its newest message, to be written in. */
  open(): void {
    this.#host.open = true;
    void this.#host.updateComplete.then(() => {
      const { renderRoot } = this.#host;
      renderRoot.querySelector<ChatLog>('ws-chat-log:defined')?.scrollToLatest();
      // Where nothing can be written, the way out.
      const composer = renderRoot.querySelector<ChatComposer>('ws-chat-composer');
      if (composer) focusComposer(composer);
      else renderRoot.querySelector<HTMLElement>('.header .close')?.focus();
    });
  }

  /** Back to the button. */
  readonly close = (): void => {
    this.#host.open = false;
    void this.#host.updateComplete.then(() => {
      this.#host.renderRoot.querySelector<HTMLElement>('.launcher')?.focus();
    });
  };
}
