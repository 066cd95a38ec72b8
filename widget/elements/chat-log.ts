// The list of messages: rows in, and what the reader wants of them out.
import { html, nothing, type PropertyValues } from 'lit';
import { guard } from 'lit/directives/guard.js';
import { repeat } from 'lit/directives/repeat.js';
import type { RowFocus } from '../controllers/row-focus.ts';
import { RowPointer } from '../controllers/row-pointer.ts';
import { ScrollKeeper } from '../controllers/scroll-keeper.ts';
import type { Strings } from '../locales/en.ts';
import { createBlocks, type Block } from '../rows/blocks.ts';
import type { MessageRow, Row } from '../rows/row.ts';
import { given, Part, PartEvent } from './part.ts';
import type { RowAct } from './row-act.ts';
import type { RowContext } from './row-context.ts';
import { rowTemplate } from './row-template.ts';
import type { RowTools } from '../later/row-tools.ts';
import type { Times } from './times.ts';

export type DraftAct = 'retry' | 'edit' | 'discard';

/** How long a row that was jumped to stands out. */
const flashMs = 1_600;

/**
 * @fires chat-older - The reader nears the top: older messages are wanted.
 * @fires chat-draft - `{act, draftId}`: something is to be done with a refused draft.
 * @fires chat-act - `RowAct`: something is to be done with a message.
 * @fires chat-skipped - `from`: what was left out from this seq on is wanted.
 * @fires chat-read - The reader is at the bottom, and so has seen everything.
 * @fires chat-strayed - The reader has left the bottom.
 * @fires chat-leave - The reader wants to write, by Escape.
 */
export class ChatLog extends Part {
  static override readonly properties = {
    rows: given,
    label: given,
    more: given,
    loadingOlder: given,
    live: given,
    unread: given,
    can: given,
    me: given,
    names: given,
    strings: given,
    times: given,
    pinned: { state: true },
    pointed: { state: true },
  };

  rows: readonly Row[] = [];
  label = '';
  /** Whether older messages exist. */
  more = false;
  loadingOlder = false;
  live = false;
  /** Messages that came while the reader was further up. */
  unread = 0;
  /** What the server takes. */
  can: readonly string[] = [];
  /** What the reader is called. */
  me: string | undefined;
  /** Who can be called by name. */
  names: readonly string[] = [];
  strings!: Strings;
  times!: Times;

  private pinned = true;
  /** The seq of the message that is pointed at or has the focus. */
  private pointed: number | undefined;

  readonly #blocks = createBlocks();
  #context: RowContext | undefined;
  #nearTop: IntersectionObserver | undefined;

  readonly #scroll = new ScrollKeeper(this, (pinned) => {
    this.pinned = pinned;
    this.dispatchEvent(new PartEvent(pinned ? 'chat-read' : 'chat-strayed', undefined));
  });

  /** Comes with the tools, when the list is first pointed at or has the focus. */
  #focus: RowFocus | undefined;
  #isEquipped = false;

  readonly #pointer = new RowPointer(this, (seq) => {
    if (!this.#tools?.isOpen) this.pointed = seq;
  });

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#nearTop?.disconnect();
    this.#nearTop = undefined;
  }

  /** Whether the reader sees what comes. */
  get following(): boolean {
    return this.#scroll.pinned;
  }

  /** Goes to the newest message and follows what comes. */
  scrollToLatest(): void {
    this.#scroll.scrollToBottom();
  }

  /** Shows the message with this seq, and makes it stand out for a moment; false where it is not held. */
  reveal(seq: number): boolean {
    const row = this.#rowOf(seq);
    if (!row) return false;
    this.#scroll.scrollTo(row);
    row.focus({ preventScroll: true });
    row.classList.add('flash');
    setTimeout(() => row.classList.remove('flash'), flashMs);
    return true;
  }

  async #equip(): Promise<void> {
    if (this.#isEquipped) return;
    this.#isEquipped = true;
    const { RowFocus } = await import('../later/row-tools.ts');
    this.#focus = new RowFocus(this, {
      controlsOf: (row) => this.#controlsOf(row),
      onOlder: () => this.#askOlder(),
      onLeave: () => this.dispatchEvent(new PartEvent('chat-leave', undefined)),
    });
  }

  get #tools(): RowTools | null {
    return this.querySelector('ws-chat-row-tools');
  }

  #rowOf(seq: number | undefined): HTMLElement | null {
    return seq === undefined ? null : this.querySelector(`[data-seq="${seq}"]`);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    const parts = ['live', 'strings', 'times', 'me'] as const;
    if (this.#context && !parts.some((part) => changed.has(part))) return;
    const { strings, times, live, me } = this;
    // Who comes is known to what is said from then on: no row is made anew for it.
    this.#context = { strings, times, live, me, names: () => this.names };
  }

  protected override updated(_changed: PropertyValues<this>): void {
    // Watched anew after each change: a short page may leave the top in view.
    this.#nearTop ??= this.#observeTop();
    const top = this.querySelector('.sentinel.top')!;
    this.#nearTop.unobserve(top);
    if (this.more && !this.loadingOlder) this.#nearTop.observe(top);
    this.#placeTools();
  }

  #placeTools(): void {
    const row = this.#rowOf(this.pointed);
    const rows = this.querySelector('.rows')!;
    if (!row) return;
    const top = row.getBoundingClientRect().top - rows.getBoundingClientRect().top;
    this.#tools?.style.setProperty('inset-block-start', `${top}px`);
  }

  #observeTop(): IntersectionObserver {
    return new IntersectionObserver(
      (seen) => {
        if (seen.at(-1)!.isIntersecting) this.#askOlder();
      },
      { root: this.querySelector('.scroller'), rootMargin: '300px 0px 0px 0px' },
    );
  }

  #askOlder(): void {
    if (this.more) this.dispatchEvent(new PartEvent('chat-older', undefined));
  }

  /** A row’s own buttons, then what can be done with it, then its links. */
  #controlsOf(row: HTMLElement): readonly HTMLElement[] {
    const isTools = row.dataset.seq === String(this.pointed);
    const tools = isTools ? (this.#tools?.controls ?? []) : [];
    return [...row.querySelectorAll('button'), ...tools, ...row.querySelectorAll<HTMLElement>('a')];
  }

  get #pointedRow(): MessageRow | undefined {
    const { pointed } = this;
    if (pointed === undefined) return undefined;
    return this.rows.find((row): row is MessageRow => row.kind === 'message' && row.seq === pointed);
  }

  /** First to where the unread begins, then to the newest. The button goes away; the list has the focus. */
  #onJump(): void {
    this.querySelector<HTMLElement>('.scroller')!.focus();
    const unread = this.querySelector('.unread');
    if (!unread || !this.#scroll.scrollDownTo(unread)) this.scrollToLatest();
  }

  #onClick(event: Event): void {
    const button = (event.target as Element).closest<HTMLElement>(
      '[data-act], [data-react], [data-jump], [data-skipped], [data-unfold]',
    );
    const row = button?.closest<HTMLElement>('[data-row]');
    if (!button || !row) return;
    const { act, react, jump, skipped } = button.dataset;
    const seq = Number(row.dataset.seq);
    if (act) this.dispatchEvent(new PartEvent('chat-draft', { act, draftId: row.dataset.draft }));
    else if (react) {
      const on = button.ariaPressed !== 'true';
      this.#act({ kind: 'react', seq, emoji: react, on });
    } else if (skipped) this.dispatchEvent(new PartEvent('chat-skipped', Number(skipped)));
    else if (jump) this.#act({ kind: 'jump', seq: Number(jump) });
    else row.toggleAttribute('data-unfolded');
  }

  #onPointer(event: PointerEvent): void {
    void this.#equip();
    this.#pointer.onPointer(event);
  }

  #act(act: RowAct): void {
    this.dispatchEvent(new PartEvent('chat-act', act));
  }

  #onToolsClosed(): void {
    this.#rowOf(this.pointed)?.focus({ preventScroll: true });
  }

  override render() {
    const { strings, unread } = this;
    return html`
      <div
        class="scroller"
        part="log"
        role="log"
        aria-live="off"
        aria-label=${this.label}
        tabindex="0"
        @click=${this.#onClick}
        @keydown=${(event: KeyboardEvent) => this.#focus?.onKeydown(event)}
        @focusin=${(event: FocusEvent) => {
          void this.#equip();
          this.#focus?.onFocusin(event);
          this.#pointer.onFocusin(event);
        }}
        @pointerover=${this.#onPointer}
        @pointermove=${this.#onPointer}
        @pointerleave=${() => this.#pointer.onPointerleave()}
      >
        <div class="rows">
          <div class="sentinel top"></div>
          ${this.#edge()}
          ${repeat(
            this.#blocks(this.rows),
            ({ key }) => key,
            (block) => html`<div class="block">${this.#block(block)}</div>`,
          )}
          <div class="sentinel bottom"></div>
          <ws-chat-row-tools
            .row=${this.#pointedRow}
            .can=${this.can}
            .strings=${strings}
            @chat-tools-closed=${this.#onToolsClosed}
          ></ws-chat-row-tools>
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

  /** A block that is the same is left alone, and so is a row of another. */
  #block(block: Block) {
    const context = this.#context!;
    const row = (one: Row) => guard([one, context], () => rowTemplate(one, context));
    return guard([block, context], () => repeat(block.rows, ({ key }) => key, row));
  }

  #edge() {
    if (this.loadingOlder) return html`<div class="edge">${this.strings.loadingOlder}</div>`;
    return this.more
      ? html`<div class="edge">&nbsp;</div>`
      : html`<div class="edge">${this.strings.beginning}</div>`;
  }
}
