// All emoji to choose from, in a panel beside the button that opened it: by group, by what was used lately,
// or by a word.
import { stepAcross } from '../elements/across.ts';
import { placeBeside } from '../elements/place.ts';
import type { Emoji } from '../emoji/emoji.ts';
import { findEmoji } from '../emoji/find.ts';
import { recentEmoji, rememberEmoji, rememberTone, tones, usualTone, withTone } from '../emoji/habits.ts';
import { enEmoji } from '../locales/en-emoji.ts';
import type { GivenStrings } from '../locales/strings.ts';
import {
  compositionEnded,
  given,
  html,
  isComposing,
  nothing,
  Part,
  PartEvent,
  tellMissing,
} from '../shared.ts';
import { emojiPicker } from '../styles/emoji-picker.ts';

/** One for what was used lately, and one for each group. */
const signs = ['🕘', '😀', '👋', '🐻', '🍎', '🚲', '⚽', '💡', '💜', '🏁'];

/**
 * Stands in the page while it is open: put there with an anchor, it opens beside it.
 *
 * @fires chat-emoji - `emoji`: this one was chosen.
 * @fires chat-emoji-end - The picker is done with, and is to be taken away.
 */
export class EmojiPicker extends Part {
  static override readonly properties = {
    anchor: given,
    strings: given,
    groups: { state: true },
    tab: { state: true },
    wanted: { state: true },
    tone: { state: true },
    current: { state: true },
  };

  static override readonly sheet = emojiPicker;

  /** What it stands beside. */
  anchor: HTMLElement | undefined;
  strings!: GivenStrings;

  /** Empty until they have come. */
  private groups: readonly (readonly Emoji[])[] = [];
  private tab = 0;
  private wanted = '';
  private tone = usualTone();
  /** The cell that the keys are at. */
  private current = 0;

  readonly #recent = recentEmoji();
  /** Nobody is shown what they have not used yet. */
  readonly #firstTab = this.#recent.length > 0 ? 0 : 1;
  readonly #columns = isTouched() ? Math.min(7, Math.floor((innerWidth - 26) / 44)) : 8;
  #stop = new AbortController();

  constructor() {
    super();
    this.tab = this.#firstTab;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#stop = new AbortController();
    const { signal } = this.#stop;
    document.addEventListener('pointerdown', (event) => this.#onPointerdown(event), {
      signal,
      capture: true,
    });
    addEventListener('resize', () => this.#place(), { signal });
    import('./emoji-data.ts').then(
      ({ groups }) => (this.groups = groups),
      () => {
        tellMissing(this);
        this.anchor?.focus();
        this.#end();
      },
    );
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#stop.abort();
  }

  protected override firstUpdated(): void {
    this.#panel.style.setProperty('--columns', String(this.#columns));
    this.#panel.showPopover();
    this.#place();
    // A screen keyboard would cover what it is to choose from.
    const first = isTouched() ? '[role=tab][tabindex="0"]' : 'input';
    this.querySelector<HTMLElement>(first)!.focus();
  }

  get #strings() {
    return { ...enEmoji, ...this.strings };
  }

  get #panel(): HTMLElement {
    return this.querySelector('.emoji-picker')!;
  }

  get #shown(): readonly Emoji[] {
    if (this.wanted.trim() !== '') return findEmoji(this.wanted, this.groups.flat());
    if (this.tab > 0) return this.groups[this.tab - 1] ?? [];
    const all = new Map(this.groups.flat().map((emoji) => [emoji.char, emoji]));
    return this.#recent.flatMap((char) => all.get(char) ?? []);
  }

  #place(): void {
    if (this.anchor) placeBeside(this.#panel, this.anchor);
  }

  /** Once: giving the focus back is a way to end it, too. */
  #end(): void {
    if (this.#stop.signal.aborted) return;
    this.#stop.abort();
    this.dispatchEvent(new PartEvent('chat-emoji-end', undefined));
  }

  #toned({ char, isToned }: Emoji): string {
    return isToned ? withTone(char, this.tone) : char;
  }

  #pick(index: number): void {
    const emoji = this.#shown[index];
    if (!emoji) return;
    rememberEmoji(emoji.char);
    this.dispatchEvent(new PartEvent('chat-emoji', this.#toned(emoji)));
    this.#end();
  }

  async #go(index: number): Promise<void> {
    this.current = Math.max(0, Math.min(index, this.#shown.length - 1));
    await this.updateComplete;
    this.querySelectorAll<HTMLElement>('.emoji-row button')[this.current]?.focus();
  }

  async #openTab(tab: number): Promise<void> {
    this.tab = tab < this.#firstTab ? signs.length - 1 : tab < signs.length ? tab : this.#firstTab;
    this.current = 0;
    this.wanted = '';
    this.querySelector('input')!.value = '';
    await this.updateComplete;
    this.querySelector('.emoji-grid')!.scrollTop = 0;
    this.querySelector<HTMLElement>('[role=tab][tabindex="0"]')!.focus();
  }

  #onPointerdown(event: Event): void {
    const path = event.composedPath();
    if (!path.includes(this) && !(this.anchor && path.includes(this.anchor))) this.#end();
  }

  #onFocusout({ relatedTarget }: FocusEvent): void {
    if (relatedTarget instanceof Node && !this.contains(relatedTarget)) this.#end();
  }

  #onKeydown(event: KeyboardEvent): void {
    if (event.key !== 'Escape' || isComposing(event)) return;
    // A floating chat around it stays open.
    event.stopPropagation();
    event.preventDefault();
    this.anchor?.focus();
    this.#end();
  }

  #onSearch({ target }: Event): void {
    this.wanted = (target as HTMLInputElement).value;
    this.current = 0;
  }

  #onSearchKeydown(event: KeyboardEvent): void {
    if (isComposing(event) || (event.key !== 'ArrowDown' && event.key !== 'Enter')) return;
    event.preventDefault();
    if (event.key === 'ArrowDown') void this.#go(0);
    else if (this.wanted.trim() !== '') this.#pick(0);
  }

  #onTone({ target }: Event): void {
    this.tone = (target as HTMLSelectElement).value;
    rememberTone(this.tone);
  }

  #onTabKeydown(event: KeyboardEvent): void {
    const by = stepAcross(this, event.key);
    if (by === 0) return;
    event.preventDefault();
    void this.#openTab(this.tab + by);
  }

  #onGridKeydown(event: KeyboardEvent): void {
    const { current } = this;
    const inRow = current % this.#columns;
    const steps: Record<string, number> = {
      ArrowDown: this.#columns,
      ArrowUp: -this.#columns,
      Home: -inRow,
      End: this.#columns - 1 - inRow,
    };
    const by = stepAcross(this, event.key) || steps[event.key];
    if (by === undefined) return;
    event.preventDefault();
    if (current + by < 0 && event.key === 'ArrowUp') this.querySelector('input')!.focus();
    else void this.#go(current + by);
  }

  #onGridClick(event: Event): void {
    const cell = (event.target as Element).closest('button');
    if (cell) this.#pick([...this.querySelectorAll('.emoji-row button')].indexOf(cell));
  }

  override render() {
    const { wanted } = this;
    const strings = this.#strings;
    const shown = this.#shown;
    const isSearch = wanted.trim() !== '';
    const isMissing = isSearch && shown.length === 0 && this.groups.length > 0;
    const names = [strings.emojiRecent, ...strings.emojiGroups];
    return html`<div
      class="emoji-picker"
      part="emoji-picker"
      popover="manual"
      role="dialog"
      aria-label=${strings.emoji}
      @keydown=${this.#onKeydown}
      @focusout=${this.#onFocusout}
    >
      <div class="emoji-search">
        <input
          type="search"
          autocomplete="off"
          aria-label=${strings.emojiSearch}
          placeholder=${strings.emojiSearch}
          @input=${this.#onSearch}
          @keydown=${this.#onSearchKeydown}
          @compositionend=${compositionEnded}
        />
        <select aria-label=${strings.skinTone} .value=${this.tone} @change=${this.#onTone}>
          ${tones.map((tone) => html`<option value=${tone} ?selected=${tone === this.tone}>✋${tone}</option>`)}
        </select>
      </div>
      ${this.#tabs(names, isSearch)}
      ${isMissing ? html`<p>${strings.emojiMissing}</p>` : this.#grid(shown, isSearch ? '' : names[this.tab]!)}
      <div class="unseen" role="status">
        ${isSearch && !isMissing ? strings.emojiFound(shown.length) : nothing}
      </div>
    </div>`;
  }

  #tabs(names: readonly string[], isSearch: boolean) {
    return html`<div
      class="emoji-tabs"
      role="tablist"
      aria-label=${this.strings.emoji}
      @keydown=${this.#onTabKeydown}
    >
      ${signs.map((sign, index) => {
        if (index < this.#firstTab) return nothing;
        const isOpen = index === this.tab;
        return html`<button
          type="button"
          role="tab"
          aria-controls="emoji-grid"
          aria-selected=${isOpen && !isSearch ? 'true' : 'false'}
          aria-label=${names[index]!}
          title=${names[index]!}
          tabindex=${isOpen ? 0 : -1}
          @click=${() => this.#openTab(index)}
        >
          ${sign}
        </button>`;
      })}
    </div>`;
  }

  #grid(shown: readonly Emoji[], name: string) {
    const columns = this.#columns;
    const rows = Array.from({ length: Math.ceil(shown.length / columns) }, (_, row) => row * columns);
    return html`<div
      class="emoji-grid"
      id="emoji-grid"
      role="grid"
      aria-label=${name || this.strings.emoji}
      aria-busy=${this.groups.length === 0 ? 'true' : 'false'}
      @click=${this.#onGridClick}
      @keydown=${this.#onGridKeydown}
    >
      ${rows.map((start) => this.#row(shown, start))}
    </div>`;
  }

  #row(shown: readonly Emoji[], start: number) {
    return html`<div class="emoji-row" role="row">
      ${shown
        .slice(start, start + this.#columns)
        .map(
          (emoji, column) =>
            html`<button
              type="button"
              role="gridcell"
              aria-label=${emoji.name}
              title=${emoji.name}
              tabindex=${start + column === this.current ? 0 : -1}
            >
              ${this.#toned(emoji)}
            </button>`,
        )}
    </div>`;
  }
}

/** Where fingers choose, cells are large, and the keyboard comes only when it is called. */
function isTouched(): boolean {
  return matchMedia('(pointer: coarse)').matches;
}

customElements.define('ws-chat-emoji-picker', EmojiPicker);
