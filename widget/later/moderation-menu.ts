// What those who keep a room may do about somebody: a panel beside a row, or beside a person in the list. Whatever
// it opens with has the likeliest choice in focus, so that a key and Enter are enough.
import type { PropertyValues } from 'lit';
import type { Participant } from '../../protocol/server-messages.ts';
import { stepAcross } from '../elements/across.ts';
import { placeBeside } from '../elements/place.ts';
import { enDuration } from '../locales/en-duration.ts';
import { enModeration } from '../locales/en-moderation.ts';
import type { GivenStrings } from '../locales/strings.ts';
import { dayMs, hourMs, minuteMs, secondMs, type ModerationAct, type ModerationWish } from '../moderating.ts';
import type { Row } from '../rows/row.ts';
import { given, html, isComposing, nothing, Part, PartEvent } from '../shared.ts';
import { moderation } from '../styles/moderation.ts';
import { durationOf } from '../text/duration.ts';

export type ModerationView = 'all' | 'remove' | 'sweep-hour' | 'sweep-everything' | 'mute' | 'kick' | 'ban';

type Network = 'none' | 'narrow' | 'wide';

const muteTimes = [10 * secondMs, minuteMs, 10 * minuteMs, hourMs, dayMs, undefined];
const usualMute = 10 * minuteMs;
const banTimes = [hourMs, dayMs, undefined];

/** What the wire takes of a reason. */
const reasonUnits = 500;

/**
 * Stands in the page while it is open: put there with an anchor, it opens beside it.
 *
 * @fires chat-moderate - `ModerationWish`
 * @fires chat-moderation-end - It is done with, and is to be taken away.
 */
export class ModerationMenu extends Part {
  static override readonly properties = {
    anchor: given,
    whom: given,
    seq: given,
    rows: given,
    may: given,
    view: given,
    strings: given,
    isSilent: { state: true },
    network: { state: true },
  };

  static override readonly sheet = moderation;

  /** What it stands beside. */
  anchor: HTMLElement | undefined;
  whom!: Participant;
  /** The message that was pointed at, where it was one. */
  seq: number | undefined;
  /** What is seen of the log. */
  rows: readonly Row[] = [];
  may: readonly string[] = [];
  view: ModerationView = 'all';
  strings!: GivenStrings;

  private isSilent = false;
  private network: Network = 'none';
  #isOver = false;
  /** Where Escape leads back to. */
  #former: ModerationView | undefined;

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!this.hasUpdated || !changed.has('anchor')) return;
    // It was opened beside another one before it was taken away.
    this.view = 'all';
    this.#former = undefined;
    this.#isOver = false;
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (!changed.has('view') && !changed.has('anchor')) return;
    const panel = this.#panel;
    if (!panel.matches(':popover-open')) panel.showPopover();
    if (this.anchor) placeBeside(panel, this.anchor);
    this.querySelector<HTMLElement>('[data-first]')?.focus();
  }

  get #words() {
    return { ...enDuration, ...enModeration, ...this.strings };
  }

  get #panel(): HTMLElement {
    return this.querySelector('.moderation')!;
  }

  #time(forMs: number | undefined): string {
    return forMs === undefined ? this.#words.forGood : durationOf(forMs, this.#words);
  }

  /** How many messages of theirs are seen here, as of this time. */
  #seen(since: number): number {
    return this.rows.filter(
      (row) => row.kind === 'message' && row.from.id === this.whom.id && row.at >= since,
    ).length;
  }

  #turn(view: ModerationView): void {
    this.#former = this.view;
    this.view = view;
  }

  #act(act: ModerationAct): void {
    const why = this.querySelector<HTMLInputElement>('.reason')?.value.trim();
    this.#wish({
      kind: 'act',
      act: act.do === 'list' || !why ? act : { ...act, why },
      name: this.whom.name,
    });
  }

  #wish(wish: ModerationWish): void {
    this.dispatchEvent(new PartEvent('chat-moderate', wish));
    this.#end();
  }

  #sweep(since: number): void {
    this.#act({ do: 'remove-all', who: this.whom.id, since });
  }

  #mute(forMs: number | undefined): void {
    const shadow = this.isSilent;
    this.#act({
      do: 'mute',
      who: this.whom.id,
      ...(forMs !== undefined && { forMs }),
      ...(shadow && { shadow }),
    });
  }

  #ban(forMs: number | undefined): void {
    const { network } = this;
    this.#act({
      do: 'ban',
      who: this.whom.id,
      ...(forMs !== undefined && { forMs }),
      ...(network !== 'none' && { network }),
    });
  }

  #end(): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.anchor?.focus();
    this.dispatchEvent(new PartEvent('chat-moderation-end', undefined));
  }

  /** Closed by a click elsewhere. */
  #onToggle({ newState }: ToggleEvent): void {
    if (newState === 'closed' && !this.#panel.matches(':popover-open')) this.#end();
  }

  /** Its keys are not those of what stands around it. */
  #onKeydown(event: KeyboardEvent): void {
    event.stopPropagation();
    if (isComposing(event)) return;
    const isText = (event.target as Element).matches('.reason');
    if (event.key === 'Escape') this.#back();
    else if (event.key === 'Enter' && isText) this.querySelector<HTMLElement>('[data-first]')?.click();
    else if (isText || !this.#step(event)) return;
    event.preventDefault();
  }

  #back(): void {
    if (this.#former === undefined) return this.#end();
    this.view = this.#former;
    this.#former = undefined;
  }

  #step({ key, target }: KeyboardEvent): boolean {
    const items = [...this.querySelectorAll<HTMLElement>('button')];
    const at = items.indexOf(target as HTMLElement);
    const step = { ArrowDown: 1, ArrowUp: -1 }[key] ?? stepAcross(this, key);
    if (!step || at < 0) return false;
    items.at((at + step) % items.length)!.focus();
    return true;
  }

  override render() {
    return html`<div
      class="moderation"
      part="menu"
      popover
      role="dialog"
      aria-labelledby="moderation-heading"
      @toggle=${(event: ToggleEvent) => this.#onToggle(event)}
      @keydown=${(event: KeyboardEvent) => this.#onKeydown(event)}
    >
      ${this.#content()}
    </div>`;
  }

  #content() {
    const words = this.#words;
    const { name } = this.whom;
    switch (this.view) {
      case 'all':
        return [this.#heading(name), this.#all()];
      case 'remove':
        return [this.#heading(words.removeOf(name)), this.#removals()];
      case 'sweep-hour': {
        const since = Date.now() - hourMs;
        return this.#question(words.sweepHour(name, this.#seen(since)), '', words.sweep, () =>
          this.#sweep(since),
        );
      }
      case 'sweep-everything':
        return this.#question(words.sweepEverything(name, this.#seen(0)), '', words.sweep, () =>
          this.#sweep(0),
        );
      case 'mute':
        return [this.#heading(words.muteFor(name)), this.#mutes(), this.#reason()];
      case 'kick':
        return this.#question(words.kickWhom(name), words.kickHint, words.kick, () =>
          this.#act({ do: 'kick', who: this.whom.id }),
        );
      case 'ban':
        return [this.#heading(words.banFor(name)), this.#bans(), this.#reason()];
    }
  }

  #heading(text: string) {
    return html`<h4 id="moderation-heading"><bdi>${text}</bdi></h4>`;
  }

  #all() {
    const { may } = this;
    const { removing, muting, kicking, banning } = this.#words;
    const offers = [
      { needs: 'remove-any', label: removing, view: 'remove' },
      { needs: 'mute', label: muting, view: 'mute' },
      { needs: 'kick', label: kicking, view: 'kick' },
      { needs: 'ban', label: banning, view: 'ban' },
    ] as const;
    return offers
      .filter(({ needs }) => may.includes(needs))
      .map(({ label, view }, index) => this.#item(label, () => this.#turn(view), { isFirst: index === 0 }));
  }

  #removals() {
    const { seq } = this;
    const { removeThis, removeHour, removeEverything } = this.#words;
    return [
      seq === undefined
        ? nothing
        : this.#item(removeThis, () => this.#wish({ kind: 'remove', seq, name: this.whom.name }), {
            isFirst: true,
            isDangerous: true,
          }),
      this.#item(removeHour, () => this.#turn('sweep-hour'), { isFirst: seq === undefined }),
      this.#item(removeEverything, () => this.#turn('sweep-everything')),
    ];
  }

  #mutes() {
    const words = this.#words;
    return html`<div class="times">
        ${muteTimes.map((forMs) =>
          this.#chip(
            forMs === undefined ? words.untilLifted : this.#time(forMs),
            () => this.#mute(forMs),
            forMs === usualMute,
          ),
        )}
      </div>
      <label class="option">
        <input
          type="checkbox"
          .checked=${this.isSilent}
          @change=${({ target }: Event) => (this.isSilent = (target as HTMLInputElement).checked)}
        />
        ${words.shadow}
      </label>
      <div class="times">
        ${this.#chip(words.liftMute, () => this.#act({ do: 'unmute', who: this.whom.id }))}
      </div>`;
  }

  #bans() {
    const words = this.#words;
    const reaches = [
      ['none', words.onlyThem],
      ['narrow', words.theirNetwork],
      ['wide', words.aroundNetwork],
    ] as const;
    return html`<div class="times">
        ${banTimes.map((forMs, index) =>
          this.#chip(this.#time(forMs), () => this.#ban(forMs), index === 0, true),
        )}
      </div>
      <fieldset class="reaches">
        <legend>${words.banReach}</legend>
        ${reaches.map(
          ([network, label]) =>
            html`<label class="option">
              <input
                type="radio"
                name="network"
                .checked=${this.network === network}
                @change=${() => (this.network = network)}
              />
              ${label}
            </label>`,
        )}
      </fieldset>
      <div class="times">
        ${this.#chip(words.liftBan, () => this.#act({ do: 'unban', who: this.whom.id }))}
      </div>`;
  }

  /** Asked once more, with what it comes to. */
  #question(question: string, hint: string, label: string, run: () => void) {
    return [
      this.#heading(question),
      hint ? html`<p class="hint">${hint}</p>` : nothing,
      this.#reason(),
      html`<div class="times">
        ${this.#chip(label, run, true, true)} ${this.#chip(this.#words.cancel, () => this.#end())}
      </div>`,
    ];
  }

  #reason() {
    const { reason } = this.#words;
    return html`<input
      class="reason"
      type="text"
      dir="auto"
      maxlength=${reasonUnits}
      aria-label=${reason}
      placeholder=${reason}
    />`;
  }

  #item(label: string, run: () => void, { isFirst = false, isDangerous = false } = {}) {
    return html`<button
      type="button"
      class=${isDangerous ? 'item danger' : 'item'}
      ?data-first=${isFirst}
      @click=${run}
    >
      ${label}
    </button>`;
  }

  #chip(label: string, run: () => void, isFirst = false, isDangerous = false) {
    return html`<button
      type="button"
      class=${isDangerous ? 'chip danger' : 'chip'}
      ?data-first=${isFirst}
      @click=${run}
    >
      ${label}
    </button>`;
  }
}

if (!customElements.get('ws-chat-moderation-menu'))
  customElements.define('ws-chat-moderation-menu', ModerationMenu);
