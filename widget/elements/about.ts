// What a text that is being written refers to: the message that it answers, or the one that it changes.
import type { ComposerStrings } from '../locales/strings.ts';
import { closeIcon, html, nothing } from '../shared.ts';

export type About =
  | { readonly kind: 'reply'; readonly seq: number; readonly name: string; readonly text: string }
  | { readonly kind: 'edit'; readonly seq: number; readonly text: string };

/** What was written, and what it refers to. */
export interface Spoken {
  readonly text: string;
  readonly about: About | undefined;
}

export function isSameAbout(one: About | undefined, other: About | undefined): boolean {
  return one?.kind === other?.kind && one?.seq === other?.seq;
}

/** The bar above the field. The field is described by its words. */
export function aboutTemplate(about: About | undefined, strings: ComposerStrings, onEnd: () => void) {
  if (!about) return nothing;
  const isReply = about.kind === 'reply';
  return html`<div class="about" part="about">
    <div class="about-text" id="about">
      <b>${isReply ? html`${strings.replyingTo} <bdi>${about.name}</bdi>` : strings.editing}</b>
      <span dir="auto">${about.text}</span>
    </div>
    <button
      class="icon-button"
      type="button"
      tabindex="-1"
      aria-label=${isReply ? strings.endReply : strings.endEdit}
      @click=${onEnd}
    >
      ${closeIcon}
    </button>
  </div>`;
}
