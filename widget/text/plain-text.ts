// A text where no markup can be: read aloud, quoted in a line, in a notification.
import { balanced } from './bidi.ts';
import { tokensOf, type Token } from './tokens.ts';

/** Without markers, and of each link its host. */
export function plainText(text: string): string {
  return said(tokensOf(balanced(text)));
}

function said(tokens: readonly Token[]): string {
  return tokens
    .map((token) => ('of' in token ? said(token.of) : token.kind === 'link' ? token.host : token.text))
    .join('');
}
