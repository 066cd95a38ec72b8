// A list that is worked through by keys: what was decided leaves it at once, and the focus goes on to what is next.
import type { ReactiveControllerHost } from 'lit';

export interface QueueOptions<Item> {
  readonly items: () => readonly Item[];
  readonly keyOf: (item: Item) => string;
  /** Decides on it; the sentence of what went wrong comes back, and it stands there again. */
  readonly decide: (item: Item, decision: string) => Promise<string | undefined>;
  /** Which decision a key is. */
  readonly keys: Readonly<Record<string, string>>;
  /** What other keys ask for; returns whether that is something. */
  readonly onKey: (event: KeyboardEvent, item: Item) => boolean;
}

export class Queue<Item> {
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #options: QueueOptions<Item>;
  /** Decided here, though the list may still have them. */
  readonly #decided = new Set<string>();
  readonly #troubles = new Map<string, string>();

  constructor(host: ReactiveControllerHost & HTMLElement, options: QueueOptions<Item>) {
    this.#host = host;
    this.#options = options;
  }

  get waiting(): readonly Item[] {
    const { items, keyOf } = this.#options;
    const keys = new Set(items().map(keyOf));
    // What is gone from the list may come there again: reported anew, or because its decision was undone.
    for (const key of this.#decided) if (!keys.has(key)) this.#decided.delete(key);
    return items().filter((item) => !this.#decided.has(keyOf(item)));
  }

  /** Why it could not be decided. */
  troubleOf(item: Item): string | undefined {
    return this.#troubles.get(this.#options.keyOf(item));
  }

  async decide(item: Item, decision: string): Promise<void> {
    const key = this.#options.keyOf(item);
    if (this.#decided.has(key)) return;
    const keys = this.waiting.map(this.#options.keyOf);
    const at = keys.indexOf(key);
    this.#decided.add(key);
    this.#troubles.delete(key);
    this.#host.requestUpdate();
    void this.#host.updateComplete.then(() => this.#focus(keys[at + 1] ?? keys[at - 1]));
    const trouble = await this.#options.decide(item, decision);
    if (trouble === undefined) return;
    this.#decided.delete(key);
    this.#troubles.set(key, trouble);
    this.#host.requestUpdate();
  }

  onKeydown(event: KeyboardEvent, item: Item): void {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target !== event.currentTarget) return;
    const keys = this.waiting.map(this.#options.keyOf);
    const at = keys.indexOf(this.#options.keyOf(item));
    const decision = this.#options.keys[event.key.toLowerCase()];
    if (decision !== undefined) void this.decide(item, decision);
    else if (event.key === 'ArrowDown' || event.key === 'j')
      this.#focus(keys[Math.min(keys.length - 1, at + 1)]);
    else if (event.key === 'ArrowUp' || event.key === 'k') this.#focus(keys[Math.max(0, at - 1)]);
    else if (!this.#options.onKey(event, item)) return;
    event.preventDefault();
  }

  #focus(key: string | undefined): void {
    const items = [...this.#host.querySelectorAll<HTMLElement>('[data-item]')];
    const next = items.find(({ dataset }) => dataset.item === key);
    (next ?? this.#host.querySelector<HTMLElement>('[data-rest]'))?.focus();
  }
}
