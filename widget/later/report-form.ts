// Shows a message to those who keep the room: why, and perhaps a word about it. Enter sends it.
import type { Participant } from '../../protocol/server-messages.ts';
import { reportCharacters, reportReasons, type ReportReason } from '../../protocol/reports.ts';
import { placeBeside } from '../elements/place.ts';
import { enReport } from '../locales/en-report.ts';
import type { GivenStrings } from '../locales/strings.ts';
import { given, html, isComposing, Part, PartEvent } from '../shared.ts';
import { reportForm } from '../styles/report-form.ts';

/** What is told of the message. */
export interface Told {
  readonly reason: ReportReason;
  /** Empty where there is nothing to add. */
  readonly text: string;
}

/**
 * Stands in the page while it is open: put there with an anchor, it opens beside it.
 *
 * @fires chat-report - `Told`
 * @fires chat-report-end - It is done with, and is to be taken away.
 */
export class ReportForm extends Part {
  static override readonly properties = { anchor: given, whom: given, strings: given };

  static override readonly sheet = reportForm;

  /** What it stands beside. */
  anchor: HTMLElement | undefined;
  /** Who wrote it. */
  whom!: Participant;
  strings!: GivenStrings;

  protected override firstUpdated(): void {
    const dialog = this.querySelector<HTMLElement>('.report')!;
    dialog.showPopover();
    if (this.anchor) placeBeside(dialog, this.anchor);
    dialog.querySelector('input')!.focus();
  }

  get #form(): HTMLFormElement {
    return this.querySelector('form')!;
  }

  #end(): void {
    this.dispatchEvent(new PartEvent('chat-report-end', undefined));
  }

  /** Closed by a click elsewhere. */
  #onToggle({ newState }: ToggleEvent): void {
    if (newState === 'closed') this.#end();
  }

  /** Its keys are not those of what stands around it. */
  #onKeydown(event: KeyboardEvent): void {
    event.stopPropagation();
    if (event.key !== 'Escape' || isComposing(event)) return;
    event.preventDefault();
    this.#end();
  }

  #onSubmit(event: SubmitEvent): void {
    event.preventDefault();
    const told = new FormData(this.#form);
    const text = (told.get('text') as string).trim();
    this.dispatchEvent(new PartEvent('chat-report', { reason: told.get('reason') as ReportReason, text }));
  }

  override render() {
    const words = { ...enReport, ...this.strings };
    return html`<div
      class="menu report"
      part="menu"
      popover
      role="dialog"
      aria-labelledby="report-heading"
      @toggle=${(event: ToggleEvent) => this.#onToggle(event)}
      @keydown=${(event: KeyboardEvent) => this.#onKeydown(event)}
    >
      <form @submit=${(event: SubmitEvent) => this.#onSubmit(event)}>
        <h4 id="report-heading"><bdi>${words.reportWhat(this.whom.name)}</bdi></h4>
        <p>${words.reportHint}</p>
        ${reportReasons.map(
          (reason, index) =>
            html`<label>
              <input type="radio" name="reason" value=${reason} .checked=${index === 0} />
              ${words.reportReason(reason)}
            </label>`,
        )}
        <input
          type="text"
          name="text"
          dir="auto"
          autocomplete="off"
          maxlength=${reportCharacters}
          aria-label=${words.reportText}
          placeholder=${words.reportText}
        />
        <button class="item danger">${words.sendReport}</button>
      </form>
    </div>`;
  }
}

if (!customElements.get('ws-chat-report-form')) customElements.define('ws-chat-report-form', ReportForm);
