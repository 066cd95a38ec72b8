// The log of a data folder, taken into Postgres.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ConfigError } from '../config/config-error.ts';
import { keptSecret } from '../identity/secret.ts';
import { migrateLog } from '../log/open-log.ts';
import { jsonOption, type Command } from './command.ts';

export const migrate: Command = {
  name: 'migrate',
  options: [jsonOption],
  settings: ['data', 'log'],
  help: 'Take the log of the data folder into the empty Postgres that WS_CHAT_LOG or --log names. Stop the server first.',
  more: 'Each entry is compared in the end, and clients go on where they were. One that was broken off goes on where it ended.',
  example: 'WS_CHAT_LOG=postgres://user:password@host/database ws-chat migrate --data data',
  async run({ settings, onProgress }) {
    const { data, log: address } = settings();
    if (address === undefined)
      throw new ConfigError(
        'Name the Postgres that is to hold the log with WS_CHAT_LOG, as in postgres://user:password@host/database.',
      );
    const { entries, where, before } = await migrateLog(data, {
      address,
      secrets: secretsIn(data),
      onCopied: (done, all) => onProgress('Copied', done, all),
      onCompared: (done, all) => onProgress('Compared', done, all),
    });
    const json = { entries, where, before };
    const sentence = before
      ? `The log of the folder ${data} was taken to ${where} before. Nothing was done; what was written in the folder since then is not there.`
      : `The log of the folder ${data} is in ${where} now, with ${entries} entries, and was compared. Start the servers with WS_CHAT_LOG; clients go on where they were.`;
    return { sentence, json };
  },
};

/** Who the guests and those who keep the chat are known again by goes with the log. */
function secretsIn(data: string): ReadonlyMap<string, string> {
  const path = join(data, 'guest-secret');
  return new Map(existsSync(path) ? [['guests', Buffer.from(keptSecret(path)).toString('base64')]] : []);
}
