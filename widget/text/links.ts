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
  /^[-:.\d\p{scx=Latin}]*$/u,
  /^[-:.\d\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}]*$/u,
  /^[-:.\d\p{scx=Han}\p{scx=Hangul}]*$/u,
  /^[-:.\d\p{scx=Arabic}]*$/u,
  /^[-:.\d\p{scx=Hebrew}]*$/u,
  /^[-:.\d\p{scx=Thai}]*$/u,
  /^[-:.\d\p{scx=Devanagari}]*$/u,
];

/** Many of their letters look like Latin ones: the whole host is in one of these, or it is punycode. */
const likeLatin = [/^[-:.\d\p{scx=Cyrillic}]*$/u, /^[-:.\d\p{scx=Greek}]*$/u];

/** A sentence's own punctuation, emphasis around the link, and brackets that were opened before it. */
export function withoutTrailing(written: string): string {
  let surplus = written.split(/[)\]}]/).length - written.split(/[([{]/).length;
  let end = written.length;
  while (/[.,:;!?'*_~]/.test(written[end - 1]!) || (/[)\]}]/.test(written[end - 1]!) && surplus-- > 0)) end--;
  return written.slice(0, end);
}

/**
 * Undefined for what is no link to the web or to a mailbox. No host is longer than here; what a browser does to
 * letters of other scripts in it takes time in the square of its length.
 */
export function linkOf(written: string): Link | undefined {
  const [, mailbox] = /^mailto:([\w.+-]+@[\w.-]+)(?:\?[!-~]*)?$/i.exec(written) ?? [];
  if (mailbox) return { href: written, shown: written, host: mailbox };
  const [, scheme, authority, rest] =
    /^(https?:\/\/|(?=www\.))([^/?#\\\s]{1,255})((?:[/?#]\S*)?)$/i.exec(written) ?? [];
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
    likeLatin.some((script) => script.test(host)) ||
    host.split('.').every((label) => besideLatin.some((script) => script.test(label)))
  );
}
