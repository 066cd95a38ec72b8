// One entry of an origin list: an exact origin, or every subdomain of a domain by `https://*.domain`.

export type OriginRule =
  | { readonly kind: 'exact'; readonly origin: string }
  /** Matches at a dot: `.example.com` admits `a.example.com`, not `badexample.com`. */
  | { readonly kind: 'subdomains'; readonly suffix: string };

const wildcard = 'https://*.';

/** Reads one entry; throws a RangeError whose message names the cure. */
export function parseOriginRule(text: string): OriginRule {
  if (text.lastIndexOf('*') > wildcard.indexOf('*') || (text.includes('*') && !text.startsWith(wildcard)))
    throw new RangeError(`“${text}”: a star may only stand as in https://*.example.com; name each site`);
  if (text.startsWith(wildcard)) {
    const domain = serialise(`https://${text.slice(wildcard.length)}`, text).slice('https://'.length);
    if (!domain.includes('.'))
      throw new RangeError(
        `“${text}” would admit every site under .${domain}; name a domain, as in https://*.example.com`,
      );
    return { kind: 'subdomains', suffix: `.${domain}` };
  }
  if (text === 'null')
    throw new RangeError('“null” is no site; to admit pages without an origin, set allowNullOrigin');
  return { kind: 'exact', origin: serialise(text, text) };
}

/** An origin must stand in the list exactly as a browser sends it: anything else would never match. */
function serialise(text: string, shown: string): string {
  if (!/^https?:\/\//.test(text))
    throw new RangeError(`“${shown}” is not an origin; write the scheme too, as in ${withScheme(text)}`);
  let origin: string;
  try {
    origin = new URL(text).origin;
  } catch {
    throw new RangeError(`“${shown}” is not an origin; write it as in https://example.com`);
  }
  if (origin !== text)
    throw new RangeError(
      `“${shown}” is not how a browser writes it; write ${origin.replace('https://', shown.startsWith(wildcard) ? wildcard : 'https://')}`,
    );
  return origin;
}

/** What was probably meant: without the slips of a hurried hand, and http only on one's own machine. */
function withScheme(text: string): string {
  const host = text.replace(/^([a-z]+:(?!\d))?\/*/i, '') || 'example.com';
  return `${/^(localhost|127\.)/.test(host) ? 'http' : 'https'}://${host}`;
}
