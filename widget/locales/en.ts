// What the chat says, in English. Other languages have the same keys.

export const en = {
  chat: 'Chat',
  present: (count: number) => `${count.toLocaleString('en')} here`,
  people: 'People',
  settings: 'Settings',
  open: 'Open the chat',
  openUnread: (count: number) => `Open the chat, ${count} unread`,
  close: 'Close the chat',
  messages: (heading: string) => `Messages in ${heading}`,
  you: 'You',
  empty: 'No messages yet',
  emptyHint: 'Be the first to say something.',
  replayWaits: 'What was said appears here as the recording plays.',
  loading: 'Messages are loading…',
  emoji: 'Emoji',
  role: (role: 'owner' | 'moderator' | 'member' | 'guest') =>
    ({ owner: 'Owner', moderator: 'Mod', member: 'Member', guest: 'Guest' })[role],
  level: (level: 'info' | 'warning' | 'highlight') =>
    ({ info: '', warning: 'Warning', highlight: 'Important' })[level],
  repliedUnknown: 'An earlier message',
  retry: 'Retry',
  edit: 'Edit',
  discard: 'Delete',
  reconnecting: 'Reconnecting…',
  noConnection: 'No connection.',
  signInFailed: 'This page could not sign you in.',
  signInExpired: 'Your sign-in has expired. Sign in again, or load this page anew.',
  retryIn: (seconds: number) => (seconds <= 1 ? 'Trying again…' : `Next try in ${seconds} s.`),
  retryNow: 'Retry now',
  unreachable: 'The chat cannot be reached',
  unreachableHint: (server: string) => `Nothing answers at ${server}. It will be tried again.`,
  refused: 'This chat is not open here',
  ended: 'The chat has ended',
  noServer: 'This chat does not know its server. Give it one, as in server="https://chat.example.com".',
};

export type Strings = typeof en;
