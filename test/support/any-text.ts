// Any text at all, for properties. Ready at once, where the library's own takes a second to begin.
import fc from 'fast-check';

export const anyCharacter = fc
  .oneof(
    fc.integer({ min: 0, max: 0x7f }),
    fc.integer({ min: 0x80, max: 0xd7ff }),
    fc.integer({ min: 0xe000, max: 0x10ffff }),
  )
  .map((codePoint) => String.fromCodePoint(codePoint));

/** Of whole characters: half ones, the surrogates, are no text. */
export const anyText = fc.string({ unit: anyCharacter });
