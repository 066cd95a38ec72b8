// What a message answers, in one line that leads there.
import type { ListStrings } from '../locales/strings.ts';
import type { Reply } from '../rows/row.ts';
import { html, plainText } from '../shared.ts';

export function replyTemplate(reply: Reply, strings: ListStrings) {
  const content =
    reply.kind === 'message'
      ? html`<bdi class="quoted">${reply.name}</bdi> <bdi>${plainText(reply.text)}</bdi>`
      : reply.kind === 'removed'
        ? strings.removed
        : strings.repliedUnknown;
  return html`<button class="quote" part="quote" type="button" tabindex="-1" data-jump=${reply.seq}>
    ${content}
  </button>`;
}
