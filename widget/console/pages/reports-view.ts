// What visitors reported: the message, the reason, and what is done about it.
import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { ReportLine } from '../../../protocol/server-messages.ts';
import { given, PartEvent } from '../../elements/part.ts';
import { hueOf } from '../../elements/person.ts';
import { textTemplate } from '../../text/text-template.ts';
import { findLine, type Line } from '../../timeline/fold.ts';
import { authorTemplate } from '../elements/author.ts';
import { rowAbout } from '../elements/row-about.ts';
import { troubleTemplate } from '../elements/trouble-template.ts';
import { wishedBy, type WishKind } from '../elements/wish.ts';
import { Queue } from '../queue.ts';
import { undoing } from '../undoing.ts';
import { RoomView } from '../view.ts';

/** @fires console-settled - Something waits no longer. */
export class ReportsView extends RoomView {
  static override readonly properties = { ...RoomView.properties, reports: given, trouble: given };

  /** Undefined until it was heard. */
  reports: readonly ReportLine[] | undefined;
  /** Why it could not be heard, in words. */
  trouble = '';

  readonly #queue = new Queue<ReportLine>(this, {
    items: () => this.reports ?? [],
    keyOf: ({ id }) => id,
    keys: { r: 'resolve', i: 'dismiss' },
    onKey: (event, report) => {
      const kind = wishedBy(event);
      return kind !== undefined && kind !== 'pin' && this.#wish(kind, report);
    },
    decide: async ({ id }, decision) => {
      const act = decision === 'resolve' ? 'resolve' : 'dismiss';
      const { keeper, desk, strings } = this;
      const answer = await keeper.carryOut({ do: act, report: id });
      this.dispatchEvent(new PartEvent('console-settled', undefined));
      if (answer.kind === 'done')
        desk.say(strings.reportSettled(act), undoing(keeper, [answer.draftId], desk));
      // Somebody else was faster.
      if (answer.kind === 'done' || answer.code === 'not-found') return undefined;
      return answer.sentence || strings.failed;
    },
  });

  /** Returns false where that may not be wished. */
  #wish(kind: WishKind, { about, ref, at }: ReportLine): boolean {
    if (!this.mayWish(kind, about)) return false;
    const line = this.#line(ref);
    const row = rowAbout(about, ref, line?.at ?? at, line?.kind === 'message' ? line.text : '');
    this.wish({ kind, row });
    return true;
  }

  /** What was reported; undefined where it is further back than what is held. */
  #line(ref: number): Line | undefined {
    return findLine(this.state.timeline.lines, ref);
  }

  override render() {
    const { strings, reports } = this;
    if (reports === undefined && this.trouble !== '')
      return html`<div class="body">
        ${troubleTemplate(this.trouble, strings, () => this.dispatchEvent(new PartEvent('console-settled', undefined)))}
      </div>`;
    if (reports === undefined) return html`<p class="quiet waiting" role="status">${strings.loading}</p>`;
    const { waiting } = this.#queue;
    if (waiting.length === 0)
      return html`<div class="blank" tabindex="-1" data-rest>
        <h2>${strings.nothingReported}</h2>
        <p>${strings.nothingReportedHint}</p>
      </div>`;
    return html`<div class="body narrow">
      <p class="quiet keys">${strings.reportKeys}</p>
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
    const { strings, desk } = this;
    const { id, at, from, about, ref, reason, text } = report;
    const line = this.#line(ref);
    const trouble = this.#queue.troubleOf(report);
    return html`<li
      class="card hue-${hueOf(about)}"
      tabindex="0"
      data-item=${id}
      aria-keyshortcuts="r i d m b ."
      @keydown=${(event: KeyboardEvent) => this.#queue.onKeydown(event, report)}
    >
      ${authorTemplate(about, line?.at ?? at, { strings, times: desk.times }, strings.reportReason(reason))}
      ${
        line?.kind === 'message'
          ? html`<div class="text" dir="auto">${textTemplate(line.text, {})}</div>`
          : html`<p class="quiet">${line ? strings.reportedGone : strings.reportedUnheld}</p>`
      }
      <p class="quiet">
        ${strings.reportedBy} <bdi>${from.name}</bdi>${text ? html`: <q dir="auto">${text}</q>` : nothing}
      </p>
      ${trouble === undefined ? nothing : html`<p class="problem" role="alert">${trouble}</p>`}
      <div class="together">
        ${
          line?.kind !== 'removed' && this.mayWish('remove', about)
            ? html`<button class="button danger" type="button" @click=${() => this.#wish('remove', report)}>
                ${strings.remove}
              </button>`
            : nothing
        }
        <button
          class="button plain"
          type="button"
          aria-label=${strings.actOnPerson('more', about.name)}
          @click=${() => this.#wish('more', report)}
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
