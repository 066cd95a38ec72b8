// What waits for those who keep the room, whom they hold back, and how it is kept.
import type { HeldDraft, RestraintLine, RoomMode } from '../../protocol/server-messages.ts';
import { Sheet } from '../elements/sheet.ts';
import { enDuration } from '../locales/en-duration.ts';
import { enHeld } from '../locales/en-held.ts';
import { enMode } from '../locales/en-mode.ts';
import type { ModerationAct, ModerationWish } from '../moderating.ts';
import { avatarTemplate, given, html, hueOf, nothing, PartEvent, repeat } from '../shared.ts';
import { heldList } from '../styles/held-list.ts';
import { durationOf } from '../text/duration.ts';

/** What of the mode is on or off, and nothing else. */
const switches = ['holdAll', 'membersOnly', 'emojiOnly', 'readOnly'] as const;

type Switch = (typeof switches)[number];

/**
 * @fires chat-moderate - `ModerationWish`
 */
export class HeldList extends Sheet {
  static override readonly properties = {
    ...Sheet.properties,
    held: given,
    restraints: given,
    may: given,
    mode: given,
    names: given,
  };

  static override readonly sheet = heldList;

  held: readonly HeldDraft[] = [];
  restraints: readonly RestraintLine[] = [];
  may: readonly string[] = [];
  mode: RoomMode = {};
  /** What those are called who were seen here, by their ids. */
  names: ReadonlyMap<string, string> = new Map();

  protected override get heading() {
    return this.#words.keepTheRoom;
  }

  get #words() {
    return { ...enDuration, ...enHeld, ...enMode, ...this.strings };
  }

  #act(act: ModerationAct, name: string): void {
    // What was pressed goes with its row.
    this.querySelector<HTMLElement>('.sheet')?.focus();
    const wish: ModerationWish = { kind: 'act', act, name };
    this.dispatchEvent(new PartEvent('chat-moderate', wish));
  }

  protected override content() {
    const words = this.#words;
    return html`<h4 class="held-part">${words.heldHeading}</h4>
      ${this.held.length === 0 ? html`<p class="hint held-hint">${words.nothingHeld}</p>` : nothing}
      <div role="list">
        ${repeat(
          this.held,
          ({ from, draftId }) => `${from.id} ${draftId}`,
          (draft) => this.#draft(draft),
        )}
      </div>
      ${this.may.includes('ban') ? this.#heldBack() : nothing}
      ${this.may.includes('mode') ? this.#modes() : nothing}`;
  }

  #draft({ from, draftId, text, options = [], ref }: HeldDraft) {
    const words = this.#words;
    const settle = (what: 'approve' | 'decline') => () =>
      this.#act({ do: what, who: from.id, held: draftId }, from.name);
    return html`<div class="held hue-${hueOf(from)}" role="listitem">
      ${avatarTemplate(from)}
      <div class="held-said">
        <b><bdi>${from.name}</bdi></b>
        ${ref === undefined ? nothing : html`<small>${words.changesMessage}</small>`}
        <p dir="auto">${text}</p>
        ${options.map((option) => html`<p dir="auto">– ${option}</p>`)}
        <div class="held-acts">
          <button
            class="held-act"
            type="button"
            aria-label=${words.approveWhose(from.name)}
            @click=${settle('approve')}
          >
            ${words.approve}
          </button>
          <button
            class="held-act danger"
            type="button"
            aria-label=${words.declineWhose(from.name)}
            @click=${settle('decline')}
          >
            ${words.decline}
          </button>
        </div>
      </div>
    </div>`;
  }

  #heldBack() {
    const words = this.#words;
    return html`<h4 class="held-part">${words.heldBack}</h4>
      ${this.restraints.length === 0 ? html`<p class="hint held-hint">${words.nobodyHeldBack}</p>` : nothing}
      <div role="list">${this.restraints.map((one) => this.#restraint(one))}</div>`;
  }

  #modes() {
    const words = this.#words;
    return html`<h4 class="held-part">${words.howItIsKept}</h4>
      ${switches.map(
        (name) =>
          html`<label class="mode-switch">
            <input
              type="checkbox"
              .checked=${this.mode[name] ?? false}
              @change=${({ target }: Event) => this.#keep(name, (target as HTMLInputElement).checked)}
            />
            ${words[name]}
          </label>`,
      )}
      <p class="hint held-hint">${words.modeHint}</p>`;
  }

  #keep(name: Switch, isOn: boolean): void {
    const change: Partial<Record<Switch, boolean>> = { [name]: isOn };
    const wish: ModerationWish = { kind: 'mode', change };
    this.dispatchEvent(new PartEvent('chat-moderate', wish));
  }

  #restraint({ kind, subject, until }: RestraintLine) {
    const words = this.#words;
    const name = this.names.get(subject) ?? (subject.startsWith('network:') ? words.network : subject);
    const person = { id: subject, name, role: 'guest' } as const;
    const what = words.restraint(kind);
    const leftMs = until === undefined ? 0 : until - Date.now();
    if (leftMs < 0) return nothing;
    const lift: ModerationAct =
      kind === 'ban' ? { do: 'unban', who: subject } : { do: 'unmute', who: subject };
    return html`<div class="held hue-${hueOf(person)}" role="listitem">
      ${avatarTemplate(person)}
      <div class="held-said">
        <b><bdi>${name}</bdi></b>
        <small>${leftMs > 0 ? words.restraintFor(what, durationOf(leftMs, words)) : what}</small>
      </div>
      <button
        class="held-act"
        type="button"
        aria-label=${words.liftWhose(what, name)}
        @click=${() => this.#act(lift, name)}
      >
        ${words.lift}
      </button>
    </div>`;
  }
}

customElements.define('ws-chat-held-list', HeldList);
