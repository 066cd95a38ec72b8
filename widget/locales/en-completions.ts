// What the lists of completions are called, in English.

export const enCompletions = {
  commands: 'Commands',
};
