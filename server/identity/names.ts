// Names of participants: cleaned of what cannot be seen, and made when none was chosen.
import { nameCharacters } from '../../protocol/limits.ts';
import { withoutPiles } from './piles.ts';

/**
 * What takes no room on the screen or shows nothing: controls, format characters (zero width, bidi),
 * lone surrogates, fillers, and the blank Braille cell. Unassigned ones stay: an emoji newer than this
 * Node is somebody's emoji.
 */
const invisible = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u2800]/gu;

/** More than two marks on one letter pile up into the neighbours' lines. */
const piledMarks = /(\p{M}{2})\p{M}+/gu;

/** The name as it may be shown, or undefined if nothing visible is left. */
export function cleanName(name: string): string | undefined {
  const visible = withoutPiles(name)
    .normalize('NFC')
    .replace(/\p{White_Space}+/gu, ' ')
    .replace(invisible, '')
    .replace(/ +/g, ' ')
    .replace(piledMarks, '$1')
    .trim();
  return Array.from(visible).slice(0, nameCharacters).join('').trim() || undefined;
}

/** A name for a guest who chose none; always the same for the same participant. */
export function madeName(participantId: string): string {
  let hash = 0;
  for (const character of participantId) hash = (hash * 31 + character.codePointAt(0)!) >>> 0;
  return `Guest ${1000 + (hash % 9000)}`;
}

/** Whether a reader would see anything at all. */
export function isBlank(text: string): boolean {
  return text.replace(invisible, '').trim() === '';
}
