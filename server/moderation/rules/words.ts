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

/** A phrase as it is looked for. */
interface Reading {
  readonly consequence: Consequence;
  readonly units: readonly number[];
  readonly openStart: boolean;
  readonly openEnd: boolean;
}

/** Where a word goes on beside a match, as bits. */
const before = 1;
const after = 2;

const masked = '•';

export function createWordRule(settings: WordSettings): Rule {
  const find = createFinder([...readings(settings)]);
  return (text) => {
    const found = new Set<Consequence>();
    const hidden = new Cover(text.length);
    find(text, (consequence, folded, start, end) => {
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

/** How many units the phrases have together as they are looked for; counts on only until they are more than `most`. */
export function unitsOf(settings: WordSettings, most = Infinity): number {
  let count = 0;
  for (const { units } of readings(settings)) if ((count += units.length) > most) break;
  return count;
}

type Tell = (consequence: Consequence, folded: Folded, start: number, end: number) => void;

/** Tells what is to come of a text, by each of the phrases that it says, and where. */
function createFinder(phrases: readonly Reading[]): (text: string, tell: Tell) => void {
  // However often the same is written, it is looked for once.
  const distinct = [...Map.groupBy(phrases, ({ units }) => units.join()).values()];
  const automaton = new Automaton(distinct.map(([one]) => one!.units));
  const consequences = distinct.map(consequencesOf);
  return (text, tell) => {
    for (const one of hasOne(text) ? (['i', 'l'] as const) : (['i'] as const)) {
      const folded = fold(text, one);
      let joints: Uint8Array | undefined;
      automaton.find(folded.units, (number, end) => {
        joints ??= jointsOf(folded);
        const start = end - distinct[number]![0]!.units.length;
        const goesOn = (joints[start] ? before : 0) + (joints[end] ? after : 0);
        for (const consequence of consequences[number]![goesOn]!) tell(consequence, folded, start, end);
      });
    }
  };
}

function* readings(settings: WordSettings): Iterable<Reading> {
  for (const consequence of ['block', 'mask', 'hold'] as const)
    for (const written of settings[consequence] ?? []) yield* readPhrase(written, consequence);
}

/** Both readings of a one, where there is any. */
function readPhrase(written: string, consequence: Consequence): Reading[] {
  const openStart = written.startsWith('*');
  const openEnd = written.length > 1 && written.endsWith('*');
  const bare = written.slice(openStart ? 1 : 0, openEnd ? -1 : undefined);
  const ones: readonly One[] = hasOne(bare) ? ['i', 'l'] : ['i'];
  return ones.map((one) => ({ consequence, units: fold(bare, one).units, openStart, openEnd }));
}

/** Of phrases with the same units, by where the word goes on. */
function consequencesOf(same: readonly Reading[]): readonly (readonly Consequence[])[] {
  return [0, before, after, before + after].map((goesOn) => {
    const meant = same.filter(
      ({ openStart, openEnd }) => (openStart || !(goesOn & before)) && (openEnd || !(goesOn & after)),
    );
    return [...new Set(meant.map(({ consequence }) => consequence))];
  });
}

/** Before which places a word goes on. */
function jointsOf({ units }: Folded): Uint8Array {
  const joints = new Uint8Array(units.length + 1);
  let isWord = false;
  units.forEach((unit, place) => {
    const follows = isWordUnit(unit);
    if (isWord && follows) joints[place] = 1;
    isWord = follows;
  });
  return joints;
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
