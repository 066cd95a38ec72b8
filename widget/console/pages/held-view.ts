// What waits for a moderator: one after the other, let in or turned down by a key.
import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { HeldDraft } from '../../../protocol/server-messages.ts';
import { given, PartEvent } from '../../elements/part.ts';
import { hueOf } from '../../elements/person.ts';
import { textTemplate } from '../../text/text-template.ts';
import { authorTemplate } from '../elements/author.ts';
import { icons } from '../elements/icons.ts';
import { troubleTemplate } from '../elements/trouble-template.ts';
import { wishedBy } from '../elements/wish.ts';
import { Queue } from '../queue.ts';
import { RoomView } from '../view.ts';

const keyOf = ({ from, draftId }: HeldDraft) => `${from.id} ${draftId}`;

/** @fires console-settled - Something waits no longer. */
export class HeldView extends RoomView {
  static override readonly properties = { ...RoomView.properties, held: given, trouble: given };

  /** Undefined until it was heard. */
  held: readonly HeldDraft[] | undefined;
  /** Why it could not be heard, in words. */
  trouble = '';

  readonly #queue = new Queue<HeldDraft>(this, {
    items: () => this.held ?? [],
    keyOf,
    keys: { a: 'approve', d: 'decline' },
    onKey: (event, { from: who }) => {
      const kind = wishedBy(event);
      if (kind === undefined || kind === 'remove' || kind === 'pin' || !this.mayWish(kind, who)) return false;
      this.wish({ kind, who });
      return true;
    },
    decide: async ({ from, draftId }, decision) => {
      const act = decision === 'approve' ? 'approve' : 'decline';
      const answer = await this.keeper.carryOut({ do: act, who: from.id, held: draftId });
      this.dispatchEvent(new PartEvent('console-settled', undefined));
      // Somebody else was faster.
      if (answer.kind === 'done' || answer.code === 'not-found') return undefined;
      return answer.sentence || this.strings.failed;
    },
  });

  override render() {
    const { strings, held } = this;
    if (held === undefined && this.trouble !== '')
      return html`<div class="body">
        ${troubleTemplate(this.trouble, strings, () => this.dispatchEvent(new PartEvent('console-settled', undefined)))}
      </div>`;
    if (held === undefined) return html`<p class="quiet waiting" role="status">${strings.loading}</p>`;
    const { waiting } = this.#queue;
    if (waiting.length === 0)
      return html`<div class="blank" tabindex="-1" data-rest>
        <h2>${strings.nothingWaits}</h2>
        <p>${strings.nothingWaitsHint}</p>
      </div>`;
    return html`<div class="body narrow">
      <p class="quiet keys">${strings.heldKeys}</p>
      <ul class="cards" aria-label=${strings.view('held')}>
        ${repeat(waiting, keyOf, (draft) => this.#draft(draft))}
      </ul>
    </div>`;
  }

  #draft(draft: HeldDraft) {
    const { strings, desk } = this;
    const { from, at, text, options = [], ref } = draft;
    const trouble = this.#queue.troubleOf(draft);
    return html`<li
      class="card hue-${hueOf(from)}"
      tabindex="0"
      data-item=${keyOf(draft)}
      aria-keyshortcuts="a d m b ."
      @keydown=${(event: KeyboardEvent) => this.#queue.onKeydown(event, draft)}
    >
      ${authorTemplate(from, at, { strings, times: desk.times }, ref === undefined ? undefined : strings.anEdit)}
      <div class="text" dir="auto">${textTemplate(text, {})}</div>
      ${options.map((option) => html`<div class="text" dir="auto">– ${option}</div>`)}
      ${trouble === undefined ? nothing : html`<p class="problem" role="alert">${trouble}</p>`}
      <div class="together">
        <button class="button primary" type="button" @click=${() => this.#queue.decide(draft, 'approve')}>
          ${icons.check} ${strings.approve}
        </button>
        <button class="button" type="button" @click=${() => this.#queue.decide(draft, 'decline')}>
          ${icons.close} ${strings.decline}
        </button>
        <button
          class="button plain"
          type="button"
          aria-label=${strings.actOnPerson('more', from.name)}
          @click=${() => this.wish({ kind: 'more', who: from })}
        >
          ${strings.moreOf}
        </button>
      </div>
    </li>`;
  }
}
