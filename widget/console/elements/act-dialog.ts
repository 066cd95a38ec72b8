// Asks once more before something is done to a message or to a person: for how long, why, and what else. Enter
// does it, Escape leaves it; what was written stays until it is done.
import { html, nothing, type PropertyValues } from 'lit';
import type { Participant } from '../../../protocol/server-messages.ts';
import { given, Part, PartEvent } from '../../elements/part.ts';
import { plainText } from '../../text/plain-text.ts';
import type { ModeratorAct } from '../room-keeper.ts';
import type { ConsoleStrings } from '../strings.ts';
import { hashOf, type Place } from '../address.ts';
import { choices } from './choices.ts';
import { mayWish, whoOf, type Wish, type WishKind } from './wish.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** Undefined is until it is lifted. */
const muteTimes = [10 * minute, hour, day, undefined] as const;
const banTimes = [hour, day, 7 * day, undefined] as const;

/** How far back; undefined is all. */
const sinceTimes = [10 * minute, hour, day, undefined] as const;

function timesOf(kind: WishKind): readonly (number | undefined)[] | undefined {
  switch (kind) {
    case 'mute':
    case 'shadow':
      return muteTimes;
    case 'ban':
      return banTimes;
    case 'remove-all':
      return sinceTimes;
    default:
      return undefined;
  }
}

/** What can be done about a person, from their menu. */
const menu = ['remove-all', 'kick', 'mute', 'shadow', 'ban'] as const;

/** What is to be done, in this order. */
export type Deed =
  | { readonly kind: 'act'; readonly act: ModeratorAct }
  | { readonly kind: 'remove'; readonly seq: number }
  | { readonly kind: 'pin'; readonly seq: number; readonly on: boolean };

/** @fires console-dialog-closed - Nothing is asked any more. */
export class ActDialog extends Part {
  static override readonly properties = {
    wish: given,
    may: given,
    you: given,
    room: given,
    mayErase: given,
    strings: given,
    now: given,
    perform: given,
    kind: { state: true },
    forMs: { state: true },
    alsoSince: { state: true },
    trouble: { state: true },
    busy: { state: true },
  };

  wish: Wish | undefined;
  may: readonly string[] = [];
  you: Participant | undefined;
  room = '';
  /** Whether we may take along or erase all of a person's. */
  mayErase = false;
  strings!: ConsoleStrings;
  now: () => number = Date.now;
  /** Does it; the sentence of what was refused comes back. */
  perform!: (deeds: readonly Deed[]) => Promise<string | undefined>;

  private kind: WishKind = 'more';
  private forMs: number | undefined;
  /** Also removes what they wrote since so long; `none` removes nothing. */
  private alsoSince: number | undefined | 'none' = 'none';
  private trouble = '';
  private busy = false;

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('wish') && this.wish) this.#turnTo(this.wish.kind);
  }

  protected override updated(changed: PropertyValues<this>): void {
    const dialog = this.querySelector('dialog');
    if (!dialog || (!changed.has('wish') && !changed.has('kind' as keyof ActDialog))) return;
    if (!dialog.open) dialog.showModal();
    dialog.querySelector<HTMLElement>('[data-first]')?.focus();
  }

  #turnTo(kind: WishKind): void {
    this.kind = kind;
    this.trouble = '';
    this.busy = false;
    this.forMs = kind === 'ban' ? day : kind === 'remove-all' ? hour : 10 * minute;
    this.alsoSince = 'none';
  }

  #close(): void {
    this.querySelector('dialog')?.close();
  }

  readonly #onClosed = (): void => void this.dispatchEvent(new PartEvent('console-dialog-closed', undefined));

  readonly #onSubmit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    if (this.busy) return;
    const form = new FormData(event.target as HTMLFormElement);
    this.busy = true;
    this.trouble = (await this.perform(this.#deeds(form))) ?? '';
    this.busy = false;
    if (this.trouble === '') this.#close();
  };

  #deeds(form: FormData): readonly Deed[] {
    const { wish, forMs } = this;
    if (!wish) return [];
    const who = whoOf(wish).id;
    const said = form.get('why');
    const why = typeof said === 'string' && said.trim() !== '' ? { why: said.trim() } : {};
    const time = forMs === undefined ? {} : { forMs };
    const network = form.get('network');
    const act = (one: ModeratorAct): Deed => ({ kind: 'act', act: one });
    switch (this.kind) {
      case 'remove':
        return wish.row ? [{ kind: 'remove', seq: wish.row.seq }] : [];
      case 'mute':
        return [act({ do: 'mute', who, ...time, ...why }), ...this.#also(who)];
      case 'shadow':
        return [act({ do: 'mute', shadow: true, who, ...time, ...why })];
      case 'ban':
        return [
          act({
            do: 'ban',
            who,
            ...time,
            ...why,
            ...((network === 'narrow' || network === 'wide') && { network }),
          }),
          ...this.#also(who),
        ];
      case 'kick':
        return [act({ do: 'kick', who, ...why })];
      case 'remove-all':
        return [act({ do: 'remove-all', who, since: this.#since(forMs), ...why })];
      default:
        return [];
    }
  }

  #also(who: string): readonly Deed[] {
    if (this.alsoSince === 'none') return [];
    return [{ kind: 'act', act: { do: 'remove-all', who, since: this.#since(this.alsoSince) } }];
  }

  #since(ms: number | undefined): number {
    return ms === undefined ? 0 : Math.max(0, this.now() - ms);
  }

  override render() {
    const { wish, strings } = this;
    if (!wish) return nothing;
    const who = whoOf(wish);
    return html`<dialog class="dialog" aria-labelledby="act-title" @close=${this.#onClosed}>
      <form method="dialog" @submit=${this.#onSubmit}>
        <h2 id="act-title">${strings.actTitle(this.kind, who.name)}</h2>
        ${this.#aboutWhom(wish, who)} ${this.kind === 'more' ? this.#menu(who) : this.#form(who)}
        <p class="problem" role="alert">${this.trouble}</p>
        <footer>
          <button class="button" type="button" @click=${() => this.#close()}>${strings.leaveIt}</button>
          ${
            this.kind === 'more'
              ? nothing
              : html`<button
                  class="button danger"
                  type="submit"
                  data-first
                  aria-disabled=${String(this.busy)}
                >
                  ${strings.actButton(this.kind)}
                </button>`
          }
        </footer>
      </form>
    </dialog>`;
  }

  #aboutWhom(wish: Wish, { id, role }: Participant) {
    const { strings } = this;
    return html`${
      wish.row ? html`<blockquote dir="auto">${plainText(wish.row.text)}</blockquote>` : nothing
    }${
      this.kind === 'more' ? html`<p class="quiet">${strings.role(role)} · <code>${id}</code></p>` : nothing
    }`;
  }

  #menu(who: Participant) {
    const { strings, may } = this;
    const link = (place: Place, label: string) =>
      html`<a class="button wide" href=${hashOf(place)} @click=${() => this.#close()}
        ><strong>${label}</strong></a
      >`;
    const can = menu.filter((kind) => mayWish(kind, who, this));
    return html`<div class="stack">
      ${can.map(
        (kind, index) =>
          html`<button
            class="button wide"
            type="button"
            ?data-first=${index === 0}
            @click=${() => this.#turnTo(kind)}
          >
            <strong>${strings.actButton(kind)}</strong> <small>${strings.actHint(kind)}</small>
          </button>`,
      )}
      ${
        may.includes('search')
          ? link({ kind: 'room', room: this.room, view: 'search', who: who.id }, strings.findTheirs)
          : nothing
      }
      ${this.mayErase ? link({ kind: 'data', who: who.id }, strings.keptOfThem) : nothing}
    </div>`;
  }

  #form({ role }: Participant) {
    const { strings, kind, forMs } = this;
    if (kind === 'remove') return html`<p>${strings.removeHint}</p>`;
    const times = timesOf(kind);
    return html`${
        times
          ? choices({
              legend: kind === 'remove-all' ? strings.howFarBack : strings.howLong,
              name: 'for',
              options: times.map((ms) => ({
                value: ms,
                label: kind === 'remove-all' ? strings.since(ms) : strings.lasting(ms),
              })),
              chosen: forMs,
              onChoose: (ms) => (this.forMs = ms),
            })
          : nothing
      }
      ${kind === 'ban' && role === 'guest' ? this.#network() : nothing}
      ${(kind === 'ban' || kind === 'mute') && this.may.includes('remove-any') ? this.#alsoRemove() : nothing}
      <label class="field"
        ><span>${strings.why}</span> <small>${strings.whyHint}</small>
        <input name="why" maxlength="500" autocomplete="off" dir="auto" />
      </label>`;
  }

  #network() {
    const { strings } = this;
    return html`<label class="field"
      ><span>${strings.network}</span> <small>${strings.networkHint}</small>
      <select name="network">
        <option value="">${strings.networkNone}</option>
        <option value="narrow">${strings.networkNarrow}</option>
        <option value="wide">${strings.networkWide}</option>
      </select>
    </label>`;
  }

  #alsoRemove() {
    const { strings } = this;
    return choices({
      legend: strings.alsoRemove,
      name: 'also',
      options: [
        { value: 'none' as const, label: strings.alsoRemoveNothing },
        ...sinceTimes.map((ms) => ({ value: ms, label: strings.since(ms) })),
      ],
      chosen: this.alsoSince,
      onChoose: (since) => (this.alsoSince = since),
    });
  }
}
