// Who wrote it and when, as the head of a card.
import { html, nothing } from 'lit';
import type { Participant } from '../../../protocol/server-messages.ts';
import { avatarTemplate } from '../../elements/person.ts';
import type { Times } from '../../elements/times.ts';
import type { ConsoleStrings } from '../strings.ts';

export interface AuthorContext {
  readonly strings: ConsoleStrings;
  readonly times: Times;
}

/** `kind`: what it is, where that is no message. */
export function authorTemplate(
  author: Participant,
  at: number,
  { strings, times }: AuthorContext,
  kind?: string,
) {
  const { name, role } = author;
  return html`<div class="by">
    ${avatarTemplate(author)}
    <bdi class="name">${name}</bdi>
    ${role === 'guest' ? nothing : html`<span class="badge-role">${strings.role(role)}</span>`}
    <time datetime=${times.machine(at)} title=${times.full(at)}>${times.day(at)}, ${times.time(at)}</time>
    ${kind === undefined ? nothing : html`<span class="chip">${kind}</span>`}
  </div>`;
}
