// One row of the list as a template. Text from people reaches the page as text, never as HTML.
import type { TemplateResult } from 'lit';
import type { ListStrings } from '../locales/strings.ts';
import type { Draft } from '../outbox/outbox.ts';
import type { DayRow, DraftRow, MessageRow, NoticeRow, RemovedRow, Row, SkippedRow } from '../rows/row.ts';
import { avatarTemplate, hueOf } from './person.ts';
import { reactionsTemplate } from './reactions-template.ts';
import { replyTemplate } from './reply-template.ts';
import type { RowContext } from './row-context.ts';
import { rowLabel } from './row-label.ts';
import { html, nothing } from '../shared.ts';
import { isLong } from '../text/shape.ts';
import { textTemplate } from '../text/text-template.ts';

type SpokenRow = MessageRow | RemovedRow | DraftRow;

export function rowTemplate(row: Row, context: RowContext): unknown {
  switch (row.kind) {
    case 'day':
      return dayTemplate(row, context);
    case 'unread':
      return html`<div class="unread" role="separator" part="unread-divider">
        ${context.strings.unreadLine}
      </div>`;
    case 'skipped':
      return skippedTemplate(row, context);
    case 'notice':
      return noticeTemplate(row, context);
    case 'aside':
      return row.template(context.strings);
    default:
      return spokenTemplate(row, context);
  }
}

/** A heading too: those who only hear the list find the days by it. */
function dayTemplate({ at }: DayRow, { times }: RowContext) {
  return html`<div class="day" role="separator" aria-label=${times.day(at)} part="day-divider">
      ${times.day(at)}
    </div>
    <h3 class="unseen">${times.day(at)}</h3>`;
}

function skippedTemplate({ count, from }: SkippedRow, { strings }: RowContext) {
  const said = strings.skipped(count);
  return html`<div class="edge" part="skipped" data-row>
    ${
      from === undefined
        ? said
        : html`<button class="link-button" type="button" tabindex="-1" data-skipped=${from}>${said}</button>`
    }
  </div>`;
}

/** How much it stands out is said, too: not everybody sees colours. */
function noticeTemplate({ text, level }: NoticeRow, { strings }: RowContext) {
  const said = strings.level(level);
  return html`<div class="edge announcement ${level}" part="announcement" role="note">
    ${said ? html`<b>${`${said} `}</b>` : nothing}<bdi>${text}</bdi>
  </div>`;
}

function spokenTemplate(row: SpokenRow, context: RowContext): TemplateResult {
  const { from, own, starts, continues } = row;
  const message = row.kind === 'message' ? row : undefined;
  const draft = row.kind === 'draft' ? row.draft : undefined;
  const isPending = message ? message.pending : draft && draft.kind !== 'accepted';
  const classes = [
    'row',
    `hue-${hueOf(from)}`,
    own && 'own',
    starts && 'starts',
    continues && 'continues',
    message?.calls && 'calls',
    isPending && 'pending',
  ];
  return html`<div
    class=${classes.filter(Boolean).join(' ')}
    part=${own ? 'message message-own' : 'message'}
    role="article"
    tabindex="-1"
    aria-label=${rowLabel(row, context)}
    data-row
    data-seq=${message?.seq ?? nothing}
    data-draft=${draft?.draftId ?? nothing}
  >
    ${starts ? whoTemplate(row, context) : nothing} ${contentTemplate(row, context)}
    ${draft ? outcomeTemplate(draft, context) : nothing}
  </div>`;
}

/** It comes with what one writes with. */
function outcomeTemplate(draft: Draft, { strings, live }: RowContext) {
  return html`<ws-chat-outcome .draft=${draft} .live=${live} .strings=${strings}></ws-chat-outcome>`;
}

function whoTemplate({ from, own, at }: SpokenRow, { strings, times }: RowContext) {
  return html`${avatarTemplate(from)}
    <div class="who">
      <bdi class="name" part="name">${own ? strings.you : from.name}</bdi>
      ${from.role === 'guest' ? nothing : html`<span class="badge-role" part="badge">${strings.role(from.role)}</span>`}
      <time part="time" datetime=${times.machine(at)} title=${times.full(at)}>${times.time(at)}</time>
    </div>`;
}

/** A draft and the message that it becomes are made of the same template, so that nothing flickers. */
function contentTemplate(row: SpokenRow, context: RowContext) {
  const { strings } = context;
  if (row.kind === 'removed') return html`<div class="text gone" part="text">${strings.removed}</div>`;
  const { text, reply } = row;
  const { edited, reactions, poll } =
    row.kind === 'message' ? row : { edited: false, reactions: [], poll: undefined };
  return html`${reply ? replyTemplate(reply, strings) : nothing}
  ${text === '' ? nothing : saidTemplate(text, edited, context)}
  ${poll ? html`<ws-chat-poll .row=${row} .context=${context}></ws-chat-poll>` : nothing}
  ${reactions.length > 0 ? reactionsTemplate(reactions, strings) : nothing}`;
}

/** White space says something in a text, so none of ours may stand beside it. */
function saidTemplate(text: string, edited: boolean, { me, names, strings }: RowContext) {
  const long = isLong(text);
  const nodes = textTemplate(text, { me, names: names() });
  const mark = edited ? editedMark(strings) : nothing;
  return html`<div class=${long ? 'text long' : 'text'} part="text" dir="auto">${nodes}${mark}</div>
    ${long ? unfoldButton(strings) : nothing}`;
}

function unfoldButton(strings: ListStrings) {
  return html`<button
    class="link-button unfold"
    type="button"
    tabindex="-1"
    aria-expanded="false"
    data-unfold
  >
    <span>${strings.unfold}</span><span>${strings.fold}</span>
  </button>`;
}

function editedMark(strings: ListStrings) {
  return html` <small class="edited" part="edited">${strings.edited}</small>`;
}
