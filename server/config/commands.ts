// The commands beside the server itself, as the command line and its help know them.

export const commands = [
  {
    name: 'backup',
    usage: 'backup FILE',
    help: 'Write a copy of the log to a new file, while the server runs or not.',
  },
  {
    name: 'restore',
    usage: 'restore FILE [--replace]',
    help: 'Take a back-up as the log; --replace puts a former log aside, or takes it out of Postgres. Stop the servers first.',
  },
  {
    name: 'migrate',
    usage: 'migrate',
    help: 'Take the log of the data folder into the empty Postgres that WS_CHAT_LOG or --log names. Stop the server first.',
  },
  {
    name: 'erase',
    usage: 'erase PARTICIPANT',
    help: 'Erase all that a participant wrote, by their id, from the log; back-ups keep it.',
  },
  {
    name: 'console-link',
    usage: 'console-link',
    help: 'Print a one-time link by which an owner comes into the console of the server that runs.',
  },
] as const;

/** It does nothing to a log, and ends with a code of its own. */
export const doctorCommand = {
  usage: 'doctor URL [--origin SITE] [--room ROOM] [--idle SECONDS] [--json]',
  help: 'Look at a chat from outside, and say what is wrong and which line to change. Ends with 0 if nothing is, 1 if something is, 2 if it was wrongly called.',
} as const;

export type CommandName = (typeof commands)[number]['name'];

export function isCommand(word: string | undefined): word is CommandName {
  return commands.some(({ name }) => name === word);
}
