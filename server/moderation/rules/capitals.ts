// Shouting: a text that is longer than a word or two, nearly all in capitals.
import { refuse, type Rule } from './rule.ts';

export interface CapitalSettings {
  /** So many of a hundred letters that could be either may be capitals. */
  readonly percent: number;
  /** A text with fewer such letters says what it likes. */
  readonly letters: number;
}

const upper = /\p{Lu}/gu;
const lower = /\p{Ll}/gu;

export function createCapitalRule({ percent, letters }: CapitalSettings): Rule {
  return (text) => {
    const capitals = count(text, upper);
    const all = capitals + count(text, lower);
    if (all < letters || capitals * 100 <= all * percent) return undefined;
    return refuse('too-many-capitals', 'That is a lot of capitals. Write it in small letters.');
  };
}

function count(text: string, kind: RegExp): number {
  return text.match(kind)?.length ?? 0;
}
