// The emojis on a message, each a button that puts one's own there or takes it off.
import type { ListStrings } from '../locales/strings.ts';
import type { ReactionChip } from '../rows/row.ts';
import { html, nothing } from '../shared.ts';

/** More kinds than this are a wall. */
const mostShown = 12;

export function reactionsTemplate(reactions: readonly ReactionChip[], strings: ListStrings) {
  const left = reactions.length - mostShown;
  return html`<div class="reactions" part="reactions">
    ${reactions.slice(0, mostShown).map((chip) => chipTemplate(chip, strings))}
    ${left > 0 ? restTemplate(left) : nothing}
  </div>`;
}

/** Leads to all of them, and who they are from. */
function restTemplate(left: number) {
  return html`<button class="reaction" type="button" tabindex="-1" aria-haspopup="dialog" data-reacted>
    +${left}
  </button>`;
}

function chipTemplate({ emoji, names, own }: ReactionChip, strings: ListStrings) {
  return html`<button
    class="reaction"
    part="reaction"
    type="button"
    tabindex="-1"
    title=${names.join(', ')}
    aria-pressed=${own ? 'true' : 'false'}
    aria-label=${strings.reacted(emoji, names, own)}
    data-react=${emoji}
  >
    ${emoji} ${names.length}
  </button>`;
}
