// What is said on the way down to the latest message, in English.

export const enWayDown = {
  jump: 'Jump to the latest',
  fresh: (count: number) => (count === 1 ? '1 new message' : `${count} new messages`),
  mentioned: 'You were mentioned',
  backToLatest: 'Back to latest',
  pause: 'Pause',
};
