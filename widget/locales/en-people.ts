// What the list of people says, in English.

export const enPeople = {
  tooManyPeople: (count: number, most: number) =>
    `Names are listed for up to ${most} people. Right now there are ${count}.`,
  namesHidden: 'Who is here is not told in this room.',
  alone: 'Nobody else is here right now.',
  muteShort: 'Mute',
  mutePerson: (name: string) => `Mute ${name}`,
  unmuteShort: 'Unmute',
  unmutePerson: (name: string) => `Unmute ${name}`,
  mutedPeople: 'Muted',
  mutedHint: 'Their messages are folded away, for you alone. They do not learn of it.',
};
