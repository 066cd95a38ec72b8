// Words and phrases that the owner wants blocked, masked or looked at. A phrase counts as whole words, unless
// a star at either end says that it may go on there.
import { Automaton } from './automaton.ts';
import { fold, hasOne, isWordUnit, type Folded, type One } from './fold.ts';
import { refuse, type Rule } from './rule.ts';

export interface WordSettings {
  readonly block?: readonly string[] | undefined;
  readonly mask?: readonly string[] | undefined;
  readonly hold?: readonly string[] | undefined;
}

type Consequence = keyof WordSettings;

interface Phrase {
  readonly consequence: Consequence;
  readonly units: readonly number[];
  readonly openStart: boolean;
  readonly openEnd: boolean;
}

const masked = '•';

export function createWordRule(settings: WordSettings): Rule {
  const phrases = (['block', 'mask', 'hold'] as const).flatMap((consequence) =>
    (settings[consequence] ?? []).flatMap((written) => readPhrase(written, consequence)),
  );
  const find = createFinder(phrases);
  return (text) => {
    const found = new Set<Consequence>();
    let shown = text;
    find(text, ({ consequence }, folded, start, end) => {
      found.add(consequence);
      if (consequence === 'mask') shown = mask(shown, folded, start, end);
    });
    if (found.has('block'))
      return refuse(
        'word-blocked',
        'This message has a word that is not wanted here. Say it in another way.',
      );
    if (found.has('hold')) return { ruling: 'hold' };
    return found.has('mask') ? { ruling: 'mask', text: shown } : undefined;
  };
}

/** Whether a text says this phrase, read as one of the owner’s. */
export function createSaying(written: string): (text: string) => boolean {
  const find = createFinder(readPhrase(written, 'hold'));
  return (text) => {
    let says = false;
    find(text, () => (says = true));
    return says;
  };
}

type Tell = (phrase: Phrase, folded: Folded, start: number, end: number) => void;

/** Tells each of the phrases that a text says, and where. */
function createFinder(phrases: readonly Phrase[]): (text: string, tell: Tell) => void {
  const automaton = new Automaton(phrases.map(({ units }) => units));
  return (text, tell) => {
    for (const one of hasOne(text) ? (['i', 'l'] as const) : (['i'] as const)) {
      const folded = fold(text, one);
      automaton.find(folded.units, ({ phrase: number, end }) => {
        const phrase = phrases[number]!;
        const start = end - phrase.units.length;
        if (isWhole(folded, phrase, start, end)) tell(phrase, folded, start, end);
      });
    }
  };
}

/** Both readings of a one, where there is any. */
function readPhrase(written: string, consequence: Consequence): Phrase[] {
  const openStart = written.startsWith('*');
  const openEnd = written.length > 1 && written.endsWith('*');
  const bare = written.slice(openStart ? 1 : 0, openEnd ? -1 : undefined);
  const readings: readonly One[] = hasOne(bare) ? ['i', 'l'] : ['i'];
  return readings.map((one) => ({ consequence, units: fold(bare, one).units, openStart, openEnd }));
}

function isWhole({ units }: Folded, { openStart, openEnd }: Phrase, start: number, end: number): boolean {
  const goesOn = (from: number) => isWordUnit(units[from]) && isWordUnit(units[from + 1]);
  return (openStart || !goesOn(start - 1)) && (openEnd || !goesOn(end - 1));
}

/** As long as it was, for the eye; white space stays, and so does the length in units, for the next match. */
function mask(text: string, { places }: Folded, start: number, end: number): string {
  const from = places[start]!;
  // One sign may stand for several letters: it goes as a whole.
  let next = end;
  while (places[next] === places[end - 1]) next++;
  const to = places[next] ?? text.length;
  return text.slice(0, from) + text.slice(from, to).replace(/\S/g, masked) + text.slice(to);
}
