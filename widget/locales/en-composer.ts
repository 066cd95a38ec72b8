// What is said where one writes, in English.

export const enComposer = {
  write: (heading: string) => `Message ${heading}`,
  send: 'Send',
  tooLong: (over: number) =>
    over === 1
      ? 'One character too long. Shorten it a little.'
      : `${over} characters too long. Shorten it to send.`,
  charactersLeft: (left: number) => `${left} left`,
  wait: (seconds: number) => (seconds === 1 ? 'Wait 1 second' : `Wait ${seconds} seconds`),
  replyingTo: 'Replying to',
  endReply: 'Do not reply',
  editing: 'Editing',
  endEdit: 'Leave it as it was',
  writing: (names: readonly string[]) => {
    const [first, second] = names;
    if (names.length > 2) return 'Several people are writing…';
    return second === undefined ? `${first} is writing…` : `${first} and ${second} are writing…`;
  },
  writingAs: 'Writing as',
  changeName: (name: string) => `Writing as ${name}. Change your name`,
  save: 'Save',
  waiting: 'Waits for the connection',
  estranged: 'You are somebody else here now, and it may have arrived before.',
  notSent: 'Not sent.',
  outboxFull: 'Too many messages are unsent. Wait, or delete what was refused.',
};
