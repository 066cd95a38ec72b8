// What visitors reported: the message, the reason, and what is done about it.
import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { ReportLine } from '../../../protocol/server-messages.ts';
import { given, PartEvent } from '../../elements/part.ts';
import { hueOf } from '../../elements/person.ts';
import { textTemplate } from '../../text/text-template.ts';
import { findLine } from '../../timeline/fold.ts';
import { authorTemplate } from '../elements/author.ts';
import { rowAbout } from '../elements/row-about.ts';
import { Queue } from '../queue.ts';
import { RoomView } from '../view.ts';

/** @fires console-settled - Something waits no longer. */
export class ReportsView extends RoomView {
  static override readonly properties = { ...RoomView.properties, reports: given };

  /** Undefined until it was heard. */
  reports: readonly ReportLine[] | undefined;

  readonly #queue = new Queue<ReportLine>(this, {
    items: () => this.reports ?? [],
    keyOf: ({ id }) => id,
    keys: { r: 'resolve', i: 'dismiss' },
    decide: async ({ id }, decision) => {
      const act = decision === 'resolve' ? 'resolve' : 'dismiss';
      const answer = await this.keeper.carryOut({ do: act, report: id });
      this.dispatchEvent(new PartEvent('console-settled', undefined));
      // Somebody else was faster.
      if (answer.kind === 'done' || answer.code === 'not-found') return undefined;
      return answer.sentence || this.strings.failed;
    },
  });

  override render() {
    const { strings, reports } = this;
    if (reports === undefined) return html`<p class="quiet waiting" role="status">${strings.loading}</p>`;
    const { waiting } = this.#queue;
    if (waiting.length === 0)
      return html`<div class="blank" tabindex="-1" data-rest>
        <h2>${strings.nothingReported}</h2>
        <p>${strings.nothingReportedHint}</p>
      </div>`;
    return html`<div class="body narrow">
      <p class="quiet">${strings.reportKeys}</p>
      <ul class="cards" aria-label=${strings.view('reports')}>
        ${repeat(
          waiting,
          ({ id }) => id,
          (report) => this.#report(report),
        )}
      </ul>
    </div>`;
  }

  #report(report: ReportLine) {
    const { strings, desk, state } = this;
    const { id, at, from, about, ref, reason, text } = report;
    const line = findLine(state.timeline.lines, ref);
    const said = line?.kind === 'message' ? line : undefined;
    const trouble = this.#queue.troubleOf(report);
    return html`<li
      class="card hue-${hueOf(about)}"
      tabindex="0"
      data-item=${id}
      aria-keyshortcuts="r i"
      @keydown=${(event: KeyboardEvent) => this.#queue.onKeydown(event, report)}
    >
      ${authorTemplate(about, said?.at ?? at, { strings, times: desk.times }, strings.reportReason(reason))}
      ${
        said
          ? html`<div class="text" dir="auto">${textTemplate(said.text, {})}</div>`
          : html`<p class="quiet">${strings.reportedUnheld}</p>`
      }
      <p class="quiet">
        ${strings.reportedBy} <bdi>${from.name}</bdi>${text ? html`: <q dir="auto">${text}</q>` : nothing}
      </p>
      ${trouble === undefined ? nothing : html`<p class="problem" role="alert">${trouble}</p>`}
      <div class="together">
        ${
          this.may('remove-any')
            ? html`<button
                class="button danger"
                type="button"
                @click=${() => this.wish({ kind: 'remove', row: rowAbout(about, ref, said?.at ?? at, said?.text ?? '') })}
              >
                ${strings.remove}
              </button>`
            : nothing
        }
        <button
          class="button plain"
          type="button"
          aria-label=${strings.actOnPerson('more', about.name)}
          @click=${() => this.wish({ kind: 'more', who: about })}
        >
          ${strings.moreOf}
        </button>
        <span class="grow"></span>
        <button class="button" type="button" @click=${() => this.#queue.decide(report, 'dismiss')}>
          ${strings.dismiss}
        </button>
        <button class="button primary" type="button" @click=${() => this.#queue.decide(report, 'resolve')}>
          ${strings.resolve}
        </button>
      </div>
    </li>`;
  }
}
