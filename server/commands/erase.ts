// All that one participant wrote, out of the log.
import { askServer } from '../control/control-client.ts';
import { eraseFrom } from '../log/open-log.ts';
import { jsonOption, type Command } from './command.ts';

export const erase: Command = {
  name: 'erase',
  operands: ['PARTICIPANT'],
  options: [jsonOption],
  settings: ['data', 'log'],
  help: 'Erase all that a participant wrote, by their id, from the log; back-ups keep it.',
  more: 'The id stands beside their messages in the console and in an export. docs/members.md says how a member’s is made. Write -- and a space before one that begins with hyphens.',
  example: 'ws-chat erase --config ws-chat.json m.4bQ0mXoXh3JZk1v2dTqy',
  async run({ operands: [participant = ''], settings }) {
    const place = settings();
    const done = await askServer(place.data, { command: 'erase', participant });
    const entries = done ? (done.count ?? 0) : await eraseFrom(place, participant);
    const sentence =
      entries === 0
        ? `Nothing in the log is from ${participant}.`
        : `${entries} entries of ${participant} are erased. Back-ups that were made before still hold them.`;
    return { sentence, json: { participant, entries } };
  },
};
