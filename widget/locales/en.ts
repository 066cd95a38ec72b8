// What the chat says, in English. Other languages have the same keys.

export const en = {
  chat: 'Chat',
  present: (count: number) => `${count} here`,
  people: 'People',
  settings: 'Settings',
  open: 'Open the chat',
  openUnread: (count: number) => `Open the chat, ${count} unread`,
  close: 'Close the chat',
  messages: (heading: string) => `Messages in ${heading}`,
  you: 'You',
  empty: 'No messages yet',
  emptyHint: 'Be the first to say something.',
  beginning: 'This is where it begins',
  loading: 'Messages are loading…',
  loadingOlder: 'Loading older messages…',
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
  emoji: 'Emoji',
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
  outboxFull: 'Many messages wait to be sent. Wait until they are out, or delete some.',
  unreadLine: 'New',
  reacted: (emoji: string, names: readonly string[], own: boolean) =>
    `${emoji}, ${names.length}${own ? ', includes you' : ''}: ${names.join(', ')}`,
  replyTo: (name: string) => `reply to ${name}`,
  unfold: 'Show all',
  fold: 'Show less',
  role: (role: 'owner' | 'moderator' | 'member' | 'guest') =>
    ({ owner: 'Owner', moderator: 'Mod', member: 'Member', guest: 'Guest' })[role],
  edited: 'edited',
  removed: 'This message was removed.',
  repliedUnknown: 'An earlier message',
  skipped: (count: number) => (count === 1 ? '1 message was skipped' : `${count} messages were skipped`),
  notSent: 'Not sent.',
  retry: 'Retry',
  edit: 'Edit',
  discard: 'Delete',
  reconnecting: 'Reconnecting…',
  noConnection: 'No connection.',
  retryIn: (seconds: number) => (seconds <= 1 ? 'Trying again…' : `Next try in ${seconds} s.`),
  retryNow: 'Retry now',
  unreachable: 'The chat cannot be reached',
  unreachableHint: (server: string) => `Nothing answers at ${server}. It will be tried again.`,
  refused: 'This chat is not open here',
  ended: 'The chat has ended',
  noServer: 'This chat does not know its server. Give it one, as in server="https://chat.example.com".',
};

export type Strings = typeof en;
