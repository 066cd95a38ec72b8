// What is said of what can be done with a message, in English.

export const enTools = {
  actions: 'Actions',
  react: 'Add a reaction',
  moreEmoji: 'More emoji',
  reply: 'Reply',
  more: 'More',
  copyText: 'Copy text',
  copyLink: 'Copy link',
  whoReacted: 'Who reacted',
  mute: (name: string) => `Mute ${name} for me`,
  removeForAll: 'Delete for everyone',
  keep: 'Keep',
  pin: 'Pin',
  unpin: 'Unpin',
  endPoll: 'End the poll',
  report: 'Report…',
  moderate: (name: string) => `Moderate ${name}…`,
};
