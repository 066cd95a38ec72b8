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
    const hidden = new Cover(text.length);
    find(text, ({ consequence }, folded, start, end) => {
      found.add(consequence);
      if (consequence === 'mask') hidden.add(...stretchOf(folded, start, end, text));
    });
    if (found.has('block'))
      return refuse(
        'word-blocked',
        'This message has a word that is not wanted here. Say it in another way.',
      );
    const shown = found.has('mask') ? hidden.over(text) : text;
    if (found.has('hold')) return { ruling: 'hold', text: shown };
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

/** Where a match stands in the text. One sign may stand for several letters: it goes as a whole. */
function stretchOf({ places }: Folded, start: number, end: number, text: string): [number, number] {
  let next = end;
  while (places[next] === places[end - 1]) next++;
  return [places[start]!, places[next] ?? text.length];
}

/** What is to be masked of a text, however often its stretches overlap. */
class Cover {
  /** How many stretches begin at a place, less those that end there. */
  readonly #changes: Int32Array;

  constructor(length: number) {
    this.#changes = new Int32Array(length + 1);
  }

  add(from: number, to: number): void {
    this.#changes[from]!++;
    this.#changes[to]!--;
  }

  /** As long as it was, for the eye; white space stays. */
  over(text: string): string {
    let depth = 0;
    let shown = '';
    for (let place = 0; place < text.length; place++) {
      depth += this.#changes[place]!;
      shown += depth > 0 && /\S/.test(text[place]!) ? masked : text[place]!;
    }
    return shown;
  }
}
