// People's text as nodes of the page: made by Lit from a tree, never from HTML.
import { balanced, html, nothing, tokensOf } from '../shared.ts';
import { isOnlyEmoji } from './shape.ts';
import type { Token } from './tokens.ts';

export interface TextContext {
  /** Names of the people known in the room: they can be mentioned. */
  readonly names?: readonly string[] | undefined;
  /** The reader's own name. */
  readonly me?: string | undefined;
}

export function textTemplate(text: string, { names = [], me = '' }: TextContext): unknown {
  if (isOnlyEmoji(text)) return html`<span class="only-emoji">${text}</span>`;
  return nodesOf(tokensOf(balanced(text), [...names, me]), me.toLowerCase());
}

function nodesOf(tokens: readonly Token[], me: string): unknown {
  // Most texts are only text: that spares them a list.
  return tokens.length === 1 ? nodeOf(tokens[0]!, me) : tokens.map((token) => nodeOf(token, me));
}

function nodeOf(token: Token, me: string): unknown {
  switch (token.kind) {
    case 'text':
      return token.text;
    case 'bold':
      return html`<strong>${nodesOf(token.of, me)}</strong>`;
    case 'italic':
      return html`<em>${nodesOf(token.of, me)}</em>`;
    case 'strike':
      return html`<s>${nodesOf(token.of, me)}</s>`;
    case 'code':
      return html`<code dir="auto">${token.text}</code>`;
    case 'block':
      return html`<pre
        tabindex="-1"
        dir="auto"
        data-language=${token.language || nothing}
      ><code>${token.text}</code></pre>`;
    case 'link':
      return html`<a
        href=${token.href}
        target="_blank"
        rel="noopener noreferrer nofollow ugc"
        tabindex="-1"
        dir="auto"
        >${token.shown}</a
      >`;
    case 'mention': {
      const isMe = token.text.slice(1).toLowerCase() === me;
      return html`<span class=${isMe ? 'mention me' : 'mention'} dir="auto">${token.text}</span>`;
    }
  }
}
