// One row of the list as a template. Text from people reaches the page as text, never as HTML.
import { html, nothing, type TemplateResult } from 'lit';
import type { Strings } from '../locales/en.ts';
import type { Draft } from '../timeline/timeline.ts';
import type { DayRow, MessageRow, Row } from '../timeline/rows.ts';
import { hueOf, initialsOf } from './person.ts';
import type { Times } from './times.ts';

export interface RowContext {
  readonly strings: Strings;
  readonly times: Times;
  /** Whether drafts can be sent right now. */
  readonly live: boolean;
}

export function rowTemplate(row: Row, context: RowContext): TemplateResult {
  return row.kind === 'day' ? dayTemplate(row, context) : messageTemplate(row, context);
}

function dayTemplate({ at }: DayRow, { times }: RowContext) {
  return html`<div class="day" role="separator" aria-label=${times.day(at)} part="day-divider">
    ${times.day(at)}
  </div>`;
}

function messageTemplate(row: MessageRow, context: RowContext) {
  const { from, own, starts, continues, draft, text } = row;
  const classes = [
    'row',
    `hue-${hueOf(from.id)}`,
    own && 'own',
    starts && 'starts',
    continues && 'continues',
    draft && draft.kind !== 'accepted' && 'pending',
  ];
  return html`<div
    class=${classes.filter(Boolean).join(' ')}
    part=${own ? 'message message-own' : 'message'}
    role="article"
    data-row
    data-draft=${draft?.draftId ?? nothing}
  >
    ${starts ? whoTemplate(row, context) : nothing}
    <p class="text" part="text" dir="auto">${text}</p>
    ${draft ? outcomeTemplate(draft, context) : nothing}
  </div>`;
}

function whoTemplate({ from, own, at }: MessageRow, { strings, times }: RowContext) {
  return html`<span class="avatar" part="avatar" aria-hidden="true">${initialsOf(from.name)}</span>
    <div class="who">
      <bdi class="name" part="name">${own ? strings.you : from.name}</bdi>
      <time part="time" datetime=${times.machine(at)} title=${times.full(at)}>${times.time(at)}</time>
    </div>`;
}

/** The buttons carry what they do; the list listens for all of them at once. */
function outcomeTemplate(draft: Draft, { strings, live }: RowContext) {
  switch (draft.kind) {
    case 'accepted':
      return nothing;
    case 'waiting': {
      // On a live link it is a matter of milliseconds: a line that comes and goes would only make the list jump.
      const why = draft.sentence ?? (live ? undefined : strings.waiting);
      return why === undefined ? nothing : html`<div class="outcome">${why}</div>`;
    }
    case 'refused':
      return html`<div class="outcome refused" role="alert">
        ${strings.notSent} ${draft.sentence}
        ${
          draft.final
            ? nothing
            : html`<button class="link-button" type="button" data-act="retry">${strings.retry}</button>`
        }
        <button class="link-button" type="button" data-act="edit">${strings.edit}</button>
        <button class="link-button" type="button" data-act="discard">${strings.discard}</button>
      </div>`;
  }
}
