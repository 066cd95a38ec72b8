// What is a link, where it leads, and how it is shown so that its host cannot be mistaken.

export interface Link {
  readonly href: string;
  /** The address as it was written, but for its host, which is what the browser makes of it. */
  readonly shown: string;
  /** The host, or the mailbox. */
  readonly host: string;
}

/** Scripts that may stand beside Latin labels, as in `日本語.jp`; those that are written together, together. */
const besideLatin = [
  'Latin',
  'Han Hiragana Katakana',
  'Han Hangul',
  'Arabic',
  'Hebrew',
  'Thai',
  'Devanagari',
];

/** Many of their letters look like Latin ones: the whole host is in one of these, or it is punycode. */
const likeLatin = ['Cyrillic', 'Greek'];

/** A sentence's own punctuation, emphasis around the link, and brackets that were opened before it. */
export function withoutTrailing(written: string): string {
  let surplus = written.split(/[)\]}]/).length - written.split(/[([{]/).length;
  let end = written.length;
  while (/[.,:;!?'*_~]/.test(written[end - 1]!) || (/[)\]}]/.test(written[end - 1]!) && surplus-- > 0)) end--;
  return written.slice(0, end);
}

/** Undefined for what is no link to the web or to a mailbox. */
export function linkOf(written: string): Link | undefined {
  const [, mailbox] = /^mailto:([\w.+-]+@[\w.-]+)(?:\?[!-~]*)?$/i.exec(written) ?? [];
  if (mailbox) return { href: written, shown: written, host: mailbox };
  const [, scheme, authority, rest] =
    /^(https?:\/\/|(?=www\.))([^/?#\\\s]+)((?:[/?#]\S*)?)$/i.exec(written) ?? [];
  if (authority === undefined) return undefined;
  try {
    const url = new URL(`${scheme || 'https://'}${authority}${rest}`);
    // In `https://bank.example@evil.example` the bank is a user's name.
    url.username = url.password = '';
    if (!/^(?:[\w-]+(?:\.[\w-]+)*\.?|\[.*\])$/.test(url.hostname)) return undefined;
    const host = hostOf(url, authority.split('@').at(-1)!);
    return { href: url.href, shown: `${scheme}${host}${rest}`, host };
  } catch {
    return undefined;
  }
}

/** In the letters that were written, if they deceive nobody and mean the same. Throws as `URL` does. */
function hostOf(url: URL, written: string): string {
  const host = written.normalize('NFKC').toLowerCase();
  const isSame = () => new URL(`${url.protocol}//${host}`).host === url.host;
  return url.hostname.includes('xn--') && isReadable(host) && isSame() ? host : url.host;
}

function isReadable(host: string): boolean {
  return (
    likeLatin.some((scripts) => isWrittenIn(scripts, host)) ||
    host.split('.').every((label) => besideLatin.some((scripts) => isWrittenIn(scripts, label)))
  );
}

function isWrittenIn(scripts: string, text: string): boolean {
  return new RegExp(`^[-:.\\d${scripts.replace(/\w+/g, '\\p{scx=$&}')}]*$`, 'u').test(text);
}
