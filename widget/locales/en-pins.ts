// What is said of what is pinned, in English.

export const enPins = {
  pinned: 'Pinned',
  pinnedOf: (index: number, count: number) => `Pinned, ${index} of ${count}`,
  goToPinned: (text: string) => `Pinned: ${text}. Go to the message`,
  formerPin: 'Pinned before that',
  nextPin: 'Pinned after that',
};
