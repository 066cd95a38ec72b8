// The list of messages: rows in, and what the reader wants of them out.
import { html, noChange, nothing, type PropertyValues } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { ScrollKeeper } from '../controllers/scroll-keeper.ts';
import type { Strings } from '../locales/en.ts';
import type { Row } from '../rows/rows.ts';
import { given, Part, PartEvent } from './part.ts';
import { rowTemplate } from './row-template.ts';
import type { Times } from './times.ts';

export type DraftAct = 'retry' | 'edit' | 'discard';

/**
 * @fires chat-older - The reader nears the top: older messages are wanted.
 * @fires chat-draft - `{act, draftId}`: something is to be done with a refused draft.
 * @fires chat-read - The reader is at the bottom, and so has seen everything.
 */
export class ChatLog extends Part {
  static override readonly properties = {
    rows: given,
    label: given,
    more: given,
    loadingOlder: given,
    live: given,
    unread: given,
    strings: given,
    times: given,
    pinned: { state: true },
  };

  rows: readonly Row[] = [];
  label = '';
  /** Whether older messages exist. */
  more = false;
  loadingOlder = false;
  live = false;
  /** Messages that came while the reader was further up. */
  unread = 0;
  strings!: Strings;
  times!: Times;

  private pinned = true;

  readonly #scroll = new ScrollKeeper(this, (pinned) => {
    this.pinned = pinned;
    if (pinned) this.dispatchEvent(new PartEvent('chat-read', undefined));
  });

  #nearTop: IntersectionObserver | undefined;
  /** What the latest render has put into the page: the same again would change nothing. */
  #rendered: ReadonlySet<Row> = new Set();

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#nearTop?.disconnect();
    this.#nearTop = undefined;
  }

  /** Goes to the newest message and follows what comes. */
  scrollToLatest(): void {
    this.#scroll.scrollToBottom();
  }

  /** The button goes away once pressed; the list takes the focus over. */
  #onJump(): void {
    this.querySelector<HTMLElement>('.scroller')!.focus();
    this.scrollToLatest();
  }

  /** Whether the reader sees what comes. */
  get following(): boolean {
    return this.#scroll.pinned;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    const isOld = changed.has('live') || changed.has('strings') || changed.has('times');
    if (isOld) this.#rendered = new Set();
  }

  protected override updated(_changed: PropertyValues<this>): void {
    this.#rendered = new Set(this.rows);
    // Watched anew after each change: a short page may leave the top in view.
    this.#nearTop ??= this.#observeTop();
    const top = this.querySelector('.sentinel.top')!;
    this.#nearTop.unobserve(top);
    if (this.more && !this.loadingOlder) this.#nearTop.observe(top);
  }

  #observeTop(): IntersectionObserver {
    return new IntersectionObserver(
      (seen) => {
        if (seen.at(-1)!.isIntersecting) this.dispatchEvent(new PartEvent('chat-older', undefined));
      },
      { root: this.querySelector('.scroller'), rootMargin: '300px 0px 0px 0px' },
    );
  }

  #onClick(event: Event): void {
    const button = (event.target as Element).closest<HTMLElement>('[data-act]');
    const draftId = button?.closest<HTMLElement>('[data-draft]')?.dataset.draft;
    if (!button || draftId === undefined) return;
    const act = button.dataset.act as DraftAct;
    this.dispatchEvent(new PartEvent('chat-draft', { act, draftId }));
  }

  override render() {
    const { strings, times, live, unread } = this;
    const context = { strings, times, live };
    return html`
      <div
        class="scroller"
        part="log"
        role="log"
        aria-live="off"
        aria-label=${this.label}
        tabindex="0"
        @click=${this.#onClick}
      >
        <div class="rows">
          <div class="sentinel top"></div>
          ${this.#edge()}
          ${repeat(
            this.rows,
            ({ key }) => key,
            (row) => (this.#rendered.has(row) ? noChange : rowTemplate(row, context)),
          )}
          <div class="sentinel bottom"></div>
        </div>
      </div>
      ${
        this.pinned
          ? nothing
          : html`<button class="jump" part="jump" type="button" @click=${this.#onJump}>
              ↓ ${unread > 0 ? strings.fresh(unread) : strings.jump}
            </button>`
      }
    `;
  }

  #edge() {
    if (this.loadingOlder) return html`<div class="edge">${this.strings.loadingOlder}</div>`;
    return this.more
      ? html`<div class="edge">&nbsp;</div>`
      : html`<div class="edge">${this.strings.beginning}</div>`;
  }
}
