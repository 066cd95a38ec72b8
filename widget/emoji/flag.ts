// The flag of a region, by its code of two letters: what it looks like and what it is called.

const regions = new Intl.DisplayNames('en', { type: 'region' });

/** `SE` -> 🇸🇪 */
export function flagOf(region: string): string {
  return region.replace(/[A-Z]/g, (letter) => String.fromCodePoint(letter.charCodeAt(0) + 0x1f1a5));
}

export function nameOf(region: string): string {
  return `flag: ${regions.of(region)}`;
}

/** `flag: Åland Islands` -> `aland_islands` */
export function codeOf(name: string): string {
  return name
    .replace('flag: ', '')
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/\W+/g, '_');
}
