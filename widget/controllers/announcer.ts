// Reads out what is said, in a region of its own that nobody sees: the list itself would be read again with
// every change of it.
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { nextTurn, perWindow, windowMs, type Heard } from '../announcements.ts';
import type { Surroundings } from '../connection/surroundings.ts';
import type { CompanyStrings } from '../locales/strings.ts';

/** Sooner than this, some screen readers have not taken it up yet. */
const takenUpMs = 1_000;

export class Announcer implements ReactiveController {
  readonly #region: () => HTMLElement | null;
  readonly #after: Surroundings['after'];
  #strings!: CompanyStrings;
  #waiting: readonly Heard[] = [];
  #left = perWindow;
  #stopWindow: (() => void) | undefined;

  /** The region is in the page before there is anything to say. */
  constructor(host: ReactiveControllerHost, region: () => HTMLElement | null, after: Surroundings['after']) {
    this.#region = region;
    this.#after = after;
    host.addController(this);
  }

  hear(all: readonly Heard[], strings: CompanyStrings): void {
    this.#strings = strings;
    this.#waiting = [...this.#waiting, ...all];
    this.#speak();
  }

  /** At once, whatever waits. */
  say(text: string): void {
    const words = document.createElement('div');
    words.textContent = text;
    this.#region()?.append(words);
    this.#after(takenUpMs, () => words.remove());
  }

  hostDisconnected(): void {
    this.#stopWindow?.();
    this.#stopWindow = undefined;
    this.#waiting = [];
    this.#left = perWindow;
  }

  #speak(): void {
    if (this.#waiting.length === 0) return;
    const { now, later } = nextTurn(this.#waiting, this.#left);
    this.#waiting = later;
    this.#left -= now.length;
    for (const one of now)
      this.say('text' in one ? `${one.name}: ${one.text}` : this.#strings.manyNew(one.count, one.name));
    this.#stopWindow ??= this.#after(windowMs, () => {
      this.#stopWindow = undefined;
      this.#left = perWindow;
      this.#speak();
    });
  }
}
