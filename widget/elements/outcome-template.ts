// What became of a draft that is not in the log, and what the person can do about it.
import { html, nothing } from 'lit';
import type { Strings } from '../locales/en.ts';
import type { Draft } from '../outbox/outbox.ts';

export interface OutcomeContext {
  readonly strings: Strings;
  /** Whether drafts can be sent right now. */
  readonly live: boolean;
}

/** The buttons carry what they do; the list listens for all of them at once. */
export function outcomeTemplate(draft: Draft, { strings, live }: OutcomeContext) {
  switch (draft.kind) {
    case 'accepted':
      return nothing;
    case 'waiting': {
      // On a live link it is a matter of milliseconds: a line that comes and goes would only make the list jump.
      const why = draft.sentence ?? (live ? undefined : strings.waiting);
      return why === undefined ? nothing : html`<div class="outcome">${why}</div>`;
    }
    case 'held':
      return html`<div class="outcome" role="status">
        ${draft.sentence} ${button('discard', strings.discard)}
      </div>`;
    case 'estranged':
      return refusedTemplate(draft, strings.estranged, true, strings);
    case 'refused':
      return refusedTemplate(draft, draft.sentence, !draft.final, strings, draft.until);
  }
}

/** The element counts down to `until`; it comes with what one writes with. */
function refusedTemplate(
  { deed }: Draft,
  sentence: string,
  canRetry: boolean,
  strings: Strings,
  until?: number,
) {
  return html`<div class="outcome refused" role="alert">
    ${strings.notSent} ${sentence} ${canRetry ? button('retry', strings.retry) : nothing}
    ${until ? html`<ws-chat-wait .until=${until}></ws-chat-wait>` : nothing}
    ${deed.type === 'post' || deed.type === 'poll' ? button('edit', strings.edit) : nothing} ${button('discard', strings.discard)}
  </div>`;
}

function button(act: string, label: string) {
  return html`<button class="link-button" type="button" tabindex="-1" data-act=${act}>${label}</button>`;
}
