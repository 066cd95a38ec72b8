// A back-up in the log's place.
import { resolve } from 'node:path';
import { restoreLog } from '../log/open-log.ts';
import { jsonOption, type Command } from './command.ts';

export const restore: Command = {
  name: 'restore',
  operands: ['FILE'],
  options: [
    {
      flag: '--replace',
      help: 'Put a former log aside, or take it out of Postgres. Without this a log that is there stays.',
    },
    jsonOption,
  ],
  settings: ['data', 'log'],
  help: 'Take a back-up as the log; --replace puts a former log aside, or takes it out of Postgres. Stop the servers first.',
  more: 'All who come back start anew from it. Only a server with its log in Postgres may go on meanwhile.',
  example: 'ws-chat restore --config ws-chat.json chat-2026-11-27.sqlite --replace',
  async run({ operands: [path = ''], options, settings, onProgress }) {
    const copy = resolve(path);
    const { entries, aside } = await restoreLog(settings(), {
      copy,
      replace: options.has('--replace'),
      now: new Date(),
      onProgress: (done, all) => onProgress('Copied', done, all),
    });
    const former = aside === undefined ? '' : ` The former log is ${aside} now.`;
    return {
      sentence: `The log is the back-up ${copy} now, with ${entries} entries.${former} Whoever comes back starts from it.`,
      json: { file: copy, entries, ...(aside !== undefined && { aside }) },
    };
  },
};
