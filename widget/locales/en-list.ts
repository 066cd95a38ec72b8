// What stands in the list of messages, in English.

export const enList = {
  beginning: 'This is where it begins',
  loadingOlder: 'Loading older messages…',
  unreadLine: 'New',
  reacted: (emoji: string, names: readonly string[], own: boolean) =>
    `${emoji}, ${names.length}${own ? ', includes you' : ''}: ${names.join(', ')}`,
  replyTo: (name: string) => `reply to ${name}`,
  unfold: 'Show all',
  fold: 'Show less',
  edited: 'edited',
  removed: 'This message was removed.',
  skipped: (count: number) => (count === 1 ? '1 message was skipped' : `${count} messages were skipped`),
};
