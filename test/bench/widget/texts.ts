// What people say in the bench: from a word to a paragraph, some with markup, links and emoji, always the
// same from the same seed.
import { seeded } from '../../support/seeded.ts';

const words =
  'the record that we heard last night was from a small harbour town and nobody knew who had played the organ in it so well'.split(
    ' ',
  );

const spice = ['**really**', '`--slow`', 'https://example.com/records', '🎧', '_maybe_', '@Bo', '👍🏽'];

export const people = [
  'Ann',
  'Bo Lindqvist',
  'Yusuf',
  'Priya N.',
  'נועה',
  '愛子',
  'Tomasz',
  'Mara',
  'Ugo',
  'Ines',
];

/** As many texts as are asked for. */
export function createTexts(seed = 1): () => string {
  const random = seeded(seed);
  const one = <T>(of: readonly T[]) => of[Math.floor(random() * of.length)]!;
  return () => {
    const length = 3 + Math.floor(random() ** 2 * 58);
    const said = Array.from({ length }, () => one(words));
    if (random() < 0.3) said.splice(Math.floor(random() * length), 0, one(spice));
    return said.join(' ');
  };
}
