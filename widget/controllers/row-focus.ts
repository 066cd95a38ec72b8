// The list by keyboard: it is one stop of the Tab key, arrows go from row to row, Enter goes into a row
// and Escape back out. Inside a row the Tab key goes round its buttons and links.
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { stepAcross } from '../elements/across.ts';

/** A pressed key, and where it was pressed. */
export type Key = Pick<KeyboardEvent, 'target' | 'key' | 'shiftKey' | 'ctrlKey' | 'metaKey' | 'altKey'>;

export interface RowFocusOptions {
  /** What can be pressed in a row, in the order in which Tab meets it. */
  readonly controlsOf: (row: HTMLElement) => readonly HTMLElement[];
  /** The reader is at the first row and wants what is older. */
  readonly onOlder: () => void;
  /** The reader leaves the list. */
  readonly onLeave: () => void;
  /** The reader wants to know which keys there are. */
  readonly onKeys: () => void;
  /** Another key on a row; returns whether something is done by it. */
  readonly onRowKey: (key: string, row: HTMLElement) => boolean;
}

export class RowFocus implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #options: RowFocusOptions;
  /** The row whose buttons have the focus. */
  #entered: HTMLElement | undefined;

  constructor(host: ReactiveControllerHost & HTMLElement, options: RowFocusOptions) {
    this.#host = host;
    this.#options = options;
    host.addController(this);
  }

  hostDisconnected(): void {
    this.#entered = undefined;
  }

  onFocusin({ target }: Pick<Event, 'target'>): void {
    if (target === this.#row || target === this.#scroller) this.#entered = undefined;
  }

  /** Returns whether that did something. */
  press(key: Key): boolean {
    if (key.ctrlKey || key.metaKey || key.altKey) return false;
    return this.#entered ? this.#insideRow(key, this.#entered) : this.#amongRows(key);
  }

  #amongRows(event: Key): boolean {
    const rows = this.#rows;
    const row = this.#row;
    const at = row ? rows.indexOf(row) : -1;
    switch (event.key) {
      case 'ArrowUp':
        if (at === 0) this.#options.onOlder();
        return this.#go(at < 0 ? this.#lastInView(rows) : rows[Math.max(0, at - 1)]);
      case 'ArrowDown':
        return this.#go(at < 0 ? this.#lastInView(rows) : rows[Math.min(rows.length - 1, at + 1)]);
      case 'Home':
        this.#options.onOlder();
        return this.#go(rows[0]);
      case 'End':
        return this.#go(rows.at(-1));
      case 'PageUp':
        return this.#go(this.#pageAway(rows, at < 0 ? rows.length - 1 : at, -1));
      case 'PageDown':
        return this.#go(this.#pageAway(rows, at < 0 ? rows.length - 1 : at, 1));
      case 'Enter':
        return row !== undefined && event.target === row && this.#enter(row);
      case 'Escape':
        this.#options.onLeave();
        return true;
      case '?':
        this.#options.onKeys();
        return true;
      default:
        return row !== undefined && event.target === row && this.#options.onRowKey(event.key, row);
    }
  }

  #insideRow(event: Key, row: HTMLElement): boolean {
    if (event.key === 'Escape') {
      this.#entered = undefined;
      return this.#go(row);
    }
    const step = event.key === 'Tab' ? (event.shiftKey ? -1 : 1) : stepAcross(row, event.key);
    if (step === 0) return false;
    const controls = this.#options.controlsOf(row);
    const at = controls.indexOf(event.target as HTMLElement);
    controls.at((at + step) % controls.length)?.focus();
    return controls.length > 0;
  }

  #enter(row: HTMLElement): boolean {
    const [first] = this.#options.controlsOf(row);
    if (!first) return false;
    this.#entered = row;
    first.focus();
    return true;
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
    const focused = (this.#host.getRootNode() as ShadowRoot).activeElement;
    return focused?.closest<HTMLElement>('[data-row]') ?? undefined;
  }
}
