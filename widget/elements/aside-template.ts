// Lines beside the conversation, that nobody said: who came and went, and what is folded away.
import { html } from 'lit';
import type { Participant } from '../../protocol/server-messages.ts';
import type { Strings } from '../locales/en.ts';
import type { MutedRow, PresenceRow } from '../rows/row.ts';
import { PartEvent } from './part.ts';

/** So many are named; of more, the first and how many others. */
const mostNamed = 3;

export function presenceTemplate({ came, gone }: PresenceRow, strings: Strings) {
  const parts = [told(came, strings.came), told(gone, strings.left)];
  return html`<div class="edge aside" part="presence" role="note">${parts.filter(Boolean).join(' · ')}</div>`;
}

export function mutedTemplate({ name, keys }: MutedRow, strings: Strings) {
  const text = strings.mutedMessages(isolated(name), keys.length);
  const show = ({ target }: Event) => target!.dispatchEvent(new PartEvent('chat-show', keys));
  return html`<div class="edge aside" part="muted" role="article" tabindex="-1" aria-label=${text} data-row>
    ${text}
    <button class="link-button" type="button" tabindex="-1" @click=${show}>${strings.show}</button>
  </div>`;
}

function told(people: readonly Participant[], say: Strings['came']): string {
  if (people.length === 0) return '';
  const named = people.length > mostNamed ? people.slice(0, mostNamed - 1) : people;
  return say(
    named.map(({ name }) => isolated(name)),
    people.length - named.length,
  );
}

/** A name of another direction does not turn the sentence round. */
function isolated(name: string): string {
  return `\u2068${name}\u2069`;
}
