// What the settings say, in English.

export const enSettings = {
  keptHere: 'Kept in this browser, for every room of this chat.',
  readAloud: 'Read out by a screen reader',
  everything: 'Everything',
  mentions: 'Mentions and replies',
  off: 'Nothing',
  whileAway: 'While I am not looking',
  whileAwayHint: 'In another tab, or with the chat closed.',
  badge: 'Count in the page’s title',
  sound: 'Sound',
  volume: 'Volume',
  desktop: 'Notification on my screen',
  about: 'Tell me about',
  density: 'Spacing',
  comfortable: 'Comfortable',
  compact: 'Compact',
  notificationsOn: 'Notifications are on.',
  notificationsDenied: (site: string) =>
    `Your browser blocks notifications from ${site}. Allow them in its site settings, beside the address; then switch this on again.`,
  notificationsMissing: 'This browser shows no notifications of pages like this one.',
};
