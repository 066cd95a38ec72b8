// The same thing over and over, by one person: case, spaces, punctuation, digits, look-alikes and stretched
// letters make no other text of it.
import { fold } from './fold.ts';
import { refuse, type Rule } from './rule.ts';

export interface RepeatSettings {
  /** How often the same may be said within the time. */
  readonly times: number;
  readonly withinSeconds: number;
}

const letter = /\p{L}/u;

export function createRepeatRule({ times, withinSeconds }: RepeatSettings): Rule {
  return (_text, { draftId, recent, print, now }) => {
    if (recent.length < times) return undefined;
    const since = now - withinSeconds * 1_000;
    const said = recent.filter((one) => one.at > since && one.draftId !== draftId && one.print === print());
    if (said.length < times) return undefined;
    return refuse('repeated', 'You have said that already. Say something else, or wait a while.');
  };
}

/** Equal for texts that a reader would call the same; 53 bits, so that others hardly ever are. */
export function printOf(text: string): number {
  const units = fold(text).units.filter((unit) => letter.test(String.fromCodePoint(unit)));
  const told = units.length > 0 ? units.filter((unit, place) => unit !== units[place - 1]) : codePoints(text);
  let [high, low] = [0x811c9dc5, 0xdeadbeef];
  for (const unit of told) {
    high = Math.imul(high ^ unit, 0x01000193);
    low = Math.imul(low ^ (unit + (high >>> 16)), 0x85ebca6b);
  }
  return (high >>> 11) * 2 ** 32 + (low >>> 0);
}

/** What has no letters at all is told apart by its signs. */
function codePoints(text: string): number[] {
  return Array.from(text.replace(/\s+/g, ''), (character) => character.codePointAt(0)!);
}
