// A way into the console for an owner: only the server knows under which address it is reached, and who keeps it.
import { askServer } from '../control/control-client.ts';
import { LogUnavailable } from '../log/log.ts';
import { jsonOption, type Command } from './command.ts';

export const consoleLink: Command = {
  name: 'console-link',
  options: [jsonOption],
  settings: ['data'],
  help: 'Print a one-time link by which an owner comes into the console of the server that runs.',
  more: 'It is good for a day, and once. docs/moderators.md says what the console does.',
  example: 'ws-chat console-link --config ws-chat.json',
  async run({ settings }) {
    const { data } = settings();
    const done = await askServer(data, { command: 'console-link' });
    if (done?.link === undefined)
      throw new LogUnavailable(
        `No server runs on the folder ${data}. Start it, or name its data folder with --data.`,
      );
    return {
      sentence: `Open this within a day to keep the chat; it is good once: ${done.link}`,
      json: { link: done.link },
    };
  },
};
