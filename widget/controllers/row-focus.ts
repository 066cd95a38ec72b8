// The list by keyboard: it is one stop of the Tab key, arrows go from row to row, Enter goes into a row
// and Escape back out. Inside a row the Tab key goes round its buttons and links.
import { stepAcross } from '../elements/across.ts';

export type Key = Pick<KeyboardEvent, 'key' | 'shiftKey' | 'ctrlKey' | 'metaKey' | 'altKey'>;

export interface RowFocusOptions {
  /** The reader goes into this row. */
  readonly onEnter: (row: HTMLElement) => Promise<unknown> | undefined;
  /** What can be pressed in a row, in the order in which Tab meets it. */
  readonly controlsOf: (row: HTMLElement) => readonly HTMLElement[];
  /** The reader wants what is before the first row, to leave the list, or to know which keys there are. */
  readonly onWish: (wish: 'chat-older' | 'chat-leave' | 'chat-keys') => void;
  /** Another key on a row; returns whether something is done by it. */
  readonly onRowKey: (key: string, row: HTMLElement) => boolean;
}

export class RowFocus {
  readonly #host: HTMLElement;
  readonly #options: RowFocusOptions;
  /** The row whose buttons have the focus. */
  #entered: HTMLElement | undefined;

  constructor(host: HTMLElement, options: RowFocusOptions) {
    this.#host = host;
    this.#options = options;
  }

  follow({ target }: Pick<Event, 'target'>): void {
    if (target === this.#row || target === this.#scroller) this.#entered = undefined;
  }

  /** Returns whether that did something. */
  press(key: Key): boolean {
    if (key.ctrlKey || key.metaKey || key.altKey) return false;
    return this.#entered ? this.#insideRow(key, this.#entered) : this.#amongRows(key);
  }

  #amongRows({ key }: Key): boolean {
    const rows = this.#rows;
    const row = this.#row;
    const at = rows.indexOf(row!);
    const isOnRow = row === this.#focused;
    const step = key.endsWith('Up') ? -1 : 1;
    switch (key) {
      case 'ArrowUp':
      case 'ArrowDown':
        if (at + step === -1) this.#options.onWish('chat-older');
        return this.#go(at < 0 ? this.#lastInView(rows) : (rows[at + step] ?? row));
      case 'Home':
        this.#options.onWish('chat-older');
        return this.#go(rows[0]);
      case 'End':
        return this.#go(rows.at(-1));
      case 'PageUp':
      case 'PageDown':
        return this.#go(this.#pageAway(rows, at < 0 ? rows.length - 1 : at, step));
      case 'Enter':
        if (isOnRow) void this.#enter(row);
        return isOnRow;
      case 'Escape':
        this.#options.onWish('chat-leave');
        return true;
      case '?':
        this.#options.onWish('chat-keys');
        return true;
      default:
        return isOnRow && this.#options.onRowKey(key, row);
    }
  }

  #insideRow({ key, shiftKey }: Key, row: HTMLElement): boolean {
    if (key === 'Escape') {
      this.#entered = undefined;
      return this.#go(row);
    }
    const step = key === 'Tab' ? (shiftKey ? -1 : 1) : stepAcross(row, key);
    if (step === 0) return false;
    const controls = this.#options.controlsOf(row);
    const at = controls.indexOf(this.#focused as HTMLElement);
    controls.at((at + step) % controls.length)?.focus();
    return controls.length > 0;
  }

  async #enter(row: HTMLElement): Promise<void> {
    await this.#options.onEnter(row);
    const [first] = this.#options.controlsOf(row);
    if (!first || row !== this.#focused) return;
    this.#entered = row;
    first.focus();
  }

  #go(row: HTMLElement | undefined): boolean {
    row?.focus({ preventScroll: true });
    row?.scrollIntoView({ block: 'nearest' });
    return row !== undefined;
  }

  /** The row about a page further, so that a line of the former page is still seen. */
  #pageAway(rows: readonly HTMLElement[], from: number, step: 1 | -1): HTMLElement | undefined {
    const page = (this.#scroller?.clientHeight ?? 0) * 0.9;
    const start = rows[from]?.getBoundingClientRect().top ?? 0;
    let index = from;
    while (rows[index + step] && Math.abs(rows[index]!.getBoundingClientRect().top - start) < page)
      index += step;
    return rows[index];
  }

  #lastInView(rows: readonly HTMLElement[]): HTMLElement | undefined {
    const edge = this.#scroller?.getBoundingClientRect().bottom ?? 0;
    return rows.findLast((row) => row.getBoundingClientRect().top < edge - 1);
  }

  get #scroller(): HTMLElement | null {
    return this.#host.querySelector('.scroller');
  }

  get #rows(): HTMLElement[] {
    return [...this.#host.querySelectorAll<HTMLElement>('[data-row]')];
  }

  get #row(): HTMLElement | undefined {
    return this.#focused?.closest<HTMLElement>('[data-row]') ?? undefined;
  }

  get #focused(): Element | null {
    return (this.#host.getRootNode() as ShadowRoot).activeElement;
  }
}
