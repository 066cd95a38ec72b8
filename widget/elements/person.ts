// How a person looks in the list: a hue and initials, always the same for the same one; or a colour and a
// picture, where their site has given them.
import { html, nothing } from 'lit';
import type { Participant } from '../../protocol/server-messages.ts';
import { hash } from '../hash.ts';

/**
 * Where the hues of styles/tokens.ts lie in the hexagon of red, green and blue, in degrees: on the average, as
 * dull and bright ones differ.
 */
const hueAngles = [349, 5, 19, 33, 44, 63, 190, 203, 224, 252, 283, 323];

/** A colour that is nearer to grey has no hue. */
const leastChroma = 20;

/**
 * One of the twelve hues: the nearest to the person's colour, or else one by a stable hash of their id. A colour
 * as a site gives it may be illegible, or that of oneself.
 */
export function hueOf({ id, color = '' }: Pick<Participant, 'id' | 'color'>): number {
  const [red = 0, green = 0, blue = 0] = (color.match(/[0-9a-f]{2}/gi) ?? []).map((byte) =>
    parseInt(byte, 16),
  );
  const [x, y] = [2 * red - green - blue, Math.sqrt(3) * (green - blue)];
  if (Math.hypot(x, y) < leastChroma) return hash(id) % hueAngles.length;
  const nearness = hueAngles.map((angle) => Math.cos(Math.atan2(y, x) - (angle * Math.PI) / 180));
  return nearness.indexOf(Math.max(...nearness));
}

/** The picture lies over the initials, which are seen until it has come, and where it does not. */
export function avatarTemplate({ name, avatar }: Participant) {
  return html`<span class="avatar" part="avatar" aria-hidden="true"
    >${initialsOf(name)}${
      avatar ? html`<img src=${avatar} alt="" loading="lazy" referrerpolicy="no-referrer" />` : nothing
    }</span
  >`;
}

/** The first letters of the first and the last word. */
export function initialsOf(name: string): string {
  const words = name.split(/\s+/).filter(Boolean);
  const first = words[0] ?? '';
  const last = words.length > 1 ? words.at(-1)! : '';
  return `${firstLetter(first)}${firstLetter(last)}`.toUpperCase();
}

/** A letter as a reader sees it: with its marks, or a whole emoji. */
function firstLetter(word: string): string {
  // Of most names that is the first character, and nobody has to be asked for its marks.
  if (/^\w(\w|$)/.test(word)) return word[0]!;
  const [first] = new Intl.Segmenter().segment(word);
  return first?.segment ?? '';
}
