// What a person is used to: the emoji used lately, and the skin tone. Kept in the browser; where that is
// forbidden, it is forgotten.
import { attempt } from '../attempt.ts';

const recentPlace = 'ws-chat emoji';
const tonePlace = 'ws-chat skin tone';

/** Three lines of the picker. */
const mostRecent = 24;

/** None, and then from light to dark. */
export const tones = ['', '🏻', '🏼', '🏽', '🏾', '🏿'] as const;

/** The latest first, without skin tones. */
export function recentEmoji(): readonly string[] {
  return (attempt(() => localStorage.getItem(recentPlace)) ?? '').split(' ').filter(Boolean);
}

export function rememberEmoji(char: string): void {
  const recent = [char, ...recentEmoji().filter((other) => other !== char)].slice(0, mostRecent);
  attempt(() => localStorage.setItem(recentPlace, recent.join(' ')));
}

export function usualTone(): string {
  const kept = attempt(() => localStorage.getItem(tonePlace));
  return tones.find((tone) => tone === kept) ?? '';
}

export function rememberTone(tone: string): void {
  attempt(() => localStorage.setItem(tonePlace, tone));
}

/** The tone stands behind the first sign, in the place of one that asks for colour. */
export function withTone(char: string, tone: string): string {
  if (tone === '') return char;
  const [first = '', ...rest] = char;
  return `${first}${tone}${rest.join('').replace(/^\ufe0f/, '')}`;
}
