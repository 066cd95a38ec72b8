// One row of the list as a template. Text from people reaches the page as text, never as HTML.
import { html, nothing, type TemplateResult } from 'lit';
import type { Strings } from '../locales/en.ts';
import type {
  DayRow,
  DraftRow,
  MessageRow,
  NoticeRow,
  ReactionChip,
  RemovedRow,
  Reply,
  Row,
  SkippedRow,
} from '../rows/rows.ts';
import { outcomeTemplate } from './outcome-template.ts';
import { hueOf, initialsOf } from './person.ts';
import type { Times } from './times.ts';

export interface RowContext {
  readonly strings: Strings;
  readonly times: Times;
  /** Whether drafts can be sent right now. */
  readonly live: boolean;
}

type SpokenRow = MessageRow | RemovedRow | DraftRow;

export function rowTemplate(row: Row, context: RowContext): TemplateResult {
  switch (row.kind) {
    case 'day':
      return dayTemplate(row, context);
    case 'skipped':
      return skippedTemplate(row, context);
    case 'notice':
      return noticeTemplate(row);
    default:
      return spokenTemplate(row, context);
  }
}

function dayTemplate({ at }: DayRow, { times }: RowContext) {
  return html`<div class="day" role="separator" aria-label=${times.day(at)} part="day-divider">
    ${times.day(at)}
  </div>`;
}

function skippedTemplate({ count }: SkippedRow, { strings }: RowContext) {
  return html`<div class="edge" part="skipped">${strings.skipped(count)}</div>`;
}

function noticeTemplate({ text }: NoticeRow) {
  return html`<div class="edge announcement" part="announcement" role="note" dir="auto">${text}</div>`;
}

function spokenTemplate(row: SpokenRow, context: RowContext): TemplateResult {
  const { from, own, starts, continues } = row;
  const draft = row.kind === 'draft' ? row.draft : undefined;
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
    ${starts ? whoTemplate(row, context) : nothing} ${contentTemplate(row, context)}
    ${draft ? outcomeTemplate(draft, context) : nothing}
  </div>`;
}

function whoTemplate({ from, own, at }: SpokenRow, { strings, times }: RowContext) {
  return html`<span class="avatar" part="avatar" aria-hidden="true">${initialsOf(from.name)}</span>
    <div class="who">
      <bdi class="name" part="name">${own ? strings.you : from.name}</bdi>
      <time part="time" datetime=${times.machine(at)} title=${times.full(at)}>${times.time(at)}</time>
    </div>`;
}

/** A draft and the message that it becomes are made of the same template, so that nothing flickers. */
function contentTemplate(row: SpokenRow, { strings }: RowContext) {
  if (row.kind === 'removed') return html`<p class="text gone" part="text">${strings.removed}</p>`;
  const { text, reply } = row;
  const { edited, reactions } = row.kind === 'message' ? row : { edited: false, reactions: [] };
  return html`${reply ? replyTemplate(reply, strings) : nothing}
  ${
    text === ''
      ? nothing
      : html`<p class="text" part="text" dir="auto">${text}${edited ? editedMark(strings) : nothing}</p>`
  }
  ${reactions.length > 0 ? reactionsTemplate(reactions) : nothing}`;
}

function editedMark(strings: Strings) {
  return html` <small class="edited" part="edited">${strings.edited}</small>`;
}

function replyTemplate(reply: Reply, strings: Strings) {
  const content =
    reply.kind === 'message'
      ? html`<bdi class="quoted">${reply.name}</bdi> <bdi>${reply.text}</bdi>`
      : reply.kind === 'removed'
        ? strings.removed
        : strings.repliedUnknown;
  return html`<div class="quote" part="quote">${content}</div>`;
}

function reactionsTemplate(reactions: readonly ReactionChip[]) {
  return html`<ul class="reactions" part="reactions">
    ${reactions.map(
      ({ emoji, names, own }) =>
        html`<li class=${own ? 'reaction own' : 'reaction'} part="reaction" title=${names.join(', ')}>
          ${emoji} ${names.length}
        </li>`,
    )}
  </ul>`;
}
