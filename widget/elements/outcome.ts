// What became of a draft that is not in the log, and what the person can do about it.
import { enComposer } from '../locales/en-composer.ts';
import type { GivenStrings } from '../locales/strings.ts';
import type { Draft } from '../outbox/outbox.ts';
import { css, given, html, nothing, Part } from '../shared.ts';
import './wait.ts';

/** Its buttons carry what they do; the list listens for all of them at once. */
export class Outcome extends Part {
  static override readonly properties = { draft: given, live: given, strings: given };

  static override readonly sheet = css`
    ws-chat-outcome {
      display: block;
    }

    .outcome {
      font-size: 12px;
      line-height: 16px;
      margin-block: 2px;
      color: var(--muted);
    }

    .outcome.refused {
      color: var(--danger);
    }

    /* On a line of their own they begin where the text does. */
    .outcome .link-button {
      margin-inline: 0 10px;
    }
  `;

  draft!: Draft;
  /** Whether drafts can be sent right now. */
  live = false;
  strings!: GivenStrings;

  get #words() {
    return { ...enComposer, ...this.strings };
  }

  override render() {
    const { draft, live } = this;
    const { waiting, estranged, discard } = this.#words;
    switch (draft.kind) {
      case 'accepted':
        return nothing;
      case 'waiting': {
        // On a live link it is a matter of milliseconds: a line that comes and goes would only make the list jump.
        const why = draft.sentence ?? (live ? undefined : waiting);
        return why === undefined ? nothing : html`<div class="outcome"><bdi>${why}</bdi></div>`;
      }
      case 'held':
        return html`<div class="outcome" role="status">
          <bdi>${draft.sentence}</bdi> ${button('discard', discard)}
        </div>`;
      case 'estranged':
        return this.#refused(estranged, true);
      case 'refused':
        return this.#refused(draft.sentence, !draft.final, draft.until);
    }
  }

  #refused(sentence: string, canRetry: boolean, until?: number) {
    const { notSent, retry, edit, discard } = this.#words;
    return html`<div class="outcome refused" role="alert">
      ${notSent} <bdi>${sentence}</bdi> ${canRetry ? button('retry', retry) : nothing}
      ${until ? html`<ws-chat-wait .until=${until}></ws-chat-wait>` : nothing}
      ${/^(post|poll)$/.test(this.draft.deed.type) ? button('edit', edit) : nothing}
      ${button('discard', discard)}
    </div>`;
  }
}

function button(act: string, label: string) {
  return html`<button class="link-button" type="button" tabindex="-1" data-act=${act}>${label}</button>`;
}
