// What waits for a moderator: one after the other, let in or turned down by a key.
import { html } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { HeldDraft } from '../../../protocol/server-messages.ts';
import { given, PartEvent } from '../../elements/part.ts';
import { hueOf, initialsOf } from '../../elements/person.ts';
import { textTemplate } from '../../text/text-template.ts';
import { icons } from '../elements/icons.ts';
import { RoomView } from '../view.ts';

const keyOf = ({ from, draftId }: HeldDraft) => `${from.id} ${draftId}`;

/** @fires console-settled - Something waits no longer. */
export class HeldView extends RoomView {
  static override readonly properties = {
    ...RoomView.properties,
    held: given,
    settled: { state: true },
    troubles: { state: true },
  };

  /** Undefined until it was heard. */
  held: readonly HeldDraft[] | undefined;

  /** Decided here, though the list may still have them. */
  private settled: ReadonlySet<string> = new Set();
  /** Why something could not be decided, by its key. */
  private troubles: ReadonlyMap<string, string> = new Map();

  get #waiting(): readonly HeldDraft[] {
    return (this.held ?? []).filter((draft) => !this.settled.has(keyOf(draft)));
  }

  async #settle(draft: HeldDraft, act: 'approve' | 'decline'): Promise<void> {
    const key = keyOf(draft);
    if (this.settled.has(key)) return;
    const next = this.#neighbour(key);
    this.settled = new Set([...this.settled, key]);
    void this.updateComplete.then(() => this.#focus(next));
    const answer = await this.keeper.moderate({ do: act, who: draft.from.id, held: draft.draftId });
    if (answer.kind === 'refused' && answer.code !== 'not-found') {
      this.settled = new Set([...this.settled].filter((other) => other !== key));
      this.troubles = new Map([...this.troubles, [key, answer.sentence || this.strings.failed]]);
    }
    this.dispatchEvent(new PartEvent('console-settled', undefined));
  }

  #neighbour(key: string): string | undefined {
    const keys = this.#waiting.map(keyOf);
    const at = keys.indexOf(key);
    return keys[at + 1] ?? keys[at - 1];
  }

  #focus(key: string | undefined): void {
    const items = [...this.querySelectorAll<HTMLElement>('[data-held]')];
    (
      items.find(({ dataset }) => dataset.held === key) ?? this.querySelector<HTMLElement>('[data-rest]')
    )?.focus();
  }

  #onKeydown(event: KeyboardEvent, draft: HeldDraft): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const keys = this.#waiting.map(keyOf);
    const at = keys.indexOf(keyOf(draft));
    switch (event.key) {
      case 'a':
        void this.#settle(draft, 'approve');
        break;
      case 'd':
        void this.#settle(draft, 'decline');
        break;
      case 'ArrowDown':
      case 'j':
        this.#focus(keys[Math.min(keys.length - 1, at + 1)]);
        break;
      case 'ArrowUp':
      case 'k':
        this.#focus(keys[Math.max(0, at - 1)]);
        break;
      default:
        return;
    }
    event.preventDefault();
  }

  override render() {
    const { strings, held } = this;
    if (held === undefined) return html`<p class="quiet waiting" role="status">${strings.loading}</p>`;
    const waiting = this.#waiting;
    if (waiting.length === 0)
      return html`<div class="blank" tabindex="-1" data-rest>
        <h2>${strings.nothingWaits}</h2>
        <p>${strings.nothingWaitsHint}</p>
      </div>`;
    return html`<div class="body narrow">
      <p class="quiet">${strings.heldKeys}</p>
      <ul class="cards" aria-label=${strings.view('held')}>
        ${repeat(waiting, keyOf, (draft) => this.#draft(draft))}
      </ul>
    </div>`;
  }

  #draft(draft: HeldDraft) {
    const { strings, desk } = this;
    const { from, at, text, ref } = draft;
    const trouble = this.troubles.get(keyOf(draft));
    return html`<li
      class="card hue-${hueOf(from.id)}"
      tabindex="0"
      data-held=${keyOf(draft)}
      aria-keyshortcuts="a d"
      @keydown=${(event: KeyboardEvent) => this.#onKeydown(event, draft)}
    >
      <div class="by">
        <span class="avatar" aria-hidden="true">${initialsOf(from.name)}</span>
        <bdi class="name">${from.name}</bdi>
        <span class="badge-role">${strings.role(from.role)}</span>
        <time datetime=${desk.times.machine(at)} title=${desk.times.full(at)}>${desk.times.time(at)}</time>
        ${ref === undefined ? '' : html`<span class="chip">${strings.anEdit}</span>`}
      </div>
      <div class="text" dir="auto">${textTemplate(text, {})}</div>
      ${trouble ? html`<p class="problem" role="alert">${trouble}</p>` : ''}
      <div class="together">
        <button class="button primary" type="button" @click=${() => this.#settle(draft, 'approve')}>
          ${icons.check} ${strings.approve}
        </button>
        <button class="button" type="button" @click=${() => this.#settle(draft, 'decline')}>
          ${icons.close} ${strings.decline}
        </button>
        <button class="button plain" type="button" @click=${() => this.wish({ kind: 'more', who: from })}>
          ${strings.about(from.name)}
        </button>
      </div>
    </li>`;
  }
}
