// How a person looks in the list: a hue and initials, always the same for the same one; or a colour and a
// picture, where their site has given them.
import { html, nothing } from 'lit';
import type { Participant } from '../../protocol/server-messages.ts';
import { hash } from '../hash.ts';

/** In degrees, as styles/tokens.ts has them: a colour of a site's own could be illegible, or look like oneself. */
export const hueAngles = [10, 28, 46, 68, 88, 112, 215, 240, 265, 290, 315, 345];

/** One of the twelve hues: the nearest to the person's colour, or else one by a stable hash of their id. */
export function hueOf({ id, color = '' }: Pick<Participant, 'id' | 'color'>): number {
  const angle = angleOf(color);
  if (angle === undefined) return hash(id) % hueAngles.length;
  const distances = hueAngles.map((other) => 180 - Math.abs(180 - Math.abs(angle - other)));
  return distances.indexOf(Math.min(...distances));
}

/** Below this a colour is a grey. */
const leastChroma = 0.03;

/** The hue of `#rrggbb` in OKLCH, by Ottosson's matrices; undefined for a grey, and for what is no colour. */
function angleOf(color: string): number | undefined {
  const [r = NaN, g, b] = (color.match(/[0-9a-f]{2}/gi) ?? []).map(
    (byte) => (parseInt(byte, 16) / 255) ** 2.2,
  );
  const [l, m, s] = [
    Math.cbrt(0.412 * r + 0.536 * g! + 0.051 * b!),
    Math.cbrt(0.212 * r + 0.681 * g! + 0.107 * b!),
    Math.cbrt(0.088 * r + 0.282 * g! + 0.63 * b!),
  ];
  const redness = 1.978 * l - 2.429 * m + 0.451 * s;
  const yellowness = 0.026 * l + 0.783 * m - 0.809 * s;
  if (!(Math.hypot(redness, yellowness) >= leastChroma)) return undefined;
  return ((Math.atan2(yellowness, redness) * 180) / Math.PI + 360) % 360;
}

/** The picture lies over the initials, which are seen until it has come, and where it does not. */
export function avatarTemplate({ name, avatar }: Participant) {
  return html`<span class="avatar" part="avatar" aria-hidden="true"
    >${initialsOf(name)}${
      avatar
        ? html`<img src=${avatar} alt="" loading="lazy" referrerpolicy="no-referrer" @error=${hide} />`
        : nothing
    }</span
  >`;
}

function hide({ currentTarget }: Event): void {
  (currentTarget as HTMLElement).hidden = true;
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
  const [first] = new Intl.Segmenter().segment(word);
  return first?.segment ?? '';
}
