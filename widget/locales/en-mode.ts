// What is said of how a room is kept, in English.

export const enMode = {
  slowMode: (time: string) => `Slow mode: one message every ${time}`,
  emojiOnly: 'Emoji only',
  membersOnly: 'Only members may write here',
  readOnly: 'This room is for reading just now',
  holdAll: 'A moderator looks at each message first',
  shielded: (time: string) => `Raid shield: guests write once every ${time}, and no links`,
  noPost: 'You can read along here, but not write',
  paused: 'The chat is paused.',
  goesOnIn: (time: string) => `It goes on in ${time}.`,
};
