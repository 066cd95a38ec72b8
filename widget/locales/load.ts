// The languages beside English, each in a file that is fetched when a page first wants it.
import type { Translation } from './strings.ts';

const others = ['ar', 'de', 'es', 'fr', 'he', 'ja', 'pt'];

/** `pt-BR` -> `pt` */
export function languageOf(tag: string): string {
  return tag.toLowerCase().split('-')[0]!;
}

/**
 * `keepers` is what is said to those who keep a room. Undefined for English, for a language that nobody has translated
 * to, and for one that cannot be fetched.
 */
export async function loadTranslation(
  language: string,
  file: 'locale' | 'keepers' = 'locale',
): Promise<Translation | undefined> {
  if (!others.includes(language)) return undefined;
  // Beside it, not behind it: it asks for this first.
  import('../later/languages.ts').catch(() => {});
  try {
    const { strings } = (await import(`../later/${file}-${language}.ts`)) as {
      readonly strings: Translation;
    };
    return strings;
  } catch {
    return undefined;
  }
}

export function isRightToLeft(language: string): boolean {
  return language === 'ar' || language === 'he';
}
