// What is said of polls, in English.

export const enPoll = {
  votes: (count: number) => (count === 1 ? '1 vote' : `${count} votes`),
  share: (count: number, percent: number) => `${count} · ${percent}%`,
  yourVote: 'your vote',
  pollEnded: 'ended',
  takeBackVote: 'Take back',
};
