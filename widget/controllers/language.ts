// What the chat says and in which language: the element's own, else that of the page around it. English is
// shown until another language has come.
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { createTimes, type Times } from '../elements/times.ts';
import { en } from '../locales/en.ts';
import { isRightToLeft, languageOf, loadTranslation } from '../locales/load.ts';
import type { GivenStrings, Translation } from '../locales/strings.ts';

export class Language implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #overrides: () => Translation | undefined;
  readonly #pageLanguage = new MutationObserver(() => this.#host.requestUpdate());
  #tag: string | undefined;
  #day = '';
  #translations: readonly (Translation | undefined)[] = [];
  #isKeepers = false;
  #overridden: Translation | undefined;
  strings: GivenStrings = en;
  times!: Times;

  /** `overrides` are the page's own words for some strings. */
  constructor(host: ReactiveControllerHost & HTMLElement, overrides: () => Translation | undefined) {
    this.#host = host;
    this.#overrides = overrides;
    host.addController(this);
  }

  /** Where the element has a language of its own, its direction; else it has the page's. */
  get direction(): 'ltr' | 'rtl' | undefined {
    const { lang, dir } = this.#host;
    if (!lang || dir) return undefined;
    return isRightToLeft(languageOf(lang)) ? 'rtl' : 'ltr';
  }

  hostConnected(): void {
    this.#pageLanguage.observe(document.documentElement, { attributeFilter: ['lang'] });
  }

  hostDisconnected(): void {
    this.#pageLanguage.disconnect();
  }

  hostUpdate(): void {
    const tag = this.#host.lang || languageAround(this.#host);
    const day = new Date().toDateString();
    if (tag !== this.#tag || day !== this.#day) {
      this.times = createTimes(tag, Date.now);
      // The costly first one, in a task of its own while the messages are on their way.
      setTimeout(this.times.time, 0, 0);
    }
    this.#day = day;
    if (tag !== this.#tag) void this.#load((this.#tag = tag));
    if (this.#overrides() !== this.#overridden) this.#join();
  }

  /** From now on also what is said to those who keep a room. */
  async learn(): Promise<void> {
    this.#isKeepers = true;
    if (this.#tag !== undefined) await this.#load(this.#tag);
  }

  async #load(tag: string): Promise<void> {
    const language = languageOf(tag);
    const translations = await Promise.all([
      loadTranslation(language),
      this.#isKeepers ? loadTranslation(language, 'keepers') : undefined,
    ]);
    const isSame = translations.every((one, index) => one === this.#translations[index]);
    // Another language may be wanted by now.
    if (tag !== this.#tag || isSame) return;
    this.#translations = translations;
    this.#join();
    this.#host.requestUpdate();
  }

  #join(): void {
    this.#overridden = this.#overrides();
    this.strings = Object.assign({}, en, ...this.#translations, this.#overridden) as GivenStrings;
  }
}

/** Of the nearest element that says one, also outside of the shadow roots around. */
function languageAround(element: HTMLElement): string {
  const around = element.closest<HTMLElement>('[lang]');
  if (around) return around.lang;
  const root = element.getRootNode();
  return root instanceof ShadowRoot ? languageAround(root.host as HTMLElement) : '';
}
