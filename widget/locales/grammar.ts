// What a translation needs of its language's grammar: the form of a word that goes with a number, and lists.
import type { DurationUnit } from '../text/duration.ts';
import { localeFor } from './locale.ts';

/** By the categories of Unicode's plural rules; a language has those that it needs. */
export type Forms = Partial<Record<Intl.LDMLPluralRule, string>> & { readonly other: string };

export interface Grammar {
  number(count: number): string;
  /** The form for the count, with the count in the place of `#`. */
  counted(count: number, forms: Forms): string;
  list(words: readonly string[]): string;
  duration(count: number, unit: DurationUnit): string;
}

export function grammarOf(language: string): Grammar {
  const locale = localeFor(language);
  const numbers = new Intl.NumberFormat(locale);
  const rules = new Intl.PluralRules(locale);
  const lists = new Intl.ListFormat(locale);
  return {
    number: (count) => numbers.format(count),
    counted: (count, forms) =>
      (forms[rules.select(count)] ?? forms.other).replace('#', numbers.format(count)),
    list: (words) => lists.format(words),
    duration: (count, unit) =>
      new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'long' }).format(count),
  };
}
