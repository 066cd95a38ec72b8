// The languages beside English, each in a file that is fetched when a page first wants it.
import type { Translation } from './strings.ts';

const loaders: Readonly<Record<string, () => Promise<{ readonly strings: Translation }>>> = {
  ar: () => import('../later/locale-ar.ts'),
  de: () => import('../later/locale-de.ts'),
  es: () => import('../later/locale-es.ts'),
  fr: () => import('../later/locale-fr.ts'),
  he: () => import('../later/locale-he.ts'),
  ja: () => import('../later/locale-ja.ts'),
  pt: () => import('../later/locale-pt.ts'),
};

/** `pt-BR` -> `pt` */
export function languageOf(tag: string): string {
  return tag.toLowerCase().split('-')[0]!;
}

/** Undefined for English, for a language that nobody has translated to, and for one that cannot be fetched. */
export async function loadTranslation(language: string): Promise<Translation | undefined> {
  try {
    return (await loaders[language]?.())?.strings;
  } catch {
    return undefined;
  }
}

export function isRightToLeft(language: string): boolean {
  return language === 'ar' || language === 'he';
}
