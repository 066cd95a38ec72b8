// A copy of the log: by the server if one runs, which knows its log best.
import { resolve } from 'node:path';
import { askServer } from '../control/control-client.ts';
import { backUpLog, type LogPlace, type OnProgress } from '../log/open-log.ts';
import { jsonOption, type Command } from './command.ts';

export const backup: Command = {
  name: 'backup',
  operands: ['FILE'],
  options: [jsonOption],
  settings: ['data', 'log'],
  help: 'Write a copy of the log to a new file, while the server runs or not.',
  more: 'The copy is of one moment, checked before it gets its name, and for its owner alone. The file must not be there yet.',
  example: 'ws-chat backup --config ws-chat.json chat-2026-11-27.sqlite',
  async run({ operands: [path = ''], settings, onProgress }) {
    const file = resolve(path);
    await copyLogTo(settings(), file, (done, all) => onProgress('Copied', done, all));
    return { sentence: `The log is backed up in ${file}.`, json: { file } };
  },
};

export async function copyLogTo(place: LogPlace, file: string, onProgress: OnProgress): Promise<void> {
  // A log that is nobody's alone needs no server to be asked.
  const done = place.log === undefined && (await askServer(place.data, { command: 'backup', file }));
  if (!done) await backUpLog(place, file, onProgress);
}
