// What the commands say, in English.

export const enCommands = {
  unknownCommand: (name: string) =>
    `There is no command /${name}. Type /help to see which there are, or //${name} to send it as it is.`,
  incomplete: (example: string) => `Something is missing. Write it as in ${example}.`,
  meExample: '/me waves',
  meHint: 'says what you do',
  nickExample: '/nick Robin',
  nickHint: 'changes your name',
  helpExample: '/help',
  helpHint: 'shows this list',
};
