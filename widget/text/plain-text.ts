// A text where no markup can be: read aloud, quoted in a line, in a notification.
import { balanced } from './bidi.ts';
import { tokensOf, type Token } from './tokens.ts';

/** Without markers, and of each link its host, or what is to be said of that. */
export function plainText(text: string, link = (host: string) => host): string {
  return said(tokensOf(balanced(text)), link);
}

function said(tokens: readonly Token[], link: (host: string) => string): string {
  return tokens
    .map((token) =>
      'of' in token ? said(token.of, link) : token.kind === 'link' ? link(token.host) : token.text,
    )
    .join('');
}
