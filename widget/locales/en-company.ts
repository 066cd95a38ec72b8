// What is said of others beyond their messages, in English.

const listed = (names: readonly string[], others: number) =>
  new Intl.ListFormat('en-GB').format(others > 0 ? [...names, `${others} others`] : names);

export const enCompany = {
  // Up to three names, and none but two or more others.
  came: (names: readonly string[], others: number) => `${listed(names, others)} joined`,
  left: (names: readonly string[], others: number) => `${listed(names, others)} left`,
  mutedMessages: (name: string, count: number) =>
    count === 1 ? `Message from ${name}, muted` : `${count} messages from ${name}, muted`,
  show: 'Show',
  manyNew: (count: number, last: string) => `${count} new messages, last from ${last}`,
  linkTo: (host: string) => `link to ${host}`,
  sent: 'Sent.',
};
