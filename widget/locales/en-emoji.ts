// What the emoji picker says, in English.

export const enEmoji = {
  emojiSearch: 'Search for emoji',
  emojiFound: (count: number) => (count === 1 ? '1 emoji' : `${count} emoji`),
  emojiMissing: 'There is no such emoji. Try another word.',
  emojiRecent: 'Used lately',
  emojiGroups: [
    'Smileys',
    'People',
    'Animals and nature',
    'Food and drink',
    'Places',
    'Activities',
    'Things',
    'Symbols',
    'Flags',
  ],
  skinTone: 'Skin tone',
};
