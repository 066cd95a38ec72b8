// Tries a text on the rules as they are being changed, before anybody meets them.
import { html, nothing, type PropertyValues } from 'lit';
import type { RulesPart, TrialVerdict } from '../../../protocol/console.ts';
import type { Role } from '../../../protocol/server-messages.ts';
import { given } from '../../elements/part.ts';
import { textTemplate } from '../../text/text-template.ts';
import { Page } from '../page.ts';

/** A text is tried when nobody has typed for so long. */
const restMs = 300;

const roles = ['guest', 'member', 'moderator', 'owner'] as const satisfies readonly Role[];

type Verdict = TrialVerdict | { readonly verdict: 'failed'; readonly sentence: string };

export class TryBox extends Page {
  static override readonly properties = {
    ...Page.properties,
    room: given,
    rules: given,
    verdict: { state: true },
  };

  /** Undefined: with what holds in all rooms. */
  room: string | undefined;
  /** As if they were set there. */
  rules: RulesPart = {};

  private verdict: Verdict | undefined;
  #text = '';
  #as: Role = 'guest';
  #timer: ReturnType<typeof setTimeout> | undefined;
  #trial = 0;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('rules')) this.#tryLater();
  }

  #tryLater(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#try(), restMs);
  }

  /** A late answer to an earlier text is dropped. */
  async #try(): Promise<void> {
    const trial = ++this.#trial;
    if (this.#text.trim() === '') return void (this.verdict = undefined);
    const verdict = await this.#ask();
    if (trial === this.#trial) this.verdict = verdict;
  }

  async #ask(): Promise<Verdict> {
    const { desk, room, rules } = this;
    try {
      return await desk.api.tryText(room, { text: this.#text, role: this.#as, rules });
    } catch (error) {
      return { verdict: 'failed', sentence: desk.sentenceOf(error) };
    }
  }

  readonly #onText = ({ target }: Event): void => {
    this.#text = (target as HTMLTextAreaElement).value;
    this.#tryLater();
  };

  readonly #onRole = ({ target }: Event): void => {
    this.#as = (target as HTMLSelectElement).value as Role;
    void this.#try();
  };

  override render() {
    const { strings, verdict } = this;
    return html`<section class="try" aria-labelledby="try-title">
      <h2 id="try-title">${strings.tryText}</h2>
      <p class="quiet">${strings.tryHint}</p>
      <label class="field"
        ><span class="unseen">${strings.tryText}</span>
        <textarea rows="4" dir="auto" placeholder=${strings.tryPlaceholder} @input=${this.#onText}></textarea>
      </label>
      <label class="line"
        ><span>${strings.tryAs}</span>
        <select @change=${this.#onRole}>
          ${roles.map((role) => html`<option value=${role}>${strings.role(role)}</option>`)}
        </select></label
      >
      <div class="verdict" role="status" data-verdict=${verdict?.verdict ?? nothing}>${this.#said()}</div>
    </section>`;
  }

  #said() {
    const { strings, verdict } = this;
    switch (verdict?.verdict) {
      case undefined:
        return nothing;
      case 'publish':
      case 'hold':
        return html`<strong>${strings.verdict(verdict.verdict)}</strong>
          <p class="text" dir="auto">${textTemplate(verdict.text, {})}</p>`;
      case 'refuse':
        return html`<strong>${strings.verdict('refuse')}</strong>
          <p>${verdict.sentence}</p>`;
      case 'failed':
        return html`<p>${verdict.sentence}</p>`;
    }
  }
}
