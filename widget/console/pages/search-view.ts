// Looks for a text, or for a person, through all that is kept of a room.
import { html, nothing, type PropertyValues } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { SearchRoom } from '../../../protocol/console.ts';
import type { Entry } from '../../../protocol/server-messages.ts';
import { hueOf } from '../../elements/person.ts';
import { textTemplate } from '../../text/text-template.ts';
import { findLine } from '../../timeline/fold.ts';
import { authorTemplate } from '../elements/author.ts';
import { rowAbout } from '../elements/row-about.ts';
import { troubleTemplate } from '../elements/trouble-template.ts';
import { wishedBy, type WishKind } from '../elements/wish.ts';
import { RoomView } from '../view.ts';

/** Answers that found nothing are gone on from so often by itself. */
const goesOn = 6;

type Found = Extract<Entry, { readonly text: string }>;

interface Search {
  readonly entries: readonly Found[];
  /** Where to go on, unless all was looked at. */
  readonly next: number | undefined;
  readonly isBusy: boolean;
  /** Why it could not be gone on with, in words. */
  readonly trouble: string;
}

export class SearchView extends RoomView {
  static override readonly properties = { ...RoomView.properties, search: { state: true } };

  /** Undefined until something is looked for. */
  private search: Search | undefined;
  #asked: SearchRoom = {};
  #run = 0;

  protected override firstUpdated(): void {
    if (this.who === undefined) this.querySelector<HTMLInputElement>('[name=text]')?.focus();
  }

  protected override updated(changed: PropertyValues<this>): void {
    const { who } = this;
    if (!changed.has('who') || who === undefined) return;
    this.querySelector<HTMLInputElement>('[name=who]')!.value = who;
    void this.#begin({ who });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#run++;
  }

  async #begin(asked: SearchRoom): Promise<void> {
    this.#asked = asked;
    await this.#goOn(undefined, []);
  }

  /** A late answer of an earlier search is dropped. */
  async #goOn(before: number | undefined, entries: readonly Found[]): Promise<void> {
    const run = ++this.#run;
    let next = before;
    const become = (found: readonly Found[], isBusy = false, trouble = '') =>
      (this.search = { entries: [...entries, ...found], next, isBusy, trouble });
    become([], true);
    try {
      for (let tries = 0; tries < goesOn; tries++) {
        const asked = { ...this.#asked, ...(next !== undefined && { before: String(next) }) };
        const page = await this.desk.api.search(this.room, asked);
        if (run !== this.#run) return;
        next = page.next;
        const found = page.entries.filter((entry): entry is Found => 'text' in entry);
        if (found.length > 0 || next === undefined) return void become(found);
      }
      become([]);
    } catch (error) {
      if (run === this.#run) become([], false, this.desk.sentenceOf(error));
    }
  }

  readonly #onSubmit = (event: SubmitEvent): void => {
    event.preventDefault();
    const form = new FormData(event.target as HTMLFormElement);
    const [text, who] = ['text', 'who'].map((name) => (form.get(name) as string).trim());
    if (text || who) void this.#begin({ ...(text && { text }), ...(who && { who }) });
  };

  /** It was removed since it was found. */
  #isGone(entry: Found): boolean {
    return findLine(this.state.timeline.lines, messageOf(entry))?.kind === 'removed';
  }

  /** Returns false where that may not be wished. */
  #wish(kind: WishKind, entry: Found): boolean {
    const { from, at, text } = entry;
    // What is removed is the message, also where an edit of it was found; a notice is none.
    const isFit = kind !== 'pin' && (kind !== 'remove' || entry.type !== 'notice');
    if (!isFit || !this.mayWish(kind, from)) return false;
    if (kind === 'remove') this.wish({ kind, row: rowAbout(from, messageOf(entry), at, text) });
    else this.wish({ kind, who: from });
    return true;
  }

  readonly #onKeydown = (event: KeyboardEvent, entry: Found): void => {
    const card = event.currentTarget as HTMLElement;
    if (event.target !== card) return;
    const kind = wishedBy(event);
    const step = { ArrowDown: card.nextElementSibling, ArrowUp: card.previousElementSibling }[event.key];
    if (step instanceof HTMLElement) step.focus();
    else if (kind === undefined || !this.#wish(kind, entry)) return;
    event.preventDefault();
  };

  override render() {
    const { strings } = this;
    return html`<div class="body">
      <form class="filters" role="search" @submit=${this.#onSubmit}>
        <label class="field grow"
          ><span>${strings.searchText}</span>
          <input name="text" type="search" maxlength="200" autocomplete="off" dir="auto"
        /></label>
        <label class="field"
          ><span>${strings.searchWho}</span>
          <input
            name="who"
            maxlength="128"
            autocomplete="off"
            dir="auto"
            placeholder=${strings.searchWhoHint}
        /></label>
        <button class="button primary" type="submit">${strings.search}</button>
      </form>
      ${this.#results()}
    </div>`;
  }

  #results() {
    const { strings, search } = this;
    if (!search) return html`<p class="quiet">${strings.searchHint}</p>`;
    const { entries, next, isBusy, trouble } = search;
    const isAll = next === undefined && !isBusy && trouble === '';
    return html`<p class="quiet" role="status">
        ${isBusy ? strings.searching : trouble === '' ? strings.foundSo(entries.length, next !== undefined) : nothing}
      </p>
      <ul class="found">
        ${repeat(
          entries.filter((entry) => !this.#isGone(entry)),
          ({ seq }) => seq,
          (entry) => this.#entry(entry),
        )}
      </ul>
      ${trouble === '' ? nothing : troubleTemplate(trouble, strings, () => void this.#goOn(next, entries))}
      ${
        isAll && entries.length === 0
          ? html`<div class="blank">
              <h2>${strings.nothingFound}</h2>
              <p>${strings.nothingFoundHint}</p>
            </div>`
          : nothing
      }
      ${
        next === undefined || isBusy || trouble !== ''
          ? nothing
          : html`<button class="button" type="button" @click=${() => this.#goOn(next, entries)}>
              ${strings.searchFurther}
            </button>`
      }`;
  }

  #entry(entry: Found) {
    const { strings, desk } = this;
    const { from, at, text } = entry;
    return html`<li
      class="card hue-${hueOf(from)}"
      tabindex="0"
      aria-keyshortcuts="d m b ."
      @keydown=${(event: KeyboardEvent) => this.#onKeydown(event, entry)}
    >
      ${authorTemplate(
        from,
        at,
        { strings, times: desk.times },
        entry.type === 'message' ? undefined : strings.entryKind(entry.type),
      )}
      <div class="text" dir="auto">${textTemplate(text, {})}</div>
      <div class="together">
        ${
          entry.type === 'notice' || !this.mayWish('remove', from)
            ? nothing
            : html`<button class="button" type="button" @click=${() => this.#wish('remove', entry)}>
                ${strings.remove}
              </button>`
        }
        ${(['mute', 'ban', 'more'] as const)
          .filter((kind) => this.mayWish(kind, from))
          .map(
            (kind) =>
              html`<button class="button plain" type="button" @click=${() => this.#wish(kind, entry)}>
                ${strings.actOnPerson(kind, from.name)}
              </button>`,
          )}
      </div>
    </li>`;
  }
}

/** Of an edit: what it changed. */
function messageOf(entry: Found): number {
  return entry.type === 'edit' ? entry.ref : entry.seq;
}
