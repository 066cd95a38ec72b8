// Addresses in a text, and whether they may stand there: by role, and by the domain that they lead to. What is
// an address, the platform's own URL parser says.
import { withoutPiles } from '../../identity/piles.ts';
import { refuse, type Rule } from './rule.ts';

export interface LinkSettings {
  /** For those alone whom the other rules do not bind. */
  readonly off?: boolean | undefined;
  /** Only these domains, and what is below them. */
  readonly allow?: readonly string[] | undefined;
  /** Never these. */
  readonly deny?: readonly string[] | undefined;
}

/** A domain without a scheme, as people write it; what follows the last dot is letters. */
const bare = /^[^\s/?#@:]+\.\p{L}{2,24}(?:[:/?#]|$)/u;
const scheme = /[a-z][a-z0-9+.-]{0,31}$/i;
const image = /\.(?:apng|avif|bmp|gif|jpe?g|png|svg|webp)$/i;

/** Those of a text that a reader could follow; parts of words count, so that nothing is hidden by gluing. */
export function addressesIn(text: string): URL[] {
  return text.split(/[\s<>"'`()[\]{}*_~,;|]+/u).flatMap((word) => {
    const mark = word.indexOf('://');
    if (mark < 0) {
      const written = withoutEnd(word);
      return bare.test(written) ? parsed(`https://${written}`) : [];
    }
    const [begin = ''] = scheme.exec(word.slice(Math.max(0, mark - 32), mark)) ?? [];
    return parsed(begin + word.slice(mark));
  });
}

/** Without the sentence’s own punctuation; by hand, for a pattern would begin anew at every mark of a run. */
function withoutEnd(word: string): string {
  let end = word.length;
  while (end > 0 && '.:!?'.includes(word[end - 1]!)) end--;
  return word.slice(0, end);
}

function parsed(address: string): URL[] {
  // A host in other scripts is normalized.
  const url = URL.parse(withoutPiles(address));
  return url && url.hostname !== '' ? [url] : [];
}

/** No domain is longer. */
export const domainCharacters = 253;

export function createLinkRule({ off = false, allow, deny = [] }: LinkSettings): Rule {
  const allowed = allow && new Set(allow.map(asHost));
  const denied = new Set(deny.map(asHost));
  return (text, { mayLink, mayLinkImages }) => {
    // Nearly all texts have neither.
    if (!text.includes('.') && !text.includes('://')) return undefined;
    const addresses = addressesIn(text);
    if (addresses.length === 0) return undefined;
    if (off || !mayLink)
      return refuse('link-not-allowed', 'Links are not for everybody here. Send it without.');
    for (const { hostname, pathname } of addresses) {
      if (isWithin(hostname, denied) || (allowed && !isWithin(hostname, allowed)))
        return refuse('link-not-allowed', `Links to ${hostname} are not wanted here. Send it without.`);
      if (!mayLinkImages && image.test(pathname))
        return refuse('link-not-allowed', 'Links to pictures are not for everybody here. Send it without.');
    }
    return undefined;
  };
}

/** As a parser writes it: lower case, other scripts in their ASCII form. */
function asHost(domain: string): string {
  return new URL(`https://${domain}`).hostname;
}

/** Looks for it and for what it is below: as many looks as it has labels, however long the list is. */
function isWithin(hostname: string, domains: ReadonlySet<string>): boolean {
  const host = hostname.replace(/\.$/, '');
  let start = Math.max(0, host.length - domainCharacters);
  if (start > 0 && host[start - 1] !== '.') start = host.indexOf('.', start) + 1 || host.length;
  while (!domains.has(host.slice(start))) {
    const dot = host.indexOf('.', start);
    if (dot < 0) return false;
    start = dot + 1;
  }
  return true;
}
