// Lines beside the conversation, that nobody said: who came and went, and what is folded away.
import type { Participant } from '../../protocol/server-messages.ts';
import type { CompanyStrings } from '../locales/strings.ts';
import type { Coming } from '../presence/comings.ts';
import type { Folded } from '../rows/fold-muted.ts';
import { html, PartEvent } from '../shared.ts';

/** So many are named; of more, the first and how many others. */
const mostNamed = 3;

export function comingTemplate({ came, gone }: Coming, strings: CompanyStrings) {
  const parts = [told(came, strings.came), told(gone, strings.left)];
  return html`<div class="edge aside" part="presence" role="note">${parts.filter(Boolean).join(' · ')}</div>`;
}

export function foldedTemplate({ name, keys, seq }: Folded, strings: CompanyStrings) {
  const text = strings.mutedMessages(isolated(name), keys.length);
  const show = ({ target }: Event) => target!.dispatchEvent(new PartEvent('chat-show', keys));
  return html`<div class="edge aside" part="muted" role="article" tabindex="-1" aria-label=${text} data-row>
    ${text}
    <button class="link-button" type="button" tabindex="-1" data-shown=${seq} @click=${show}>
      ${strings.show}
    </button>
  </div>`;
}

function told(people: readonly Participant[], say: CompanyStrings['came']): string {
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
