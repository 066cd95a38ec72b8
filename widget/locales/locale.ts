// Which variant of a language it is, for numbers, times and lists.

/**
 * The reader's own variant of the page's language: a page in `en` read by a Briton has British times.
 * An unknown `lang` must not break the page: then it is the browser's own.
 */
export function localeFor(language: string | undefined): string | undefined {
  const own = navigator.languages.find((preferred) => preferred.split('-')[0] === language);
  try {
    return own ?? (language ? Intl.getCanonicalLocales(language)[0] : undefined);
  } catch {
    return undefined;
  }
}
