// What is said of the commands of those who keep a room, in English.

export const enModeratorCommands = {
  nobodyCalled: (name: string) => `Nobody who was seen here is called ${name}.`,
  noSuchTime: (text: string) => `${text} is no time for this. Write it as in 30s, 10m, 2h or 1d.`,
  removeAllExample: '/remove-all @Robin 1h',
  removeAllHint: 'removes what they wrote; without a time all of it',
  muteExample: '/mute @Robin 10m reason',
  muteHint: 'mutes them for everyone; without a time until it is lifted',
  unmuteExample: '/unmute @Robin',
  unmuteHint: 'lets them write again',
  kickExample: '/kick @Robin reason',
  kickCommandHint: 'sends them off; they can come back',
  banExample: '/ban @Robin 1d reason',
  banHint: 'shuts them out; without a time for good',
  unbanExample: '/unban @Robin',
  unbanHint: 'lets them in again',
  slowExample: '/slow 30s',
  slowHint: 'one message of each person in that time; /slow off',
  pauseExample: '/pause 10m Back soon',
  pauseHint: 'nobody writes until then, and reads this',
  openExample: '/open',
  openHint: 'ends slow mode, a pause and all else',
  clearExample: '/clear 1h',
  clearHint: 'removes what everybody wrote; without a time all of it',
  announceExample: '/announce Doors close at ten',
  announceHint: 'says it as a line of the room’s own',
  pollExample: '/poll Tea or coffee? | Tea | Coffee',
  pollHint: 'asks, with answers to choose from',
  pollAnswers: (least: number, most: number) =>
    `A poll takes ${least} to ${most} answers, each behind a bar: /poll Tea or coffee? | Tea | Coffee.`,
  pollAnswerTooLong: (answer: string, over: number) =>
    `The answer “${answer}” is ${over} characters too long. Shorten it.`,
};
