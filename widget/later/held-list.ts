// What waits for those who keep the room, whom they hold back, and how it is kept.
import type { HeldDraft, ReportLine, RestraintLine, RoomMode } from '../../protocol/server-messages.ts';
import { Sheet } from '../elements/sheet.ts';
import { enDuration } from '../locales/en-duration.ts';
import { enHeld } from '../locales/en-held.ts';
import { enMode } from '../locales/en-mode.ts';
import { enReport } from '../locales/en-report.ts';
import type { ModerationAct, ModerationWish } from '../moderating.ts';
import type { Row } from '../rows/row.ts';
import { given, html, nothing, PartEvent, plainText, repeat } from '../shared.ts';
import { heldList } from '../styles/held-list.ts';
import { durationOf } from '../text/duration.ts';
import { avatarTemplate, hueOf } from './chat-log.ts';

/** What of the mode is on or off, and nothing else. */
const switches = ['holdAll', 'membersOnly', 'emojiOnly', 'readOnly'] as const;

type Switch = (typeof switches)[number];

/**
 * @fires chat-moderate - `ModerationWish`
 * @fires chat-act - `RowAct`: the reader goes to a message that was reported.
 */
export class HeldList extends Sheet {
  static override readonly properties = {
    ...Sheet.properties,
    held: given,
    reports: given,
    rows: given,
    restraints: given,
    may: given,
    mode: given,
    names: given,
  };

  static override readonly sheet = heldList;

  held: readonly HeldDraft[] = [];
  reports: readonly ReportLine[] = [];
  /** What is seen of the log. */
  rows: readonly Row[] = [];
  restraints: readonly RestraintLine[] = [];
  may: readonly string[] = [];
  mode: RoomMode = {};
  /** What those are called who were seen here, by their ids. */
  names: ReadonlyMap<string, string> = new Map();

  protected override get heading() {
    return this.#words.keepTheRoom;
  }

  get #words() {
    return { ...enDuration, ...enHeld, ...enMode, ...enReport, ...this.strings };
  }

  #act(act: ModerationAct, name: string): void {
    // What was pressed goes with its row.
    this.querySelector<HTMLElement>('.sheet')?.focus();
    this.#wish({ kind: 'act', act, name });
  }

  #wish(wish: ModerationWish): void {
    this.dispatchEvent(new PartEvent('chat-moderate', wish));
  }

  protected override content() {
    const words = this.#words;
    return html`<h4 class="held-part">${words.heldHeading}</h4>
      ${this.held.length + this.reports.length === 0 ? html`<p class="hint held-hint">${words.nothingHeld}</p>` : nothing}
      <div role="list">
        ${repeat(
          this.held,
          ({ from, draftId }) => `${from.id} ${draftId}`,
          (draft) => this.#draft(draft),
        )}
        ${repeat(
          this.reports,
          ({ id }) => id,
          (report) => this.#report(report),
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
          ${this.#button(words.approve, words.approveWhose(from.name), settle('approve'))}
          ${this.#button(words.decline, words.declineWhose(from.name), settle('decline'), true)}
        </div>
      </div>
    </div>`;
  }

  /** The message as it is now; one that was taken back, or is not held, is told by its author alone. */
  #report({ id, ref, from, about, reason, text }: ReportLine) {
    const words = this.#words;
    const message = this.rows.find((row) => row.kind === 'message' && row.seq === ref);
    const settle = (what: 'resolve' | 'dismiss') => () => this.#act({ do: what, report: id }, about.name);
    return html`<div class="held hue-${hueOf(about)}" role="listitem">
      ${avatarTemplate(about)}
      <div class="held-said">
        <b><bdi>${about.name}</bdi></b>
        <small>${words.reportedBy(words.reportReason(reason), from.name)}</small>
        ${text ? html`<small>“<bdi>${text}</bdi>”</small>` : nothing}
        ${message?.kind === 'message' ? html`<p dir="auto">${plainText(message.text)}</p>` : nothing}
        <div class="held-acts">
          ${this.#button(words.goThere, words.goToReported(about.name), () => this.#goTo(ref))}
          ${this.#button(words.resolve, words.resolveWhose(about.name), settle('resolve'))}
          ${this.#button(words.dismiss, words.dismissWhose(about.name), settle('dismiss'))}
        </div>
      </div>
    </div>`;
  }

  #goTo(seq: number): void {
    this.dispatchEvent(new PartEvent('chat-sheet', undefined));
    this.dispatchEvent(new PartEvent('chat-act', { kind: 'jump', seq }));
  }

  #button(label: string, ofWhom: string, run: () => void, isDangerous = false) {
    return html`<button
      class=${isDangerous ? 'held-act danger' : 'held-act'}
      type="button"
      aria-label=${ofWhom}
      @click=${run}
    >
      ${label}
    </button>`;
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
      ${switches.map((name) =>
        this.#switch(words[name], this.mode[name] ?? false, (isOn) => this.#keep(name, isOn)),
      )}
      ${this.#switch(words.shieldSwitch, this.mode.shield !== undefined, (on) =>
        this.#wish({ kind: 'act', act: { do: 'shield', on }, name: '' }),
      )}
      <p class="hint held-hint">${words.modeHint}</p>`;
  }

  #switch(label: string, isOn: boolean, turn: (isOn: boolean) => void) {
    return html`<label class="mode-switch">
      <input
        type="checkbox"
        .checked=${isOn}
        @change=${({ target }: Event) => turn((target as HTMLInputElement).checked)}
      />
      ${label}
    </label>`;
  }

  #keep(name: Switch, isOn: boolean): void {
    const change: Partial<Record<Switch, boolean>> = { [name]: isOn };
    this.#wish({ kind: 'mode', change });
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
      ${this.#button(words.lift, words.liftWhose(what, name), () => this.#act(lift, name))}
    </div>`;
  }
}

customElements.define('ws-chat-held-list', HeldList);
