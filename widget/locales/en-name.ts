// What is said where one is asked for a name, in English.

export const enName = {
  yourName: 'What should we call you?',
  nameHint: 'Everyone here sees it.',
};
